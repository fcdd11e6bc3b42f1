"""The cycle before this one: what was promised, what was done, what was decided, what changed."""

from ddtool.web.pages.cycles.views import blueprint

__all__ = ["blueprint"]
