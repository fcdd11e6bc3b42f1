"""The people of an organisation, for those who lead it."""

from ddtool.web.pages.people.views import blueprint

__all__ = ["blueprint"]
