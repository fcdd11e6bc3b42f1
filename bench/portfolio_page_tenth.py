"""A tenth of the sites on the page of the portfolio: what one more site costs is seen from both."""

from collections.abc import Callable

from bench import portfolio_page

SITES = portfolio_page.SITES // 10


def prepare() -> Callable[[], int]:
    """The same page of a tenth of the sites."""
    return portfolio_page.prepare(SITES)
