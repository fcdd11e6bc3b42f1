"""What an assessor says on one criterion: determination, second word, findings, confirmation."""

from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict, NotFound
from ddtool.domain.review_checks import against_rating
from ddtool.sentences import n_
from ddtool.usecases.findings import record_finding
from ddtool.usecases.reviews import (
    Review,
    confirm_coverage,
    determine,
)
from ddtool.usecases.second_assessors import ReasonMissing, SamePerson, give_second_opinion
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.conflicts import Both, conflict_page
from ddtool.web.errors import sentences_of
from ddtool.web.pages.reviews import bench, spoken
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.filled import (
    confirmation_form,
    determination_form,
    finding_form,
    second_form,
)
from ddtool.web.pages.reviews.forms import ConfirmationForm, DeterminationForm
from ddtool.web.pages.reviews.given import (
    changes_of,
    is_kept_by_signature,
    reader,
    review_of,
)
from ddtool.web.pages.reviews.workbench import address, order, show_bench, shown, with_query

Answer = Response | tuple[str, int]

_DETERMINED = n_("Your determination of criterion {number} is stored.")
_DOUBTED = n_(
    "Something you said yourself is open on it: look at it again. The sign-off page tells it too."
)
_FOUND = n_("The finding is stored.")
_CONFIRMED = n_("What you say of the coverage is stored.")
_SECONDED = n_("Your word on criterion {number} is stored.")
_TWO_PEOPLE = n_("Two assessors have determined criterion {number}")
_TWO_WORDS = n_("Two assessors have judged the coverage of criterion {number}")
_MOVED = n_("The determination was changed since you looked. Look at it as it is now, then say.")


@blueprint.post("/<uuid:assessment>/criteria/<number>/determination")
@requires(Right.REVIEW)
def save_determination(assessment: Any, number: str) -> Any:
    """Store the determination, and go on to the next criterion that needs attention."""
    review = _about(assessment, number)
    form = determination_form(review)
    if not form.validate() or is_kept_by_signature(review, form):
        return show_bench(review, number, determination=form), 422
    said, chosen = form.said(number), _chosen(form)
    try:
        determine(access.database(), access.author(), str(assessment), said, **chosen)
    except Conflict as conflict:
        return _both(conflict, form, assessment=assessment, number=number)
    flash(language.translate(_DETERMINED).format(number=number), "ok")
    if against_rating(said.rating, number, **spoken.own_word(review)):
        flash(language.translate(_DOUBTED), "half")
        return redirect(address(assessment, number, "determination"), 303)
    return redirect(address(assessment, _next(review, number)), 303)


@blueprint.post("/<uuid:assessment>/criteria/<number>/second")
@requires(Right.REVIEW)
def second(assessment: Any, number: str) -> Answer:
    """Agree to a determination of somebody else's, or differ."""
    review = _about(assessment, number)
    form = second_form(review)
    if not form.validate() or is_kept_by_signature(review, form):
        return show_bench(review, number, second=form), 422
    said, chosen = form.said(number), _chosen(form)
    try:
        give_second_opinion(access.database(), access.author(), str(assessment), said, **chosen)
    except (ReasonMissing, SamePerson) as refused:
        form.refuse(form.agrees, sentences_of(refused))
        return show_bench(review, number, second=form), 422
    except Conflict:
        form.refuse(form.agrees, [language.translate(_MOVED)])
        _take_newest(form, review, number)
        return show_bench(review, number, second=form), 409
    flash(language.translate(_SECONDED).format(number=number), "ok")
    return redirect(address(assessment, _next(review, number)), 303)


@blueprint.post("/<uuid:assessment>/criteria/<number>/findings")
@requires(Right.REVIEW)
def add_finding(assessment: Any, number: str) -> Answer:
    """Store a finding."""
    review = _about(assessment, number)
    form = finding_form(review, number)
    if not form.validate() or is_kept_by_signature(review, form):
        return show_bench(review, number, finding=form), 422
    record_finding(
        access.database(),
        access.author(),
        str(assessment),
        form.said(number),
        breaks_signature=bool(form.breaks.data),
    )
    flash(language.translate(_FOUND), "ok")
    return redirect(address(assessment, number, "findings-title"), 303)


@blueprint.post("/<uuid:assessment>/criteria/<number>/confirmation")
@requires(Right.REVIEW)
def confirm(assessment: Any, number: str) -> Any:
    """Confirm or refuse a coverage."""
    review, form = _about(assessment, number), confirmation_form()
    if not form.validate() or is_kept_by_signature(review, form):
        return show_bench(review, number, confirmation=form), 422
    said, chosen = form.said(number), _chosen(form)
    try:
        confirm_coverage(access.database(), access.author(), str(assessment), said, **chosen)
    except Conflict as conflict:
        return _both_words(conflict, form, assessment=assessment, number=number)
    flash(language.translate(_CONFIRMED), "ok")
    return redirect(address(assessment, number), 303)


def _about(assessment: Any, number: str) -> Review:
    """The review, if it has a criterion of that number.

    :raises NotFound: it has none.
    """
    review = review_of(assessment)
    if number not in review.analysis.by_number:
        raise NotFound("criterion")
    return review


def _chosen(form: Any) -> Any:
    """What was read, and whether a signature is to be broken, as use cases are told."""
    return {"version": form.version.number, "breaks_signature": bool(form.breaks.data)}


def _next(review: Review, number: str) -> str:
    rows = bench.rows_of(review, reader(), changes_of(review), order=order())
    listed = [row for row in rows if row.is_shown(shown())]
    return bench.next_after(bench.with_current(rows, listed, number), number)


def _take_newest(form: Any, review: Review, number: str) -> None:
    """The form again, on what stands now."""
    determined = review.determined.get(number)
    given = spoken.opinion_on(review, number)
    form.looked_at.data = str(determined.version if determined else 0)
    form.version.data = str(given.version if given else 0)


def _both(conflict: Conflict[Any], form: DeterminationForm, **here: Any) -> Any:
    theirs, offered = conflict.current.value, form.rating.choices
    return conflict_page(
        conflict,
        title=language.translate(_TWO_PEOPLE).format(**here),
        action=with_query(url_for("reviews.save_determination", **here)),
        back=address(**here),
        fields=(
            Both(
                "rating",
                n_("Determination"),
                theirs.rating.value,
                str(form.rating.data),
                choices=_pairs(offered),
            ),
            Both("reason", n_("Reason"), theirs.reason, str(form.reason.data), long=True),
        ),
    )


def _both_words(conflict: Conflict[Any], form: ConfirmationForm, **here: Any) -> Any:
    theirs = confirmation_form(formdata=None)
    theirs.show(conflict.current.value)
    return conflict_page(
        conflict,
        title=language.translate(_TWO_WORDS).format(**here),
        action=with_query(url_for("reviews.confirm", **here)),
        back=address(**here),
        fields=(
            Both(
                "confirmed",
                form.confirmed.label.text,
                str(theirs.confirmed.data),
                str(form.confirmed.data),
                choices=_pairs(form.confirmed.choices),
            ),
            Both("because", n_("Why"), str(theirs.because.data), str(form.because.data), long=True),
        ),
    )


def _pairs(choices: Any) -> tuple[tuple[str, str], ...]:
    return tuple(choices.items()) if isinstance(choices, dict) else ()
