"""Which sites of the portfolio somebody wants to see, sent by address so that it can be kept."""

from collections.abc import Iterable
from typing import Any

from flask import request

from ddtool.domain.gaps import Outlook
from ddtool.domain.portfolio import Stage
from ddtool.domain.typed import clean
from ddtool.sentences import n_
from ddtool.usecases.portfolio import Choice, Order, Portfolio
from ddtool.web import language
from ddtool.web.forms import Choice as OneOf
from ddtool.web.forms import Form, Words, said

_MOST_WORDS = 100
_LONGEST = 200
_ALL = {
    "country": n_("All countries"),
    "metal": n_("All metals"),
    "activity": n_("All activities"),
    "outlook": n_("Any outlook"),
    "stage": n_("Any state"),
}
_ORDERS = {
    Order.NAME: n_("By name"),
    Order.GRAVEST: n_("Gravest first"),
    Order.LAPSE: n_("Next lapse first"),
}
_NAMES = ("criteria_set", "country", "metal", "activity", "outlook", "stage", "words", "order")


class FilterForm(Form):
    """What of the portfolio is shown. Nothing is changed by it, so it needs no token."""

    class Meta:
        """Sent by address, where a token would only be seen."""

        csrf = False

    criteria_set = OneOf(n_("Criteria set"), default="")
    country = OneOf(n_("Country"), default="")
    metal = OneOf(n_("Metal"), default="")
    activity = OneOf(n_("Activity"), default="")
    outlook = OneOf(n_("Outlook"), default="")
    stage = OneOf(n_("State"), default="")
    words = Words(n_("Site or organisation"), most=_MOST_WORDS)
    order = OneOf(n_("Order"), default=Order.NAME.value)


def asked() -> Choice:
    """The choice in the address of this request; an order that is none is the usual one."""
    typed = {name: clean(request.args.get(name, ""))[:_LONGEST] for name in _NAMES}
    order = typed.pop("order")
    known = {one.value: one for one in Order}
    return Choice(**typed, order=known.get(order, Order.NAME))


def form_of(found: Portfolio) -> FilterForm:
    """The filter with what there is to choose from, and what was chosen."""
    choice, voice = found.choice, language.voice()
    form = FilterForm(
        formdata=None,
        data={name: getattr(choice, name) for name in _NAMES} | {"order": choice.order.value},
    )
    form.criteria_set.choices = [
        (one.name, f"{one.title} ({one.sites})") for one in found.words.sets
    ]
    form.country.choices = _offered(
        "country", choice, ((one, one) for one in found.words.countries)
    )
    form.metal.choices = _offered(
        "metal", choice, ((one, voice.metals([one])) for one in found.words.metals)
    )
    form.activity.choices = _offered(
        "activity", choice, ((one, voice.activities([one])) for one in found.words.activities)
    )
    form.outlook.choices = _offered(
        "outlook", choice, ((one.value, voice.words(one)) for one in Outlook)
    )
    stages = (one for one in Stage if not (found.of_programme and one is Stage.IN_PROGRESS))
    form.stage.choices = _offered(
        "stage", choice, ((one.value, voice.words(one)) for one in stages)
    )
    form.order.choices = [(one.value, said(word)) for one, word in _ORDERS.items()]
    return form


def query_of(choice: Choice) -> dict[str, Any]:
    """A choice as it stands in an address."""
    chosen = {name: getattr(choice, name) for name in _NAMES if name != "order"}
    if choice.order is not Order.NAME:
        chosen["order"] = choice.order.value
    return {name: value for name, value in chosen.items() if value}


def _offered(name: str, choice: Choice, words: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """All there is by its word, and what was asked for even if no site has it any more."""
    found = sorted(words, key=lambda pair: pair[1].casefold())
    wanted = getattr(choice, name)
    if wanted and wanted not in dict(found):
        found.append((wanted, wanted))
    return [("", said(_ALL[name])), *found]
