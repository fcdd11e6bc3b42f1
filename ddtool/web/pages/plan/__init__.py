"""The improvement plan: what is done about the gaps, by whom and until when."""

import ddtool.web.pages.plan.changing
import ddtool.web.pages.plan.closing
import ddtool.web.pages.plan.views  # noqa: F401 -- each brings its views
from ddtool.web.pages.plan.routes import blueprint

__all__ = ["blueprint"]
