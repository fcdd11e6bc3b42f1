"""A tenth of the portfolio: the same cost a site says that growth is linear."""

from collections.abc import Callable

from bench import portfolio

SITES = portfolio.SITES // 10


def prepare() -> Callable[[], int]:
    """The same work for a tenth of the sites."""
    return portfolio.prepare(SITES)
