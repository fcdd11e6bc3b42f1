"""The settings of the programme, for its admins."""

from ddtool.web.pages.programme import limits, reports, views
from ddtool.web.pages.programme.blueprint import blueprint

__all__ = ["blueprint", "limits", "reports", "views"]
