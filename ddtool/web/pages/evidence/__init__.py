"""The evidence of an organisation: the register of an assessment, one document, its files."""

import ddtool.web.pages.evidence.document
import ddtool.web.pages.evidence.files
import ddtool.web.pages.evidence.register  # noqa: F401 -- all three bring their views
from ddtool.web.pages.evidence.routes import blueprint

__all__ = ["blueprint"]
