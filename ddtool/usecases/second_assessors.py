"""The second assessor: agreeing to a determination, or saying what they would determine."""

from ddtool.domain.errors import DdtoolError
from ddtool.domain.history import Stored
from ddtool.domain.people import Author
from ddtool.domain.refusals import Conflict, NotFound
from ddtool.domain.second_opinions import SecondOpinion
from ddtool.sentences import Sentence
from ddtool.store import Database, answers, looking, second_opinions
from ddtool.store.assessments import require_submitted


class SamePerson(DdtoolError):
    """Whoever has determined a criterion is no second person."""


class ReasonMissing(DdtoolError):
    """Whoever would determine something else says what, and why."""


def give_second_opinion(
    database: Database, author: Author, assessment: str, opinion: SecondOpinion, *, version: int
) -> Stored[SecondOpinion]:
    """Store a second opinion on the determination that was looked at, read at a version.

    ``opinion.looked_at`` names the version of the determination, ``version`` that of a second
    opinion given before (0: none yet).

    :raises NotFound: the assessment was not given to the author, or nothing was determined.
    :raises NotSubmitted: it is with its producer.
    :raises SamePerson: the author has determined it themselves.
    :raises ReasonMissing: they differ without saying why or what they would determine.
    :raises Conflict: the determination or the second opinion was changed since they looked.
    """
    if not opinion.agrees and not (opinion.reason.strip() and opinion.rating):
        raise ReasonMissing(Sentence("Say what you would determine, and why."))
    with database.write(author) as db:
        tenant = looking.given_to(db, author, assessment)
        require_submitted(db, tenant, assessment)
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
