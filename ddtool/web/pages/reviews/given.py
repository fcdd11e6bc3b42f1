"""An assessment as the pages of its assessor read it."""

from typing import Any

from flask import g, render_template

from ddtool.usecases.analyses import Analysed
from ddtool.usecases.resubmissions import Resubmitted, changed_since_last
from ddtool.usecases.reviews import BreaksSignature, Review, read_review
from ddtool.web import access, language
from ddtool.web.errors import sentences_of


def review_of(assessment: Any) -> Review:
    """An assessment that was given to the reader, as of today.

    :raises NotFound: it was not.
    :raises NotSubmitted: nothing was handed in yet.
    """
    review = read_review(
        access.database(),
        access.author(),
        access.library(),
        str(assessment),
        as_of=access.today(),
        language=language.code(),
    )
    site = review.stored.assessment.site
    g.site_names = {site.id: site.name}
    return review


def is_kept_by_signature(review: Review, form: Any) -> bool:
    """Whether a form would break a signature that stands and does not say so; then it is told."""
    if review.bound is None or form.breaks.data:
        return False
    form.refuse(form.breaks, sentences_of(BreaksSignature(review.bound)))
    return True


def changes_of(review: Review) -> Resubmitted | None:
    """What the last submission has changed against the one before; None where it is the first."""
    return changed_since_last(
        access.database(), access.author(), access.library(), review.stored.head.value.id
    )


def analysed_of(review: Review) -> Analysed:
    """The same for what tells of assessments, whoever looks."""
    return Analysed(review.stored, review.analysis)


def reader() -> str:
    """The id of whoever looks."""
    return access.author().user or ""


def render(template: str, review: Review, **values: Any) -> str:
    """A page about one assessment that was given to the reader."""
    return render_template(
        template,
        review=review,
        fictional=review.stored.assessment.site.fictional,
        here_section="reviews",
        **values,
    )
