"""The fictional demonstration in a database: organisations, people, sites, assessments."""

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from ddtool.demonstration.plan import PlannedAssessment, PlannedPerson
from ddtool.domain.assessment_heads import (
    AssessmentHead,
    AssessmentState,
    carry_answers,
)
from ddtool.domain.assessments import Assessment
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Organisation, Role, User
from ddtool.domain.refusals import AlreadyThere
from ddtool.domain.reviews import Assignment
from ddtool.packs import Library
from ddtool.sentences import Sentence
from ddtool.store import (
    Database,
    Reading,
    Writing,
    actions,
    answers,
    assessments,
    assignments,
    certificates,
    evidence,
    loading,
    organisations,
    sites,
    submissions,
    users,
)
from ddtool.store.files import FileStore
from ddtool.store.keeping import new_id
from ddtool.store.snapshots import take_snapshot
from ddtool.usecases.demonstration.cycles import sign_off
from ddtool.usecases.demonstration.drafts import add_draft
from ddtool.usecases.demonstration.material import Login, Material, ReadSite, gather_material

_NINE = time(9, tzinfo=UTC)


def is_untouched(database: Database) -> bool:
    """Whether nobody has put anything into the database yet."""
    with database.read() as db:
        return _nothing_in(db)


def fill_demonstration(
    database: Database, files: FileStore, library: Library, author: Author, *, folder: Path
) -> tuple[Login, ...]:
    """Bring the demonstration of a folder into an empty database; all of it or nothing.

    The logins are handed out once: of the passwords only hashes are kept.

    :raises AlreadyThere: there is something in the database.
    :raises DemonstrationUnusable, SiteFileProblems: the files of the demonstration were changed.
    """
    with database.read() as reading:
        _refuse_data(reading)
    material = gather_material(folder, files, library)
    with database.write(author) as db:
        _refuse_data(db)
        _Filling(db, material).fill()
    return material.logins


