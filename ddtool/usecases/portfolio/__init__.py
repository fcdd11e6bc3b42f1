"""Many sites side by side: worked out beforehand, looked at, handed out as a workbook."""

from ddtool.usecases.portfolio.exporting import portfolio_as_workbook
from ddtool.usecases.portfolio.looking import (
    PAGE,
    Asked,
    Choice,
    NoSuchSet,
    Order,
    Portfolio,
    may_see,
    portfolio,
    portfolio_part,
    portfolio_rows,
)
from ddtool.usecases.portfolio.working import catch_up, mark_overtaken

__all__ = [
    "PAGE",
    "Asked",
    "Choice",
    "NoSuchSet",
    "Order",
    "Portfolio",
    "catch_up",
    "mark_overtaken",
    "may_see",
    "portfolio",
    "portfolio_as_workbook",
    "portfolio_part",
    "portfolio_rows",
]
