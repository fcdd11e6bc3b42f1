"""The sites of an organisation."""

from ddtool.web.pages.sites.views import blueprint

__all__ = ["blueprint"]
