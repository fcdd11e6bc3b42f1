"""Help, words of the field, accessibility, sources and licences: open to everybody."""

from ddtool.web.pages.help.views import blueprint

__all__ = ["blueprint"]
