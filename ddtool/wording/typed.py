"""What is wrong with a number that somebody typed, in one sentence; None where nothing is."""

from ddtool.domain.typed import is_below_nothing, is_beyond_sense, is_percentage, percentage
from ddtool.sentences import n_

_NO_NUMBER = n_('"{text}" is not a number; write it such as 80, 72.5 or 75%.')
_NO_PERCENTAGE = n_('"{text}" cannot be a percentage; write a number from 0 to 100.')
_BELOW_NOTHING = n_('A cost of "{text}" is below nought; write what it costs, such as 12,000 EUR.')
_BEYOND_SENSE = n_('A cost of "{text}" is too much to be meant; write it such as 12,000 EUR.')


def percentage_fault(text: str) -> str | None:
    """What is wrong with a percentage, with a place for the text; translate before filling."""
    number = percentage(text)
    if number is None:
        return _NO_NUMBER
    return None if is_percentage(number) else _NO_PERCENTAGE


def cost_fault(text: str) -> str | None:
    """What is wrong with a cost, with a place for the text; translate before filling."""
    if is_below_nothing(text):
        return _BELOW_NOTHING
    return _BEYOND_SENSE if is_beyond_sense(text) else None
