"""Signing in and out."""

from ddtool.web.pages.account.views import blueprint

__all__ = ["blueprint"]
