"""The interface for programs: ``/api/v1``, one module for each noun, over the pages' use cases.

What can be asked for is said once, in the ``Operation`` of each view (``routes``); the description
(``openapi``) is made from it. Requests carry a token and no cookie.
"""

from ddtool.web.api import (
    actions,
    analyses,
    answers,
    assessment_archive,
    assessment_files,
    assessments,
    assignments,
    audit,
    certificates,
    coverage,
    criteria,
    determinations,
    docs,
    evidence,
    faults,
    history,
    portfolio,
    ratings,
    reports,
    second_opinions,
    sites,
    workbooks,
)
from ddtool.web.api.routes import blueprint

__all__ = [
    "actions",
    "analyses",
    "answers",
    "assessment_archive",
    "assessment_files",
    "assessments",
    "assignments",
    "audit",
    "blueprint",
    "certificates",
    "coverage",
    "criteria",
    "determinations",
    "docs",
    "evidence",
    "faults",
    "history",
    "portfolio",
    "ratings",
    "reports",
    "second_opinions",
    "sites",
    "workbooks",
]
