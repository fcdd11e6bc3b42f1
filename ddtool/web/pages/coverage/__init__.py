"""What certificates cover and why, on any day: matrix, gates, look ahead, what if."""

from ddtool.web.pages.coverage import ahead, export, gates, matrix, what_if
from ddtool.web.pages.coverage.routes import blueprint

__all__ = ["ahead", "blueprint", "export", "gates", "matrix", "what_if"]
