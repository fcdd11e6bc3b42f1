"""An assessment that comes as one file, from this or another installation."""

from ddtool.exchange import AssessmentFileUnusable
from ddtool.usecases.exchange_in.arriving import (
    BroughtIn,
    Comes,
    bring_assessment,
    look_at_assessment_file,
)
from ddtool.usecases.exchange_in.documents import Arrival

__all__ = [
    "Arrival",
    "AssessmentFileUnusable",
    "BroughtIn",
    "Comes",
    "bring_assessment",
    "look_at_assessment_file",
]
