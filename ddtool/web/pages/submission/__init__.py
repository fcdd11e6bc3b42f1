"""Checking an assessment, handing it in, opening it again."""

from ddtool.web.pages.submission.views import blueprint

__all__ = ["blueprint"]
