"""Calendar months."""

import calendar
from datetime import date


def months_later(day: date, months: int) -> date:
    """The same day so many calendar months later.

    Clamped to the month's end (31 January and one month is 28 or 29 February), and to the first
    and last day that a calendar knows.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if not date.min.year <= year <= date.max.year:
        return date.max if year > day.year else date.min
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
