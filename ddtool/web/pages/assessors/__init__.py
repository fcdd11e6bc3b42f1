"""Giving an assessment to an assessor, and what they ask, as the producer sees it."""

from ddtool.web.pages.assessors import inviting, talking, views
from ddtool.web.pages.assessors.blueprint import blueprint

__all__ = ["blueprint", "inviting", "talking", "views"]
