"""Gap reports: asked for, watched while they are made, opened."""

from ddtool.web.pages.report_orders.views import blueprint

__all__ = ["blueprint"]
