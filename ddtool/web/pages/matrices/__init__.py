"""The matrix workbench, for programme admins: editions made here, line by line, by two people."""

from ddtool.web.pages.matrices import bench, bringing, editions, issuing, lines, writing
from ddtool.web.pages.matrices.blueprint import blueprint

__all__ = ["bench", "blueprint", "bringing", "editions", "issuing", "lines", "writing"]
