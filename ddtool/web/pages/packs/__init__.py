"""Loading packs by upload, and taking them out of use, for programme admins."""

from ddtool.web.pages.packs import loading, using
from ddtool.web.pages.packs.blueprint import blueprint

__all__ = ["blueprint", "loading", "using"]
