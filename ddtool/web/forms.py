"""Forms: fields that take clean text, whole numbers and days, and say in words what is wrong.

A form checks what a form can check and hands out values; rules of the field are in the domain. Each
view assigns field by field, so nobody can send in what the form does not ask for.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, StopValidation, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from ddtool.domain.typed import clean
from ddtool.sentences import n_
from ddtool.web import language

LINE = 200
"""The most characters of a text of one line."""
TEXT = 10_000
"""The most characters of a longer text."""
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)
"""Days outside are typing errors."""

_NEEDED = n_("Fill this in.")
_NAMED_NEEDED = n_("{field}: fill this in.")
_NAMED = n_("{field}: {fault}")
_TOO_LONG = n_("This has {n} characters; at most {most} are taken.")
_NO_DAY = n_('"{text}" is no day; write it as 2026-12-31.')
_NO_SUCH_CHOICE = n_("Choose one of those listed.")
_DAY_OUT_OF_RANGE = n_("{text} is too far away to be meant; check the year.")


class Form(FlaskForm):
    """A form of ours. Its faults are told in the reader's language."""

    @property
    def faults(self) -> Sequence[tuple[str, str]]:
        """What is wrong, as pairs of a field's id and a sentence, in the order of the fields.

        Each sentence names its field, because a summary stands away from it.
        """
        return [(field.id, _named(field, str(error))) for field in self for error in field.errors]

    def refuse(self, field: Any, sentences: Sequence[str]) -> None:
        """Say beside a field what keeps the whole from being done."""
        field.errors = [*field.errors, *sentences]


class Words(StringField):
    """A text of one line, cleaned; ``data`` is never None."""

    def __init__(
        self, label: str, *, needed: bool = False, most: int = LINE, **options: Any
    ) -> None:
        checks = [Needed()] if needed else []
        shown = {"data-longest": str(most), **(options.pop("render_kw", None) or {})}
        super().__init__(
            label, [*checks, ShortEnough(most)], filters=[clean], render_kw=shown, **options
        )


class LongWords(TextAreaField):
    """A text of several lines, cleaned; ``data`` is never None."""

    def __init__(
        self, label: str, *, needed: bool = False, most: int = TEXT, **options: Any
    ) -> None:
        checks = [Needed()] if needed else []
        shown = {"data-longest": str(most), **(options.pop("render_kw", None) or {})}
        super().__init__(
            label, [*checks, ShortEnough(most)], filters=[clean], render_kw=shown, **options
        )


class Day(StringField):
    """A day, written as 2026-12-31; ``day`` is None where nothing was written."""

    day: date | None = None

    def __init__(self, label: str, *, needed: bool = False, **options: Any) -> None:
        super().__init__(label, [Needed()] if needed else [], filters=[clean], **options)

    def process_data(self, value: Any) -> None:
        """Show a day that is there already."""
        self.day = value if isinstance(value, date) else None
        super().process_data(value.isoformat() if isinstance(value, date) else value)

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the day."""
        if self.data:
            self.day = self._read(str(self.data))

    def _read(self, text: str) -> date:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise ValidationError(said(_NO_DAY, text=text[:40])) from None
        if not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(said(_DAY_OUT_OF_RANGE, text=text))
        return day


class Choice(SelectField):
    """One of several, offered in a list."""

    def __init__(self, label: str, *, choices: Any = (), **options: Any) -> None:
        super().__init__(label, choices=choices, **options)

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered, in our words."""
        _refuse_others(self)


class Radio(RadioField):
    """One of a few, all of them visible."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered, in our words."""
        _refuse_others(self)


class Several(SelectMultipleField):
    """Any number of choices, each a box to tick; ``data`` is a list.

    Values that come as one text, separated by commas, are taken too: so a conflict can be shown
    and solved as a text.
    """

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was ticked."""
        parts = (part.strip() for text in valuelist for part in text.split(","))
        self.data = list(dict.fromkeys(part for part in parts if part))

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered, in our words."""
        offered = {str(value) for value, *_ in self.iter_choices()}
        if not set(self.data or ()) <= offered:
            raise ValidationError(said(_NO_SUCH_CHOICE))


class Ticked(BooleanField):
    """Yes or no."""


class Version(HiddenField):
    """The version that was read, so that nobody's change is written over; ``number`` is whole."""

    @property
    def number(self) -> int:
        """The version; -1, which nothing has, where somebody changed the field."""
        text = str(self.data or "0")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class AsRead(HiddenField):
    """What the page showed, as a fingerprint: a form of many things stores what was changed."""


class Needed:
    """Something has to be written. Also tells browsers and screen readers so."""

    field_flags: Mapping[str, Any] = {"required": True}

    def __call__(self, _form: Any, field: Any) -> None:
        """Stop at an empty field."""
        if not (field.data or "").strip():
            raise StopValidation(said(_NEEDED))


class ShortEnough(Length):
    """At most so many characters.

    The browser is not told: it would cut off what is pasted, without a word.
    """

    def __init__(self, most: int) -> None:
        super().__init__(max=most)
        self.field_flags = {}

    def __call__(self, form: Any, field: Any) -> None:
        """Say how many there are."""
        n = len(field.data or "")
        if n > self.max:
            raise ValidationError(said(_TOO_LONG, n=n, most=self.max))


def said(text: str, /, **values: object) -> str:
    """A text of a form in the reader's language, filled."""
    return language.translate(text).format(**values)


def _named(field: Any, fault: str) -> str:
    label = language.translate(str(field.label.text))
    if fault == language.translate(_NEEDED):
        return said(_NAMED_NEEDED, field=label)
    return said(_NAMED, field=label, fault=fault)


def _refuse_others(field: Any) -> None:
    offered = {str(value) for value, *_ in field.iter_choices()}
    if field.data is not None and str(field.data) not in offered:
        raise ValidationError(said(_NO_SUCH_CHOICE))
