"""The forms of the workbench with what stands there, or as they were sent."""

from typing import Any

from ddtool.domain.criteria import Rating
from ddtool.usecases.reviews import Review
from ddtool.web import language
from ddtool.web.pages.reviews.forms import (
    AGREEMENTS,
    CONFIRMATIONS,
    FINDING_KINDS,
    ConfirmationForm,
    DeterminationForm,
    FindingForm,
    SecondForm,
    ThreadForm,
)


def forms_of(review: Review, number: str, given: dict[str, Any]) -> dict[str, Any]:
    """Every form of the workbench by its name; those given were sent and refused."""
    faults = tuple(fault for form in given.values() for fault in form.faults)
    return {
        "faults": faults,
        "determination": given.get("determination") or _determination(review, number),
        "finding_form": given.get("finding") or finding_form(review, number, formdata=None),
        "closing": given.get("closing"),
        "confirmation": given.get("confirmation") or _confirmation(review, number),
        "second_form": given.get("second") or _second(review, number),
        "thread_form": given.get("thread") or thread_form(review, number, formdata=None),
    }


def determination_form(review: Review, **options: Any) -> DeterminationForm:
    """The form with the ratings in the words of the criteria set."""
    form = DeterminationForm(**options)
    form.rating.choices = _ratings(review)
    return form


def finding_form(review: Review, number: str, **options: Any) -> FindingForm:
    """The form with the requirements of a criterion, each with its text."""
    form = FindingForm(**options)
    form.requirements.choices = _requirements(review, number)
    form.kind.choices = {kind: language.translate(word) for kind, word in FINDING_KINDS.items()}
    return form


def confirmation_form(**options: Any) -> ConfirmationForm:
    """The form with its two answers."""
    form = ConfirmationForm(**options)
    form.confirmed.choices = {
        said: language.translate(word) for said, word in CONFIRMATIONS.items()
    }
    return form


def second_form(review: Review, **options: Any) -> SecondForm:
    """The form of a second assessor."""
    form = SecondForm(**options)
    form.agrees.choices = {said: language.translate(word) for said, word in AGREEMENTS.items()}
    form.instead.choices = {"": "", **_ratings(review)}
    return form


def thread_form(review: Review, number: str, **options: Any) -> ThreadForm:
    """The form of the thread; what is asked may be about one requirement."""
    form = ThreadForm(**options)
    whole = language.translate(ThreadForm.WHOLE)
    form.about.choices = {"": whole, **_requirements(review, number)}
    return form


def _ratings(review: Review) -> dict[str, str]:
    word = review.analysis.criteria_set.word
    return {one.value: word(one) for one in Rating}


def _requirements(review: Review, number: str) -> dict[str, str]:
    parts = review.analysis.by_number[number].criterion.assessed
    return {part.id: f"{part.id} {part.text}" for part in parts}


def _determination(review: Review, number: str) -> DeterminationForm:
    form = determination_form(review, formdata=None)
    there = [one for one in review.determinations if one.value.criterion == number]
    form.version.data = str(there[0].version if there else 0)
    if there:
        form.rating.data, form.reason.data = there[0].value.rating.value, there[0].value.reason
    return form


def _confirmation(review: Review, number: str) -> ConfirmationForm:
    form = confirmation_form(formdata=None)
    there = [one for one in review.confirmations if one.value.criterion == number]
    form.version.data = str(there[0].version if there else 0)
    if there:
        form.show(there[0].value)
    return form


def _second(review: Review, number: str) -> SecondForm:
    form = second_form(review, formdata=None)
    there = [one for one in review.opinions if one.value.criterion == number]
    form.version.data = str(there[0].version if there else 0)
    determined = review.determined.get(number)
    form.looked_at.data = str(determined.version if determined else 0)
    return form
