"""An assessment that comes as one file, from this or another installation."""

from ddtool.exchange import AssessmentFileUnusable
from ddtool.usecases.exchange_in.arriving import BroughtIn, bring_assessment
from ddtool.usecases.exchange_in.documents import Arrival

__all__ = ["Arrival", "AssessmentFileUnusable", "BroughtIn", "bring_assessment"]
