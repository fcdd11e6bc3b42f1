"""Organisations and the people who sign in, for admins of the programme."""

from ddtool.web.pages.organisations.views import blueprint

__all__ = ["blueprint"]
