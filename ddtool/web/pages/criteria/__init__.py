"""Criteria sets and matrices, for everybody who is signed in."""

from ddtool.web.pages.criteria.views import blueprint

__all__ = ["blueprint"]
