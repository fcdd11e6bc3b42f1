"""What is missing, in the reader's words, each with where to give it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ddtool.domain.readiness import Lacking, Missing
from ddtool.sentences import n_
from ddtool.web import language

_ONE_AND_MANY: Mapping[Lacking, tuple[str, str]] = {
    Lacking.UNANSWERED: (
        n_("{n} requirement is unanswered: {ids}"),
        n_("{n} requirements are unanswered: {ids}"),
    ),
    Lacking.PART_NOT_SAID: (
        n_("{n} “partly met” does not say which part is missing: {ids}"),
        n_("{n} times “partly met” does not say which part is missing: {ids}"),
    ),
    Lacking.REASON_NOT_GIVEN: (
        n_("{n} “not applicable” has no reason: {ids}"),
        n_("{n} times “not applicable” has no reason: {ids}"),
    ),
}
_WHOLE: Mapping[Lacking, str] = {
    Lacking.UNRATED: n_("The criterion has no rating of your own"),
    Lacking.SET_ASIDE_WITHOUT_REASON: n_(
        "The criterion is rated “not applicable” without a reason"
    ),
}
_EXPIRED = n_("“{title}” was valid until {day}")
_TO_DO: Mapping[Lacking, str] = {
    Lacking.UNANSWERED: n_("must be answered"),
    Lacking.PART_NOT_SAID: n_("note missing"),
    Lacking.REASON_NOT_GIVEN: n_("reason missing"),
    Lacking.UNRATED: n_("must be rated"),
    Lacking.SET_ASIDE_WITHOUT_REASON: n_("reason missing"),
}
_MAY_GO_ON = n_("you may go on")


@dataclass(frozen=True, slots=True)
class Line:
    """What is missing on one criterion: one sentence for each thing, and what to do first."""

    criterion: str
    title: str
    says: Sequence[str]
    to_do: str


def tell_missing(missing: Iterable[Missing]) -> Sequence[Line]:
    """Everything that is missing, criterion by criterion, in the order given."""
    by_criterion: dict[str, list[Missing]] = {}
    for one in missing:
        by_criterion.setdefault(one.criterion.number, []).append(one)
    return [
        Line(
            criterion=number,
            title=found[0].criterion.title,
            says=[_says(one) for one in found],
            to_do=language.translate(_TO_DO.get(found[0].kind, _MAY_GO_ON)),
        )
        for number, found in by_criterion.items()
    ]


def _says(one: Missing) -> str:
    voice = language.voice()
    if one.kind in _ONE_AND_MANY:
        ids = ", ".join(one.requirements)
        return voice.ngettext(*_ONE_AND_MANY[one.kind], len(one.requirements), ids=ids)
    if one.contradiction is not None:
        return voice.words(one.contradiction)
    if one.document is not None:
        day = voice.day(one.document.valid_until).text
        return voice.gettext(_EXPIRED, title=one.document.title, day=day)
    return language.translate(_WHOLE[one.kind])