class _Filling:
    """One run: remembers under which ids things were stored."""

    def __init__(self, db: Writing, material: Material) -> None:
        self._db = db
        self._material = material
        self._organisations: dict[str, str] = {}
        self._people: dict[str, Author] = {}
        self._sites: dict[str, str] = {}
        self._assessments: dict[str, str] = {}

    def fill(self) -> None:
        plan = self._material.plan
        for organisation in plan.organisations:
            id = self._organisations[organisation.name] = new_id()
            organisations.add(self._db, Organisation(id, organisation.name, organisation.kind))
        for person in plan.people:
            self._add_person(person)
        for site in self._material.sites:
            self._add_site(site)
        for site in self._material.sites:
            self._add_certificates(site)
        for planned, said in zip(plan.assessments, self._material.assessments, strict=True):
            author = self._author_of(planned)
            with self._db.in_the_name_of(author):
                self._add_assessment(planned, said, author.organisation or "")
        for draft in plan.drafts:
            add_draft(self._db, self._material.library, draft, self._people[draft.begun_by])

    def _add_person(self, person: PlannedPerson) -> None:
        admin = person.role is Role.PROGRAMME_ADMIN
        user = User(new_id(), person.email, person.name, admin)
        users.add(self._db, user, self._material.hashes[person.email])
        organisation = None
        if person.organisation:
            organisation = self._organisations[person.organisation]
            users.join(self._db, organisation, user.id, person.role)
        at = self._db.author.at
        self._people[person.name] = Author(person.name, person.role, at, user.id, organisation)

    def _add_site(self, site: ReadSite) -> None:
        id = self._sites[site.site.id] = new_id()
        with self._db.in_the_name_of(self._lead_of(site)):
            organisation = self._organisations[site.organisation.name]
            sites.add(self._db, organisation, replace(site.site, id=id))

    def _add_certificates(self, site: ReadSite) -> None:
        organisation = self._organisations[site.organisation.name]
        with self._db.in_the_name_of(self._lead_of(site)):
            for certificate in site.certificates:
                known = tuple(self._sites[one] for one in certificate.sites if one in self._sites)
                others = tuple(one for one in certificate.sites if one not in self._sites)
                kept = replace(certificate, id=new_id(), sites=known, other_sites=others)
                certificates.add(self._db, organisation, kept)

    def _lead_of(self, site: ReadSite) -> Author:
        of_it = self._organisations[site.organisation.name]
        everybody = self._people.values()
        return next(one for one in everybody if one.organisation == of_it)

    def _author_of(self, planned: PlannedAssessment) -> Author:
        """Whoever prepared it, on the day it was handed in, or now."""
        person = self._material.plan.person(planned.prepared_by)
        author = self._people[person.name]
        if planned.submitted is None:
            return author
        return replace(author, at=datetime.combine(planned.submitted, _NINE))

    def _add_assessment(
        self, planned: PlannedAssessment, said: Assessment, organisation: str
    ) -> None:
        criteria_set = self._material.library.criteria_set(planned.criteria_set)
        id = self._assessments[planned.folder] = new_id()
        head = AssessmentHead(
            id=id,
            site=self._sites[planned.site],
            criteria_set=criteria_set.name,
            pack_sha256=criteria_set.sha256,
            period=planned.period,
            assessment_day=planned.assessment_day,
            commitment_day=planned.commitment_day,
            prepared_by=planned.prepared_by,
            carried_from=self._assessments.get(planned.carried_from),
        )
        assessments.add(self._db, organisation, head)
        if head.carried_from:
            self._carry_over(organisation, head, criteria_set)
        self._say(organisation, id, said)
        self._show(organisation, id, planned.folder, said)
        if planned.submitted:
            self._hand_in(organisation, id)
        if planned.assessor:
            given = self._give(organisation, id, self._people[planned.assessor])
            if planned.signed:
                self._sign(planned, given)

    def _carry_over(self, organisation: str, head: AssessmentHead, target: CriteriaSet) -> None:
        library = self._material.library
        earlier = loading.load(self._db, organisation, head.carried_from or "").assessment
        source = library.criteria_set(earlier.criteria_set)
        crosswalk = library.crosswalk(source.name, target.name)
        carried = carry_answers(earlier, source, target, crosswalk)
        answers.carry(self._db, organisation, head.id, carried)

    def _say(self, organisation: str, id: str, said: Assessment) -> None:
        there = answers.answers_of(self._db, organisation, id)
        versions = {one.value.requirement: one.version for one in there}
        for answer in said.answers:
            version = versions.get(answer.requirement, 0)
            answers.save_answer(self._db, organisation, id, answer, version=version)
        for rating in said.ratings:
            answers.save_rating(self._db, organisation, id, rating, version=0)
        for action in said.actions:
            actions.add(self._db, organisation, id, replace(action, id=new_id()))

    def _show(self, organisation: str, id: str, folder: str, said: Assessment) -> None:
        for document in said.evidence:
            file = self._material.files.get(f"{folder}/{document.id}")
            named = replace(document, id=new_id(), location="" if file else document.location)
            evidence.add(self._db, organisation, named, file)
            shown = [what for what, ids in said.evidence_for.items() if document.id in ids]
            evidence.show(self._db, organisation, id, named.id, shown=shown)

    def _sign(self, planned: PlannedAssessment, given: Stored[Assignment]) -> None:
        """In the assessor's name, on the day of the plan."""
        day = planned.signed or self._db.author.at.date()
        at = datetime.combine(day, _NINE)
        assessor = replace(self._people[planned.assessor], at=at)
        with self._db.in_the_name_of(assessor):
            sign_off(self._db, given, self._material.determinations[planned.folder], assessor)

    def _give(self, organisation: str, id: str, assessor: Author) -> Stored[Assignment]:
        """Offered by whoever is the author now, and accepted at once."""
        offered = Assignment(
            id=new_id(),
            assessment=id,
            producer=organisation,
            firm=assessor.organisation or "",
            assessor=assessor.user or "",
        )
        version = assignments.add(self._db, offered).version
        at = self._db.author.at
        accepted = replace(offered, accepted_at=at, accepted_by=assessor.name)
        with self._db.in_the_name_of(replace(assessor, at=at)):
            return assignments.change(self._db, accepted, version=version)

    def _hand_in(self, organisation: str, id: str) -> None:
        stored = loading.load(self._db, organisation, id)
        found = self._material.library.matrices_for(stored.assessment.criteria_set, fictional=True)
        matrix = found.chosen.name if found.chosen else ""
        day, snapshot = self._db.author.at.date(), take_snapshot(stored, matrix=matrix)
        submissions.add(self._db, organisation, id, snapshot, day=day)
        closed, version = AssessmentState.SUBMITTED, stored.head.version
        assessments.set_state(self._db, organisation, id, closed, version=version)


def _nothing_in(db: Reading) -> bool:
    return not (organisations.listed(db) or users.are_there(db))


def _refuse_data(db: Reading) -> None:
    if _nothing_in(db):
        return
    raise AlreadyThere(
        Sentence(
            "There are organisations or users in this database already, and the demonstration "
            "only fills an empty one. Give it another instance: DDTOOL_INSTANCE=folder ddtool demo"
        )
    )
