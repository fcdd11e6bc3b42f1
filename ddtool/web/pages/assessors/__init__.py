"""Giving an assessment to an assessor, and what they ask, as the producer sees it."""

from ddtool.web.pages.assessors.views import blueprint

__all__ = ["blueprint"]
