"""What the demonstration consists of, read from ``criteria/demo/demonstration.toml``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, ValidationError

from ddtool.domain.errors import DdtoolError
from ddtool.domain.people import OrganisationKind, Role
from ddtool.sentences import Sentence

PLAN = "demonstration.toml"

_STRICT = ConfigDict(extra="forbid")


class DemonstrationUnusable(DdtoolError):
    """The data of the demonstration were changed so that they cannot be used."""


@dataclass(frozen=True, slots=True)
class PlannedOrganisation:
    """A fictional organisation. ``sites`` are folders."""

    __pydantic_config__ = _STRICT

    name: str
    kind: OrganisationKind
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """A fictional person with a login, and what whoever signs in as them should look at."""

    __pydantic_config__ = _STRICT

    name: str
    email: str
    role: Role
    look_at: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class PlannedAssessment:
    """An assessment whose answers lie in ``folder``; open where ``submitted`` names no day.

    ``carried_from`` is the folder of the one it began with, ``assessor`` who it was given to, and
    ``signed`` the day on which they signed it off; their access ended then.
    """

    __pydantic_config__ = _STRICT

    site: str
    folder: str
    criteria_set: str
    prepared_by: str
    period: str = ""
    assessment_day: date | None = None
    commitment_day: date | None = None
    carried_from: str = ""
    assessor: str = ""
    submitted: date | None = None
    signed: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document that is made: lines of text as a PDF, or bars with a limit as a picture.

    ``evidence`` is the folder of the assessment and the id of the evidence in it.
    """

    __pydantic_config__ = _STRICT

    evidence: str
    file: str
    lines: tuple[str, ...] = ()
    bars: tuple[int, ...] = ()
    limit: int = 0


@dataclass(frozen=True, slots=True)
class PlannedDraft:
    """A draft of a matrix edition in which one line waits for a second person.

    ``line`` is what it is about, such as ``rra@3.0/17/ISO 45001/2018``; the rest says where it was
    read, in the words of the columns.
    """

    __pydantic_config__ = _STRICT

    copied_from: str
    edition: str
    title: str
    begun_by: str
    line: str
    source_document: str
    source_edition: str
    source_page: str
    source_date: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole demonstration, in the order in which it is brought in."""

    __pydantic_config__ = _STRICT

    organisations: tuple[PlannedOrganisation, ...]
    people: tuple[PlannedPerson, ...]
    assessments: tuple[PlannedAssessment, ...]
    documents: tuple[PlannedDocument, ...] = ()
    drafts: tuple[PlannedDraft, ...] = ()

    def person(self, name: str) -> PlannedPerson:
        """The person of that name.

        :raises DemonstrationUnusable: there is none.
        """
        for one in self.people:
            if one.name == name:
                return one
        raise DemonstrationUnusable(
            Sentence("{file}: nobody is called {name}.", file=PLAN, name=name)
        )


def read_plan(folder: Path) -> Plan:
    """The plan in the folder of the demonstration.

    :raises DemonstrationUnusable: it is not there, or something in it is not understood.
    """
    path = folder / PLAN
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        return TypeAdapter(Plan).validate_python(said)
    except (OSError, ValueError) as error:
        raise DemonstrationUnusable(
            Sentence("{path} cannot be used: {reason}", path=path, reason=_reason(error))
        ) from error


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        return f"{place}: {first['msg']}"
    return str(error)
