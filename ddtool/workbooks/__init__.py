"""A self-assessment as a workbook, out and in, and the files a site is described in."""

from ddtool.sentences import Problem
from ddtool.workbooks.form import Form
from ddtool.workbooks.identity import Identity
from ddtool.workbooks.problems import SiteFileProblems, WorkbookProblems, WrongWorkbook
from ddtool.workbooks.reading import FilledWorkbook, read_workbook
from ddtool.workbooks.site_files import (
    read_assessment_folder,
    read_certificates_file,
    read_site_file,
)
from ddtool.workbooks.writing import write_workbook

__all__ = [
    "FilledWorkbook",
    "Form",
    "Identity",
    "Problem",
    "SiteFileProblems",
    "WorkbookProblems",
    "WrongWorkbook",
    "read_assessment_folder",
    "read_certificates_file",
    "read_site_file",
    "read_workbook",
    "write_workbook",
]
