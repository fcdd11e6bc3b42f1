"""The assessor's queue and workbench."""

from ddtool.web.pages.reviews import (
    coverage,
    deciding,
    evidence,
    notes,
    plan,
    queue,
    reports,
    signing,
    talking,
    workbench,
)
from ddtool.web.pages.reviews.blueprint import blueprint

__all__ = [
    "blueprint",
    "coverage",
    "deciding",
    "evidence",
    "notes",
    "plan",
    "queue",
    "reports",
    "signing",
    "talking",
    "workbench",
]
