"""An assessor who was invited by e-mail opens an account for their firm."""

from ddtool.web.pages.firms.views import blueprint

__all__ = ["blueprint"]
