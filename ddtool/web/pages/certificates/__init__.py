"""The certificates of an organisation: register, form, and whole lists brought in."""

from ddtool.web.pages.certificates import editing, lists, register
from ddtool.web.pages.certificates.blueprint import blueprint

__all__ = ["blueprint", "editing", "lists", "register"]
