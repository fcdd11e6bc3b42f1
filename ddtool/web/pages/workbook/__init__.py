"""The workbook of an assessment: out, in again with a preview, undone."""

from ddtool.web.pages.workbook.views import blueprint

__all__ = ["blueprint"]
