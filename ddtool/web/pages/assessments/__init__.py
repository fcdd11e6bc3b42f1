"""An assessment: beginning it, its task list, its settings."""

from ddtool.web.pages.assessments import begin, settings, tasks
from ddtool.web.pages.assessments.blueprint import blueprint

__all__ = ["begin", "blueprint", "settings", "tasks"]
