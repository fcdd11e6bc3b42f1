"""What was handed in besides the answers: the site, its certificates, limits and outlook."""

from typing import Any

from ddtool.domain.people import Right
from ddtool.usecases.review_certificates import certificates_changed_since
from ddtool.usecases.reviews import Review
from ddtool.usecases.site_facts import facts_of_set
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.explanations import make_outlook, make_plan, make_register, source_of
from ddtool.web.pages.reviews.blueprint import blueprint
from ddtool.web.pages.reviews.given import render, review_of


@blueprint.get("/<uuid:assessment>/site")
@requires(Right.REVIEW)
def site(assessment: Any) -> str:
    """The site as it was handed in, and the certificates that may be about it."""
    review = review_of(assessment)
    source, voice = source_of(review.analysis), language.voice()
    handed_in = review.stored.assessment.site
    return render(
        "reviews/site.html",
        review,
        site=handed_in,
        stored=None,
        groups=facts_of_set(
            access.library(), review.analysis.criteria_set, handed_in, language.code()
        ),
        grounds=voice.vocabulary.grounds(handed_in.facts),
        voice=voice,
        register=make_register(source),
        now=now_of(review),
        outlook=make_outlook(source),
        plan=make_plan(source),
    )


def now_of(review: Review) -> Any:
    """The certificates that are recorded otherwise by now, by their ids."""
    id = review.stored.head.value.id
    return certificates_changed_since(access.database(), access.author(), id)
