"""An assessment: beginning it, its task list, its settings."""

from ddtool.web.pages.assessments import archiving, begin, settings, tasks
from ddtool.web.pages.assessments.blueprint import blueprint

__all__ = ["archiving", "begin", "blueprint", "settings", "tasks"]
