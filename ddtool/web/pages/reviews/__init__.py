"""The assessor's queue and workbench."""

from ddtool.web.pages.reviews import (
    closing,
    coverage,
    deciding,
    evidence,
    notes,
    plan,
    queue,
    reports,
    signing,
    site,
    talking,
    workbench,
)
from ddtool.web.pages.reviews.blueprint import blueprint

__all__ = [
    "blueprint",
    "closing",
    "coverage",
    "deciding",
    "evidence",
    "notes",
    "plan",
    "queue",
    "reports",
    "signing",
    "site",
    "talking",
    "workbench",
]
