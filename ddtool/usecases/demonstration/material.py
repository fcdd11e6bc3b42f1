"""What the demonstration brings in, read and made before anything is stored."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ddtool.demonstration.documents import make_pdf, make_picture
from ddtool.demonstration.plan import (
    Plan,
    PlannedDocument,
    PlannedOrganisation,
    PlannedPerson,
    read_plan,
)
from ddtool.domain.assessment_heads import EvidenceFile
from ddtool.domain.assessments import Assessment, Determination, Site
from ddtool.domain.certificates import Certificate
from ddtool.domain.criteria import Rating
from ddtool.domain.people import Role
from ddtool.packs import Library
from ddtool.passwords import hash_password, new_password
from ddtool.store.files import FileStore
from ddtool.workbooks import (
    Form,
    read_assessment_folder,
    read_certificates_file,
    read_site_file,
)

_CERTIFICATES, _DETERMINATIONS = "certificates.csv", "determinations.csv"


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody in the demonstration: how to sign in as them, and what to look at then."""

    role: Role
    email: str
    password: str
    look_at: str


@dataclass(frozen=True)
class ReadSite:
    """A site of the demonstration with its certificates, under the ids of the files."""

    organisation: PlannedOrganisation
    site: Site
    certificates: tuple[Certificate, ...]


@dataclass(frozen=True)
class Material:
    """Everything that is brought in, read and made before the transaction begins.

    ``determinations`` are those of what was signed, by folder. ``hashes`` are of the passwords, by
    e-mail address; ``files`` are the kept ones, by evidence.
    """

    plan: Plan
    library: Library
    sites: tuple[ReadSite, ...]
    assessments: tuple[Assessment, ...]
    determinations: Mapping[str, tuple[Determination, ...]]
    hashes: Mapping[str, str]
    files: Mapping[str, EvidenceFile]
    logins: tuple[Login, ...]


def gather_material(folder: Path, files: FileStore, library: Library) -> Material:
    """Read the demonstration of a folder, and make its passwords and documents.

    :raises DemonstrationUnusable, SiteFileProblems: its files were changed.
    """
    plan = read_plan(folder)
    logins = tuple(_login(person) for person in plan.people)
    return Material(
        plan=plan,
        library=library,
        sites=tuple(_read_sites(plan, library, folder)),
        assessments=tuple(_read_assessments(plan, library, folder)),
        determinations={
            one.folder: tuple(_determinations(folder / one.folder))
            for one in plan.assessments
            if one.signed
        },
        hashes={one.email: hash_password(one.password) for one in logins},
        files={one.evidence: _kept(files, one) for one in plan.documents},
        logins=logins,
    )


def _login(person: PlannedPerson) -> Login:
    return Login(
        role=person.role,
        email=person.email,
        password=new_password(),
        look_at=person.look_at,
    )


def _read_sites(plan: Plan, library: Library, folder: Path) -> Iterator[ReadSite]:
    form = _form(library, plan.assessments[0].criteria_set)
    for organisation in plan.organisations:
        for one in organisation.sites:
            site = read_site_file(folder / one / "site.toml", form).site
            held = folder / one / _CERTIFICATES
            found = read_certificates_file(held, form, site.id) if held.exists() else ()
            yield ReadSite(organisation, site, found)


def _read_assessments(plan: Plan, library: Library, folder: Path) -> Iterator[Assessment]:
    for one in plan.assessments:
        form = _form(library, one.criteria_set)
        site = read_site_file(folder / one.site / "site.toml", form)
        yield read_assessment_folder(folder / one.folder, form, site)


def _determinations(folder: Path) -> Iterator[Determination]:
    with (folder / _DETERMINATIONS).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Determination(row["criterion"], Rating(row["rating"]), row["reason"])


def _form(library: Library, criteria_set: str) -> Form:
    return Form(library.criteria_set(criteria_set), library.standards(), library.vocabulary())


def _kept(files: FileStore, document: PlannedDocument) -> EvidenceFile:
    """Made and brought into its place; if nothing comes of it, it is swept up later."""
    made = make_pdf(document.lines) if document.lines else None
    content = made or make_picture(document.bars, document.limit)
    kept = files.keep(io.BytesIO(content), largest=len(content))
    media_type = "application/pdf" if made else "image/png"
    return EvidenceFile(document.file, media_type, kept.size, kept.stored_name, kept.sha256)
