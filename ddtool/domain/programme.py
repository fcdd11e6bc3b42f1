"""What the programme has set for its whole installation."""

from dataclasses import dataclass

TWO_ASSESSORS = "two_assessors"
"""The name under which :attr:`ProgrammeSettings.two_assessors` is kept."""


@dataclass(frozen=True, slots=True)
class ProgrammeSettings:
    """Each setting has a default, which holds until an admin of the programme changes it.

    ``two_assessors``: nothing is signed off before a second assessor of the firm has agreed to
    every determination.
    """

    two_assessors: bool = False
