"""What a programme decides about, as forms."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import ValidationError

from ddtool.domain.time_limits import FEWEST, MOST, NAMES, LimitMonths
from ddtool.evidence_files.logos import LOGO_ACCEPT
from ddtool.languages import list_languages
from ddtool.sentences import n_
from ddtool.web import language
from ddtool.web.forms import Choice, Form, LongWords, Ticked, Version, Words, said
from ddtool.web.report_words import language_name
from ddtool.wording import TIME_LIMITS

_NO_NUMBER = n_('"{text}" is no whole number of months; write a number such as 12.')
_OUT_OF_RANGE = n_("Write a number of months from {fewest} to {most}.")
_UNORDERED = n_("This has to come later than {before}: write more than {months} months.")


class Months(Words):
    """A whole number of months; ``number`` is read from what was written."""

    number: int = 0

    def __init__(self, label: str, **options: Any) -> None:
        shown = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(label, needed=True, render_kw=shown, **options)

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the number."""
        text = str(self.data or "")
        if validation_stopped or not text:
            return
        if not (text.isascii() and text.isdigit()):
            raise ValidationError(said(_NO_NUMBER, text=text[:20]))
        self.number = int(text)
        if not FEWEST <= self.number <= MOST:
            raise ValidationError(said(_OUT_OF_RANGE, fewest=FEWEST, most=MOST))


class LimitsForm(Form):
    """The four limits; ``seen`` are those whose effect was on the page."""

    self_assessment = Months(TIME_LIMITS[NAMES[0]])
    improvement_plan = Months(TIME_LIMITS[NAMES[1]])
    all_criteria = Months(TIME_LIMITS[NAMES[2]])
    re_assessment = Months(TIME_LIMITS[NAMES[3]])
    seen = HiddenField()
    version = Version()

    @property
    def limits(self) -> LimitMonths:
        """What was written, once it is known to be good."""
        return LimitMonths(*(self[name].number for name in NAMES))

    @property
    def typed(self) -> str:
        """The same as one text, to know them again."""
        return ",".join(map(str, self.limits.months))

    def validate(self, extra_validators: Any = None) -> bool:
        """Each number by itself, and then their order."""
        if not super().validate(extra_validators):
            return False
        for name, before in self.limits.unordered:
            title = language.translate(TIME_LIMITS[before])
            self.refuse(self[name], [said(_UNORDERED, before=title, months=self[before].number)])
        return not self.faults


class AssessorsForm(Form):
    """How many assessors a determination needs."""

    two_assessors = Ticked(n_("Every determination needs the agreement of a second assessor"))
    version = Version()


class BeginningForm(Form):
    """What a new assessment begins with where a site has none yet."""

    criteria_set = Choice(n_("Criteria set"))
    version = Version()


class TextsForm(Form):
    """What stands on every report; :func:`texts_form` adds a field for each language."""

    name = Words(n_("Name of the programme"), most=80)
    contact = Words(n_("Contact"))
    version = Version()

    @property
    def texts(self) -> dict[str, Any]:
        """What was written, as it is kept."""
        additions = {code: self[addition_field(code)].data for code in list_languages()}
        said = {code: text for code, text in additions.items() if text}
        return {"name": self.name.data, "contact": self.contact.data, "additions": said}


def addition_field(code: str) -> str:
    """The name of the field for the addition in a language."""
    return f"addition_{code}"


def texts_form(**options: Any) -> TextsForm:
    """The form, with a field for each language that ddtool speaks."""
    fields = {
        addition_field(code): LongWords(language_name(code), most=2_000)
        for code in list_languages()
    }
    made: TextsForm = type("TextsForm", (TextsForm,), fields)(**options)
    return made


class LogoForm(Form):
    """A logo and what it shows; the file may stay as it is."""

    file = FileField(n_("Picture"), render_kw={"accept": LOGO_ACCEPT})
    text = Words(n_("What the logo shows"))
    version = Version()


class RemoveLogoForm(Form):
    """Taking the logo away."""

    version = Version()
