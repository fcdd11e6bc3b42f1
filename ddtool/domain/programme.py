"""What the programme has set for its whole installation."""

from dataclasses import dataclass, field

from ddtool.domain.letterheads import Letterhead
from ddtool.domain.time_limits import DEFAULT_LIMITS, LimitMonths

TWO_ASSESSORS = "two_assessors"
"""The name under which :attr:`ProgrammeSettings.two_assessors` is kept."""

TIME_LIMITS = "time_limits"
"""The name under which :attr:`ProgrammeSettings.limits` are kept, as a list of four numbers."""


CRITERIA_SET = "criteria_set"
"""The name under which :attr:`ProgrammeSettings.criteria_set` is kept."""


REPORT_TEXTS = "report_texts"
"""The name under which the texts of :attr:`ProgrammeSettings.letterhead` are kept."""


LOGO = "logo"
"""The name under which the programme's logo is kept."""


@dataclass(frozen=True, slots=True)
class ProgrammeSettings:
    """Each setting has a default, which holds until an admin of the programme changes it.

    ``two_assessors``: nothing is signed off before a second assessor of the firm has agreed to
    every determination. ``limits`` hold for every assessment that is open.
    ``criteria_set`` is what a site is assessed against that never was, such as ``rra@3.0``; empty
    where ddtool chooses. ``letterhead`` stands on every report; its logo is kept apart.
    """

    two_assessors: bool = False
    limits: LimitMonths = DEFAULT_LIMITS
    criteria_set: str = ""
    letterhead: Letterhead = field(default_factory=Letterhead)
