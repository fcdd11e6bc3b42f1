"""The sites of an organisation: the list, one site, and what is known about it."""

from ddtool.web.pages.sites import archiving, changing, views
from ddtool.web.pages.sites.blueprint import blueprint

__all__ = ["archiving", "blueprint", "changing", "views"]
