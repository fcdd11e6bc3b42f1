"""The second assessor: agreeing to a determination, or saying what they would determine."""

from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Stored
from ddtool.domain.people import Author
from ddtool.domain.refusals import Conflict, NotFound
from ddtool.domain.second_opinions import SecondOpinion
from ddtool.sentences import Sentence
from ddtool.store import Database, accesses, answers, looking, second_opinions
from ddtool.store.reviewing import to_be_reviewed


class SamePerson(DdtoolError):
    """Whoever has determined a criterion is no second person."""


class ReasonMissing(DdtoolError):
    """Whoever would determine something else says what, and why."""


def read_second_opinion(
    database: Database, author: Author, assessment: str, criterion: str
) -> Stored[SecondOpinion]:
    """The second opinion on a criterion; version 0 while nobody has given any.

    :raises NotFound: the assessment was not given to the author.
    """
    with accesses.looking_at(database, author, assessment) as db:
        tenant = looking.given_to(db, author, assessment)
        given = second_opinions.of_assessment(db, tenant, assessment)
    found = (one for one in given if one.value.criterion == criterion)
    return next(found, Stored(SecondOpinion(criterion, agrees=False), 0))


def give_second_opinion(
    database: Database,
    author: Author,
    assessment: str,
    opinion: SecondOpinion,
    *,
    version: int,
    breaks_signature: bool = False,
) -> Stored[SecondOpinion]:
    """Store a second opinion on the determination that was looked at, read at a version.

    ``opinion.looked_at`` names the version of the determination, ``version`` that of a second
    opinion given before (0: none yet).

    :raises NotFound: the assessment was not given to the author, or nothing was determined.
    :raises NotSubmitted: it is with its producer.
    :raises SamePerson: the author has determined it themselves.
    :raises ReasonMissing: they differ without saying why or what they would determine.
    :raises BreaksSignature: somebody has signed, and ``breaks_signature`` does not say to go on.
    :raises Conflict: the determination or the second opinion was changed since they looked.
    """
    if not opinion.agrees and not (opinion.reason.strip() and opinion.rating):
        raise ReasonMissing(Sentence("Say what you would determine, and why."))
    with database.write(author) as db:
        tenant = to_be_reviewed(db, author, assessment, breaks_signature=breaks_signature)
        number = opinion.criterion
        there = [
            one
            for one in answers.determinations_of(db, tenant, assessment)
            if one.value.criterion == number
        ]
        if not there:
            raise NotFound("determination")
        if second_opinions.determined_in(db, tenant, assessment)[number].by == author.user:
            raise SamePerson(
                Sentence("You have determined this criterion yourself; somebody else has to look.")
            )
        if there[0].version != opinion.looked_at:
            raise Conflict("determination", there[0])
        return second_opinions.give(db, tenant, assessment, opinion, version=version)
