"""What somebody looks for in the history, sent by address so that it can be kept."""

from typing import Any

from flask import request

from ddtool.domain.audit import Kind, Search
from ddtool.sentences import n_
from ddtool.web import language
from ddtool.web.forms import Choice, Day, Form, Words, said
from ddtool.wording.deeds import THINGS

_MOST_WORDS = 100
_KINDS = {Kind.CHANGES: n_("Changes"), Kind.ACCESSES: n_("Who looked at other organisations' data")}
_ANY_KIND, _ANY_THING = n_("Changes and looks"), n_("Everything")
_BACKWARDS = n_("The last day lies before the first; correct one of the two.")


class SearchForm(Form):
    """Nothing is changed by it, so it needs no token."""

    class Meta:
        """Sent by address, where a token would only be seen."""

        csrf = False

    who = Words(n_("Who"), most=_MOST_WORDS)
    organisation = Words(n_("Whose data"), most=_MOST_WORDS)
    thing = Words(n_("Called"), most=_MOST_WORDS)
    only = Choice(n_("Kind"), default="")
    noun = Choice(n_("What"), default="")
    first = Day(n_("From"))
    last = Day(n_("To"))

    @property
    def wanted(self) -> Search:
        """What is looked for; nobody and nothing where the form has faults."""
        kinds = {one.value: one for one in Kind}
        return Search(
            who=str(self.who.data or ""),
            noun=str(self.noun.data or ""),
            thing=str(self.thing.data or ""),
            organisation=str(self.organisation.data or ""),
            kind=kinds.get(str(self.only.data)),
            first=self.first.day,
            last=self.last.day,
        )

    @property
    def query(self) -> dict[str, Any]:
        """What was typed, as it stands in an address."""
        return {field.name: field.data for field in self if field.data}


def asked() -> SearchForm:
    """The search in the address of this request, looked at; its faults are told beside it."""
    form = SearchForm(formdata=request.args)
    things = sorted((language.translate(word), noun) for noun, word in THINGS.items())
    form.noun.choices = [("", said(_ANY_THING)), *((noun, word) for word, noun in things)]
    kinds = ((kind.value, said(word)) for kind, word in _KINDS.items())
    form.only.choices = [("", said(_ANY_KIND)), *kinds]
    form.validate()
    first, last = form.first.day, form.last.day
    if first and last and last < first:
        form.refuse(form.last, [said(_BACKWARDS)])
    return form


def asked_before() -> int | None:
    """The number of the event to go on before, as the address says it."""
    text = request.args.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
