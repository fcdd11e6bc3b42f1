"""An assessment as one file, out and in; its result for other systems."""

from ddtool.web.pages.exchange.views import blueprint

__all__ = ["blueprint"]
