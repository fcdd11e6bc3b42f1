"""The page of one criterion: what is asked, what is said, what certificates cover."""

import ddtool.web.pages.criterion.saving
import ddtool.web.pages.criterion.views  # noqa: F401 -- both bring their views
from ddtool.web.pages.criterion.routes import blueprint

__all__ = ["blueprint"]
