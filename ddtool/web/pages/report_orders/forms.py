"""What report somebody wants."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wtforms.validators import ValidationError

from ddtool.domain.assessments import Submission
from ddtool.languages import list_languages
from ddtool.sentences import Sentence, n_
from ddtool.usecases.report_orders import GAP, KINDS
from ddtool.web import language
from ddtool.web.forms import Choice, Day, Form, Needed, Several, said
from ddtool.web.report_words import (
    FORMAT_WORDS,
    KIND_WORDS,
    SECTION_WORDS,
    language_name,
)
from ddtool.web.templating import day

_AS_IT_STANDS = n_("As it stands now")
_HANDED_IN = n_("Submission of {day}")
_CHOOSE_ONE = n_("Choose at least one file.")


class OneOrMore(Several):
    """Several of a few; at least one is needed."""

    def pre_validate(self, form: Any) -> None:
        """Refuse nothing at all, and what was not offered."""
        super().pre_validate(form)
        if not self.data:
            raise ValidationError(said(_CHOOSE_ONE))


class OrderForm(Form):
    """Content, day, language and files of a new report."""

    content = Choice(n_("Content"), validators=[Needed()])
    as_of = Day(n_("State on"), needed=True)
    language = Choice(n_("Language"), validators=[Needed()])
    files = OneOrMore(n_("Files"))
    kind = Choice(n_("Report"), default=GAP.id)
    sections = Several(n_("Sections"))

    @property
    def wanted_sections(self) -> tuple[str, ...]:
        """The sections that were ticked and that this kind of report has."""
        ticked = self.sections.data or ()
        return tuple(one for one in KINDS[str(self.kind.data)].sections if one in ticked)

    def offer(self, submissions: Sequence[Submission], empty: Mapping[str, Sentence]) -> None:
        """Offer the assessment as it stands, and what was handed in, the last first.

        The kinds of report that would be ``empty`` can be seen and not chosen.
        """
        numbered = list(enumerate(submissions, start=1))
        self.content.choices = [
            ("0", said(_AS_IT_STANDS)),
            *(
                (str(number), said(_HANDED_IN, day=day(one.day)))
                for number, one in reversed(numbered)
            ),
        ]
        self.language.choices = [(code, language_name(code)) for code in list_languages()]
        self.kind.choices = [
            (kind, said(word), {"disabled": True} if kind in empty else {})
            for kind, word in KIND_WORDS.items()
        ]
        self.sections.choices = [(one, said(word)) for one, word in SECTION_WORDS.items()]
        self.files.choices = [(format, said(word)) for format, word in FORMAT_WORDS.items()]


def new_order(
    submissions: Sequence[Submission],
    empty: Mapping[str, Sentence],
    *,
    closed: bool,
    today: date,
) -> OrderForm:
    """A form as it is first shown: what was handed in last where the assessment is closed."""
    begun = {
        "content": str(len(submissions)) if closed else "0",
        "as_of": today,
        "language": language.code(),
        "files": ["pdf", "xlsx"],
        "kind": GAP.id,
        "sections": list(SECTION_WORDS),
    }
    form = OrderForm(formdata=None, data=begun)
    form.offer(submissions, empty)
    return form
