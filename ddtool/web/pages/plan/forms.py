"""One action as a form."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from wtforms.validators import ValidationError

from ddtool.domain.applicability import Applies
from ddtool.domain.assessments import Action, ActionState
from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.gaps import TO_BE_CLOSED, CriterionLine, GapAnalysis, RequirementLine
from ddtool.sentences import n_
from ddtool.web import language
from ddtool.web.conflicts import Both
from ddtool.web.forms import Choice, Day, Form, LongWords, Needed, Version, Words, said
from ddtool.wording.typed import cost_fault

_WHOLE = n_("{number} {title}: the whole criterion")
_LONGEST = 90
_COST = 60
_LABELS: Mapping[str, str] = {
    "closes": n_("What it closes"),
    "title": n_("What will be done"),
    "root_cause": n_("Root cause"),
    "owner": n_("Owner"),
    "due": n_("Due day"),
    "state": n_("State"),
    "cost": n_("Cost"),
    "closure": n_("Evidence of closure"),
}


class ActionForm(Form):
    """What is done about a gap. ``closes`` is a criterion or one of its requirements."""

    closes = Choice(_LABELS["closes"], validators=[Needed()])
    title = Words(_LABELS["title"], needed=True)
    root_cause = LongWords(_LABELS["root_cause"])
    owner = Words(_LABELS["owner"])
    due = Day(_LABELS["due"])
    state = Choice(_LABELS["state"], default=ActionState.PLANNED.value)
    cost = Words(_LABELS["cost"], most=_COST)
    closure = LongWords(_LABELS["closure"])
    version = Version()

    def validate_cost(self, field: Any) -> None:
        """Free text, but no number that cannot be a cost."""
        fault = cost_fault(str(field.data or ""))
        if fault:
            raise ValidationError(said(fault, text=str(field.data)[:40]))

    def offer(self, analysis: GapAnalysis, state: ActionState | None = None) -> None:
        """Offer what applies and has a gap, and the states; "accepted" only where it was.

        What is chosen already stays to be chosen, also where its gap has closed since.
        """
        chosen = {str(self.closes.data or "")}
        lines = [one for one in analysis.lines if _is_offered(one, chosen)]
        self.closes.choices = {
            f"{one.criterion.number} {one.criterion.title}": list(_parts(one, chosen))
            for one in lines
        }
        offered = [one for one in ActionState if one in (state, *_OWN_STATES)]
        words = language.voice().words
        self.state.choices = [(one.value, words(one)) for one in offered]

    def action(self, criteria_set: CriteriaSet, id: str = "") -> Action:
        """The action as it was typed."""
        closes = str(self.closes.data)
        whole = closes in criteria_set.by_number
        return Action(
            id=id,
            criterion=closes if whole else criteria_set.criterion_of[closes].number,
            requirement="" if whole else closes,
            title=self.title.data or "",
            root_cause=self.root_cause.data or "",
            owner=self.owner.data or "",
            due=self.due.day,
            state=ActionState(self.state.data),
            cost=self.cost.data or "",
            closure=self.closure.data or "",
        )

    def both(self, theirs: Action) -> tuple[Both, ...]:
        """Every field as somebody else has saved it, and as it was typed here."""
        saved = typed_of(theirs)
        choices = {
            name: [(str(value), str(label)) for value, label, *_ in field.iter_choices()]
            for name, field in (("closes", self.closes), ("state", self.state))
        }
        kinds = {"due": "date"}
        return tuple(
            Both(
                name,
                label,
                saved[name],
                str(self[name].data or ""),
                choices=choices.get(name, ()),
                long=name in ("closure", "root_cause"),
                kind=kinds.get(name, "text"),
            )
            for name, label in _LABELS.items()
        )


_OWN_STATES = (ActionState.PLANNED, ActionState.RUNNING, ActionState.DONE)


def typed_of(action: Action) -> dict[str, str]:
    """An action as it would be typed into the form."""
    return {
        "closes": action.requirement or action.criterion,
        "title": action.title,
        "root_cause": action.root_cause,
        "owner": action.owner,
        "due": action.due.isoformat() if action.due else "",
        "state": action.state.value,
        "cost": action.cost,
        "closure": action.closure,
    }


def _is_offered(line: CriterionLine, chosen: Collection[str]) -> bool:
    number, parts = line.criterion.number, {part.requirement.id for part in line.requirements}
    return line.gap in TO_BE_CLOSED or number in chosen or not parts.isdisjoint(chosen)


def _parts(line: CriterionLine, chosen: Collection[str]) -> Iterator[tuple[str, str]]:
    """The criterion as a whole, then what is missing; all that applies where nothing is listed."""
    number = line.criterion.number
    yield number, said(_WHOLE, number=number, title=line.criterion.title)
    missing = {part.requirement.id for part in line.lacking}
    for part in line.requirements:
        if _asked(part) and (not missing or part.requirement.id in {*missing, *chosen}):
            yield part.requirement.id, f"{part.requirement.id} {_cut(part.requirement.text)}"


def _asked(part: RequirementLine) -> bool:
    return part.applies is not Applies.NO


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
