"""Criteria sets and matrices, for everybody who is signed in."""

from ddtool.web.pages.criteria import comparing, views
from ddtool.web.pages.criteria.blueprint import blueprint

__all__ = ["blueprint", "comparing", "views"]
