"""Who changed what and when, for a whole assessment or one thing in it."""

from ddtool.web.pages.history.views import blueprint

__all__ = ["blueprint"]
