"""The gaps of an assessment: all criteria at a glance, and what is left to close."""

from ddtool.web.pages.gaps.views import blueprint

__all__ = ["blueprint"]
