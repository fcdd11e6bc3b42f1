"""The assessor's work on an assessment that was given to them: look, determine, confirm."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from ddtool.domain.assessment_heads import StoredAssessment
from ddtool.domain.assessments import Determination
from ddtool.domain.gaps import GapAnalysis
from ddtool.domain.history import Stored
from ddtool.domain.people import Author, Right
from ddtool.domain.reviews import (
    Assignment,
    Confirmation,
    Finding,
    Message,
    Request,
    ReviewNotes,
    SignOff,
)
from ddtool.domain.second_opinions import Determined, SecondOpinion
from ddtool.gap_reports import analyse_what_compares, changed_since_determined
from ddtool.packs import Library
from ddtool.sentences import Sentence
from ddtool.store import (
    Database,
    accesses,
    answers,
    assignments,
    findings,
    looking,
    programme_settings,
    second_opinions,
    sign_offs,
    thread_readings,
    threads,
)
from ddtool.store.determined_on import determined_on_earlier
from ddtool.store.reviewing import BreaksSignature, binding, to_be_reviewed

__all__ = [
    "BreaksSignature",
    "Review",
    "confirm_coverage",
    "determine",
    "read_review",
    "write_notes",
]


@dataclass(frozen=True, slots=True)
class Review:
    """Everything an assessor sees of one assessment, and everything said of it so far.

    ``stored`` is what was handed in last. ``determined`` says who has determined which version;
    ``two_assessors`` whether the programme asks for a second one; ``read`` up to when the author
    has read the thread of a criterion; ``outdated`` are the criteria that are not any more what
    they were when their determination was stored; ``bound`` is the signature that would break if
    anything else was said; ``not_compared`` tells of results that the
    matrix cannot compare, which were left out.
    """

    assignment: Assignment
    stored: StoredAssessment
    analysis: GapAnalysis
    determinations: tuple[Stored[Determination], ...]
    findings: tuple[Stored[Finding], ...]
    confirmations: tuple[Stored[Confirmation], ...]
    requests: tuple[Stored[Request], ...]
    messages: tuple[Message, ...]
    notes: Stored[ReviewNotes]
    signed: tuple[SignOff, ...]
    opinions: tuple[Stored[SecondOpinion], ...] = ()
    determined: Mapping[str, Determined] = field(default_factory=dict)
    two_assessors: bool = False
    read: Mapping[str, datetime] = field(default_factory=dict)
    not_compared: tuple[Sentence, ...] = ()
    outdated: frozenset[str] = frozenset()
    bound: SignOff | None = None


def read_review(
    database: Database,
    author: Author,
    library: Library,
    assessment: str,
    *,
    as_of: date,
    language: str = "",
) -> Review:
    """An assessment that was given to the author, with what follows from it on a day.

    :raises NotFound, NotSubmitted: it is not open to them, or nothing was handed in yet.
    """
    firm, user, day = author.tenant(Right.REVIEW), author.user or "", author.at.date()
    with accesses.looking_at(database, author, assessment) as db:
        given = assignments.given(db, firm, user, assessment, on=day)
        tenant = given.producer
        stored = looking.submission_of(db, tenant, assessment)
        kept = answers.determinations_of(db, tenant, assessment)
        earlier = determined_on_earlier(db, tenant, assessment, kept)
        review = partial(
            Review,
            assignment=given,
            stored=stored,
            determinations=kept,
            findings=findings.of_assessment(db, tenant, assessment),
            confirmations=findings.confirmations_of(db, tenant, assessment),
            requests=threads.requests_of(db, tenant, assessment),
            messages=threads.messages_of(db, tenant, assessment),
            notes=sign_offs.notes_of(db, tenant, assessment),
            signed=sign_offs.signed_of(db, tenant, assessment),
            bound=binding(db, tenant, assessment),
            opinions=second_opinions.of_assessment(db, tenant, assessment),
            determined=second_opinions.determined_in(db, tenant, assessment),
            two_assessors=programme_settings.settings_of(db).two_assessors,
            read=thread_readings.read_by(db, tenant, assessment, user),
        )
    analysis, not_compared = _analysed(stored, library, as_of, language)
    outdated = changed_since_determined(earlier, analysis, library)
    return review(analysis=analysis, not_compared=not_compared, outdated=outdated)


def determine(
    database: Database,
    author: Author,
    assessment: str,
    determination: Determination,
    *,
    version: int,
    breaks_signature: bool = False,
) -> Stored[Determination]:
    """Store a determination of a criterion, read at a version (0: none yet).

    :raises NotFound: the assessment was not given to the author.
    :raises NotSubmitted: it has not been handed in.
    :raises BreaksSignature: somebody has signed, and ``breaks_signature`` does not say to go on.
    :raises Conflict: another assessor has determined since.
    """
    with database.write(author) as db:
        tenant = to_be_reviewed(db, author, assessment, breaks_signature=breaks_signature)
        return answers.save_determination(db, tenant, assessment, determination, version=version)


def confirm_coverage(
    database: Database,
    author: Author,
    assessment: str,
    said: Confirmation,
    *,
    version: int,
    breaks_signature: bool = False,
) -> Stored[Confirmation]:
    """Confirm or refuse a coverage that only an assessor can judge, read at a version.

    :raises NotFound, NotSubmitted, BreaksSignature, Conflict: nothing was stored.
    """
    with database.write(author) as db:
        tenant = to_be_reviewed(db, author, assessment, breaks_signature=breaks_signature)
        return findings.confirm(db, tenant, assessment, said, version=version)


def write_notes(
    database: Database,
    author: Author,
    assessment: str,
    notes: ReviewNotes,
    *,
    version: int,
    breaks_signature: bool = False,
) -> Stored[ReviewNotes]:
    """Store how the assessor works, read at a version.

    :raises NotFound, NotSubmitted, BreaksSignature, Conflict: nothing was stored.
    """
    with database.write(author) as db:
        tenant = to_be_reviewed(db, author, assessment, breaks_signature=breaks_signature)
        return sign_offs.write_notes(db, tenant, assessment, notes, version=version)


def _analysed(
    stored: StoredAssessment, library: Library, as_of: date, language: str
) -> tuple[GapAnalysis, tuple[Sentence, ...]]:
    """What follows on a day, against the matrix that it was handed in under."""
    return analyse_what_compares(
        stored.assessment,
        library,
        as_of=as_of,
        matrix=stored.matrix,
        language=language,
        limits=stored.limits,
    )
