"""The settings of the programme, for its admins."""

from ddtool.web.pages.programme.views import blueprint

__all__ = ["blueprint"]
