"""Returning an assessment, signing it off, and whether a signature still stands."""

from dataclasses import dataclass
from datetime import date

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Subject
from ddtool.domain.people import Author, Right
from ddtool.domain.refusals import AlreadyThere, Conflict
from ddtool.domain.reviews import Hindering, Hindrance, Part, SignOff, hindrances
from ddtool.domain.second_opinions import disputed, waiting_for_a_second
from ddtool.domain.since_signed import UNCHANGED, SinceSigned
from ddtool.gap_reports import analyse_what_compares, changed_since_determined
from ddtool.packs import Library
from ddtool.sentences import Sentence
from ddtool.store import (
    Database,
    Reading,
    accesses,
    answers,
    assessments,
    findings,
    loading,
    looking,
    organisations,
    programme_settings,
    review_hashes,
    reviewing,
    second_opinions,
    sign_offs,
    submissions,
    threads,
)
from ddtool.store.determined_on import determined_on_earlier


class ReasonMissing(DdtoolError):
    """Whoever returns an assessment says why."""


class NotReady(DdtoolError):
    """Something is in the way of a sign-off; ``hindering`` says what, criterion by criterion."""

    def __init__(self, hindering: tuple[Hindering, ...]) -> None:
        self.hindering = hindering
        super().__init__(
            Sentence("This cannot be signed off yet: {n} things are in the way.", n=len(hindering))
        )


class SignedAlready(AlreadyThere):
    """Somebody has signed the same submission before; ``signed`` is their signature."""

    def __init__(self, signed: SignOff) -> None:
        self.signed = signed
        super().__init__(Sentence("This submission was signed off already."))


@dataclass(frozen=True, slots=True)
class Standing:
    """A signature, and what has changed since: nothing while it stands."""

    signed: SignOff
    since: SinceSigned = UNCHANGED

    @property
    def changed(self) -> tuple[Part, ...]:
        """The parts that are not as they were signed."""
        return self.since.parts


def return_for_changes(database: Database, author: Author, assessment: str, *, reason: str) -> None:
    """Open a submitted assessment again, so that the producer can change it.

    :raises NotFound: it was not given to the author.
    :raises NotSubmitted: it is open already.
    :raises ReasonMissing: without a reason it stays closed.
    """
    if not reason.strip():
        raise ReasonMissing(Sentence("Say why the assessment is returned."))
    with database.write(author) as db:
        tenant = looking.given_to(db, author, assessment)
        head = assessments.require_submitted(db, tenant, assessment)
        opened = AssessmentState.OPEN
        assessments.set_state(db, tenant, assessment, opened, version=head.version)
        subject = Subject("assessment", assessment, tenant, assessment)
        db.record(subject, "returned", {}, {"reason": reason})


def what_hinders(
    database: Database, author: Author, library: Library, assessment: str, *, as_of: date
) -> tuple[Hindering, ...]:
    """What keeps an assessment from being signed off; nothing is good.

    :raises NotFound: it was not given to the author.
    """
    with accesses.looking_at(database, author, assessment) as db:
        tenant = looking.given_to(db, author, assessment)
        return _hindering(db, tenant, assessment, library, as_of)


def sign_off(
    database: Database,
    author: Author,
    library: Library,
    assessment: str,
    *,
    submission_sha256: str,
    statement: str,
) -> SignOff:
    """Sign what was handed in, as it was seen, together with everything said of it.

    :raises NotFound: the assessment was not given to the author.
    :raises NotReady: something is in the way.
    :raises Conflict: what was handed in is not what was looked at.
    :raises SignedAlready: this submission was signed already, by whomever.
    """
    if not statement.strip():
        raise ReasonMissing(Sentence("Say that you are independent of the producer, and how."))
    with database.write(author) as db:
        tenant = looking.given_to(db, author, assessment)
        number = _to_be_signed(db, tenant, assessment, submission_sha256)
        in_the_way = _hindering(db, tenant, assessment, library, author.at.date())
        if in_the_way:
            raise NotReady(in_the_way)
        signed = SignOff(
            submission=number,
            submission_sha256=submission_sha256,
            review_sha256=review_hashes.review_sha256(db, tenant, assessment),
            name=author.name,
            role=author.role.value if author.role else "",
            firm=organisations.find(db, author.tenant(Right.REVIEW)).name,
            day=author.at.date(),
            statement=statement,
        )
        sign_offs.sign(db, tenant, assessment, signed)
        return signed


def standing_of(database: Database, author: Author, assessment: str) -> Standing | None:
    """The last signature under an assessment and whether it stands; None where nobody signed.

    :raises NotFound: it is not the author's and was not given to them.
    """
    with accesses.looking_at(database, author, assessment) as db:
        tenant = looking.producer_of(db, author, assessment)
        signed = sign_offs.signed_of(db, tenant, assessment)
        if not signed:
            return None
        return Standing(signed[-1], reviewing.since_signed(db, tenant, assessment, signed[-1]))


def _to_be_signed(db: Reading, tenant: str, assessment: str, sha256: str) -> int:
    """The number of the last submission, if it is the one that was looked at."""
    handed_in = submissions.listed(db, tenant, assessment)
    if not handed_in or handed_in[-1].sha256 != sha256:
        raise Conflict("assessment", assessments.find(db, tenant, assessment))
    signed_before = sign_offs.signed_of(db, tenant, assessment)
    for one in signed_before:
        if one.submission == len(handed_in):
            raise SignedAlready(one)
    return len(handed_in)


def _hindering(
    db: Reading, tenant: str, assessment: str, library: Library, as_of: date
) -> tuple[Hindering, ...]:
    live = loading.load(db, tenant, assessment)
    stored = looking.handed_in(db, tenant, live)
    matrix = stored.matrix
    analysis, _ = analyse_what_compares(stored.assessment, library, as_of=as_of, matrix=matrix)
    said = findings.confirmations_of(db, tenant, assessment)
    asked = threads.requests_of(db, tenant, assessment)
    alone, otherwise = _second_persons(db, tenant, assessment)
    earlier = determined_on_earlier(
        db, tenant, assessment, answers.determinations_of(db, tenant, assessment)
    )
    found = hindrances(
        analysis.lines,
        confirmations=[one.value for one in said],
        requests=[one.value for one in asked],
        alone=alone,
        otherwise=otherwise,
        outdated=changed_since_determined(earlier, analysis, library),
    )
    if live.head.value.state is not AssessmentState.SUBMITTED:
        return (Hindering(Hindrance.NOT_SUBMITTED), *found)
    if reviewing.changed_parts(stored.assessment, live.assessment):
        found = (Hindering(Hindrance.CHANGED_SINCE), *found)
    return found


def _second_persons(
    db: Reading, tenant: str, assessment: str
) -> tuple[frozenset[str], frozenset[str]]:
    """Where a second assessor has said nothing yet, and where they say otherwise.

    Nobody is waited for where the programme does not ask for two; who differs is always heard.
    """
    determined = second_opinions.determined_in(db, tenant, assessment)
    opinions = [one.value for one in second_opinions.of_assessment(db, tenant, assessment)]
    wanted = programme_settings.settings_of(db).two_assessors
    alone = waiting_for_a_second(determined, opinions) if wanted else frozenset[str]()
    return alone, disputed(determined, opinions)
