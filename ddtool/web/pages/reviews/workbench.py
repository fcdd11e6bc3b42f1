"""The workbench: everything about one criterion on one screen."""

from typing import Any
from urllib.parse import urlencode

from flask import abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.gaps import CriterionLine
from ddtool.domain.people import Right
from ddtool.domain.resubmission import of_none, on_criterion
from ddtool.domain.review_checks import tally_of
from ddtool.usecases.review_evidence import list_review_evidence
from ddtool.usecases.review_grounds import read_grounds
from ddtool.usecases.reviews import Review
from ddtool.usecases.sign_offs import Standing, standing_of
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.explanations import explain
from ddtool.web.headers import CONTENT_SECURITY_POLICY
from ddtool.web.pages.reviews import bench, spoken
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.evidence import SHOWN_BESIDE
from ddtool.web.pages.reviews.filled import forms_of
from ddtool.web.pages.reviews.given import analysed_of, changes_of, reader, render, review_of
from ddtool.web.resubmitted import tell_changes
from ddtool.web.told_events import tell_events
from ddtool.wording.reviews import DOUBTS


@blueprint.get("/<uuid:assessment>")
@requires(Right.REVIEW)
def start(assessment: Any) -> Response:
    """To the criterion that needs attention first, among those that the address asks for."""
    review = review_of(assessment)
    rows = bench.rows_of(review, reader(), changes_of(review), order=order())
    first = next((row for row in rows if row.is_shown(shown())), rows[0])
    return redirect(address(assessment, first.number))


@blueprint.get("/<uuid:assessment>/criteria/<number>")
@requires(Right.REVIEW)
def criterion(assessment: Any, number: str) -> Response:
    """The workbench on one criterion; it may hold a document of ours in a frame."""
    page = make_response(show_bench(review_of(assessment), number))
    page.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    return page


def show_bench(review: Review, number: str, **forms: Any) -> str:
    """The workbench, with forms that were refused in the place of fresh ones."""
    line = review.analysis.by_number.get(number) or abort(404)
    changed = changes_of(review)
    changes = changed.changes if changed else ()
    rows = bench.rows_of(review, reader(), changed, order=order())
    listed = tuple(row for row in rows if row.is_shown(shown()))
    return render(
        "reviews/criterion.html",
        review,
        line=line,
        row=next(one for one in rows if one.number == number),
        rows=rows,
        listed=listed,
        list_of={"orders": bench.ORDERS, "shown": bench.SHOWN, "query": query()},
        tally=tally_of(review.analysis.lines),
        ways=bench.ways_from(bench.with_current(rows, listed, number), number),
        said=explain(review.analysis, line),
        changed=changed,
        changes=tell_changes(on_criterion(changes, number)),
        general=tell_changes(of_none(changes)),
        order=order(),
        standing=_standing(review),
        **_spoken(review, line),
        **_documents(review, line),
        **_grounds(review, line),
        **forms_of(review, number, forms),
    )


def _spoken(review: Review, line: CriterionLine) -> dict[str, Any]:
    number = line.criterion.number
    return {
        "thread": spoken.thread_of(review, number),
        "findings": spoken.findings_on(review, number),
        "opinion": spoken.opinion_on(review, number),
        "doubts": spoken.doubts_on(review, line),
        "doubt_words": DOUBTS,
    }


def order() -> str:
    """The order of the list that the address asks for."""
    asked = request.args.get("order", "attention")
    return asked if asked in bench.ORDERS else "attention"


def shown() -> str:
    """Which criteria the list shows, as the address says."""
    asked = request.args.get("show", "all")
    return asked if asked in bench.SHOWN else "all"


def query() -> dict[str, str]:
    """Order and filter for the links of this page, where they are not the usual ones."""
    usual = {"order": "attention", "show": "all"}
    asked = {"order": order(), "show": shown()}
    return {name: said for name, said in asked.items() if said != usual[name]}


def address(assessment: Any, number: str, anchor: str = "") -> str:
    """The workbench on a criterion, with the same list beside it."""
    there = with_query(url_for("reviews.criterion", assessment=assessment, number=number))
    return f"{there}#{anchor}" if anchor else there


def with_query(path: str) -> str:
    """An address with order and filter of the list."""
    return f"{path}?{urlencode(query())}" if query() else path


def _standing(review: Review) -> Standing | None:
    """The last signature and whether it stands; where nobody has signed nothing is asked."""
    if not review.signed:
        return None
    return standing_of(access.database(), access.author(), review.stored.head.value.id)


def _documents(review: Review, line: CriterionLine) -> dict[str, Any]:
    """The evidence of a criterion; beside it lies the chosen document or the first to be shown."""
    everything = list_review_evidence(
        access.database(), access.author(), review.stored.head.value.id
    )
    listed = spoken.shown_by(everything, line)
    chosen = request.args.get("evidence", "")
    files = [(one, one.value.file) for one in listed if one.value.file]
    showable = [one for one, file in files if file.media_type in SHOWN_BESIDE]
    beside = next((one for one, _ in files if one.value.evidence.id == chosen), None)
    return {
        "documents": listed,
        "beside": beside or next(iter(showable), None),
        "showable": SHOWN_BESIDE,
        "seen": frozenset(review.notes.value.documents),
    }


def _grounds(review: Review, line: CriterionLine) -> dict[str, Any]:
    number = line.criterion.number
    things = [one.value.id for one in spoken.findings_on(review, number)]
    things += [one.value.id for one in review.requests if one.value.criterion == number]
    things += [one.id for one in review.messages if one.criterion == number]
    grounds = read_grounds(
        access.database(),
        access.author(),
        access.library(),
        review.stored.head.value.id,
        line.criterion,
        things=things,
    )
    told = tell_events(grounds.events, analysed_of(review))
    return {"before": grounds.before, "history": told}
