"""Many sites side by side: an admin sees all that was handed in, a lead their own."""

from ddtool.web.pages.portfolio import export
from ddtool.web.pages.portfolio.views import blueprint

__all__ = ["blueprint", "export"]
