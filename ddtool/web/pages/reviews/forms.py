"""The forms of the workbench."""

from datetime import date
from typing import Any

from wtforms.validators import ValidationError

from ddtool.domain.assessments import Determination
from ddtool.domain.criteria import Rating
from ddtool.domain.reviews import Confirmation, Finding, FindingKind, ReviewNotes
from ddtool.domain.second_opinions import SecondOpinion
from ddtool.sentences import n_
from ddtool.web.forms import (
    Choice,
    Day,
    Form,
    LongWords,
    Needed,
    Radio,
    Several,
    Ticked,
    Version,
    Words,
    said,
)

_ONLY_A_REQUEST = n_(
    "This belongs to a request. Choose “Ask for information”, or take it out to send a message."
)
_DAY_IS_OVER = n_("This day is over already. Choose today or a later day.")
_NO_NUMBER = n_('"{line}" does not end in a number of people.')

FINDING_KINDS = {
    FindingKind.MAJOR.value: n_("Major"),
    FindingKind.MINOR.value: n_("Minor"),
    FindingKind.OPPORTUNITY.value: n_("Opportunity"),
}
AGREES, DIFFERS = "yes", "no"
AGREEMENTS = {AGREES: n_("I agree"), DIFFERS: n_("I would determine something else")}
CONFIRMED, REFUSED = "yes", "no"
CONFIRMATIONS = {CONFIRMED: n_("Confirmed"), REFUSED: n_("Refused")}


def deliberately(form: str) -> Ticked:
    """The box of a form that says to break a signature; it is asked only while one stands."""
    return Ticked(n_("Store it all the same and break the signature"), id=f"breaks-{form}")


class DeterminationForm(Form):
    """The assessor's rating of a criterion, with the reason that the report prints."""

    rating = Radio(n_("Determination"), [Needed()], choices={})
    reason = LongWords(n_("Reason (printed in the report)"), needed=True)
    breaks = deliberately("determination")
    version = Version()

    def said(self, criterion: str) -> Determination:
        """What was determined."""
        return Determination(criterion, Rating(self.rating.data), str(self.reason.data))


class FindingForm(Form):
    """Something found, bound to requirements."""

    kind = Choice(n_("Kind of finding"), choices={}, validators=[Needed()])
    finding = LongWords(n_("What was found"), needed=True)
    requirements = Several(n_("On which requirements"), choices={})
    breaks = deliberately("finding")

    def said(self, criterion: str) -> Finding:
        """What was found; its id is made when it is stored."""
        bound = tuple(self.requirements.data or ())
        return Finding("", criterion, FindingKind(self.kind.data), str(self.finding.data), bound)


class ClosingForm(Form):
    """How a finding is known to be put right; ``about`` is the id of the finding."""

    put_right = LongWords(n_("How you know that it is put right"), needed=True)
    version = Version()
    about = ""


class ConfirmationForm(Form):
    """Whether a coverage holds that only an assessor can judge."""

    confirmed = Radio(n_("Does this coverage hold?"), [Needed()], choices={})
    because = LongWords(n_("Why"), needed=True)
    breaks = deliberately("confirmation")
    version = Version()

    def show(self, there: Confirmation) -> None:
        """Put what was said into the fields."""
        self.confirmed.data = CONFIRMED if there.confirmed else REFUSED
        self.because.data = there.reason

    def said(self, criterion: str) -> Confirmation:
        """What was said of the coverage."""
        return Confirmation(criterion, self.confirmed.data == CONFIRMED, str(self.because.data))


class SecondForm(Form):
    """The word of a second assessor on the determination that was looked at."""

    agrees = Radio(n_("What do you say?"), [Needed()], choices={})
    instead = Choice(n_("What you would determine"), choices={})
    ground = LongWords(n_("Your reason"))
    breaks = deliberately("second")
    looked_at = Version()
    version = Version()

    def said(self, criterion: str) -> SecondOpinion:
        """What was said; a rating of one's own only where one differs."""
        agrees = self.agrees.data == AGREES
        instead = Rating(self.instead.data) if self.instead.data and not agrees else None
        return SecondOpinion(
            criterion, agrees, str(self.ground.data), instead, looked_at=self.looked_at.number
        )


class ThreadForm(Form):
    """A message, or a request for information with a day: which of them, its button says."""

    WHOLE = n_("The whole criterion")
    about = Choice(n_("About"), choices={})
    text = LongWords(n_("Write in the thread"), needed=True)
    asks = Ticked(n_("Ask for information"))
    due = Day(n_("Answer wanted by"))

    def says(self, today: date) -> bool:
        """Whether it can be stored; a day is never dropped, and never one that is over."""
        if not self.validate():
            return False
        if not self.asks.data and (self.due.day or self.about.data):
            self.refuse(self.due if self.due.day else self.about, [said(_ONLY_A_REQUEST)])
        elif self.due.day and self.due.day < today:
            self.refuse(self.due, [said(_DAY_IS_OVER)])
        return not self.faults


class NotesForm(Form):
    """How the assessor worked."""

    method = LongWords(n_("Method"))
    sampling = LongWords(n_("Sampling: what was looked at, how it was chosen"))
    interviews = LongWords(
        n_("Interviews: a group and a number on each line, such as Operators 12")
    )
    documents = Several(n_("Documents seen"), choices={})
    conclusion = LongWords(n_("Conclusion"))
    breaks = deliberately("notes")
    version = Version()

    def show(self, notes: ReviewNotes) -> None:
        """Put what was written into the fields."""
        self.method.data, self.sampling.data = notes.method, notes.sampling
        self.conclusion.data = notes.conclusion
        self.documents.data = list(notes.documents)
        lines = (f"{group} {number}" for group, number in notes.interviews.items())
        self.interviews.data = "\n".join(lines)

    def validate_interviews(self, field: Any) -> None:
        """Each line ends in a number."""
        for line in str(field.data or "").splitlines():
            _group_of(line)

    def said(self) -> ReviewNotes:
        """What was written."""
        lines = str(self.interviews.data or "").splitlines()
        return ReviewNotes(
            method=str(self.method.data),
            sampling=str(self.sampling.data),
            interviews=dict(_group_of(line) for line in lines if line.strip()),
            documents=tuple(self.documents.data or ()),
            conclusion=str(self.conclusion.data),
        )


class ReturnForm(Form):
    """Why an assessment goes back to its producer."""

    reason = LongWords(n_("What has to change"), needed=True)


class SignOffForm(Form):
    """The statement that is signed, and the hash of what it is signed under."""

    statement = LongWords(n_("Statement of independence"), needed=True)
    sha256 = Words(n_("Hash of the submission"), needed=True)
    sure = Ticked(n_("I have looked at everything that this signature covers"))


def _group_of(line: str) -> tuple[str, int]:
    """A group of people and how many were spoken to."""
    group, _, number = line.strip().rpartition(" ")
    if not group or not (number.isascii() and number.isdigit()) or len(number) > 5:
        raise ValidationError(said(_NO_NUMBER, line=line.strip()[:80]))
    return group.strip(" :,"), int(number)
