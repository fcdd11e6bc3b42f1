"""Who did and saw what: for admins all of it, for a producer's lead who got to see their data."""

from ddtool.web.pages.audit.views import blueprint

__all__ = ["blueprint"]
