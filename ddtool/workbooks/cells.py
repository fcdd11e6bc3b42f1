"""Single values: what a person or a spreadsheet program may have put into a cell or a field."""

import re
from datetime import date, datetime, time, timedelta

from ddtool.domain.certificates import Result
from ddtool.domain.typed import clean
from ddtool.wording import Translate, n_
from ddtool.workbooks.choices import Choices
from ddtool.workbooks.problems import NotAccepted

MAX_TEXT = 32_767
MAX_SHOWN = 60

_LAST_SERIAL = 100_000
YEARS = range(1910, 2101)
"""The years of days. A year typed into a cell of dates comes back as a day of 1905 or so."""

_SERIAL_ZERO = date(1899, 12, 30)

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]00:00(?::00)?)?")
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_DAY_FIRST = re.compile(r"(\d{1,2})\.?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_DIGITS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)|_x000D_\n?")
_SEPARATORS = re.compile(r"[;\n]")
_ID_SEPARATORS = re.compile(r"[;,\n]")

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_NOT_A_DAY = n_("{found} is not a day")
_TWO_WAYS = n_("{found} can be read as two different days")
_OUTSIDE = n_("{found} is outside the accepted years")
_ACCEPT_YEARS = n_("accepted are days from {first} to {last}")
_ACCEPT_DAY = n_("accepted is a date such as 2026-03-04 or 4 Mar 2026")
_NOT_IN_LIST = n_("{found} is not among the accepted words")
_ACCEPT_WORDS = n_("accepted are: {words}")
_CHOOSE = n_("choose from the drop-down list of the cell")
_TOO_LONG = n_("a text of {length} characters")
_ACCEPT_LENGTH = n_("accepted are {limit} characters at most")

MANY_WORDS = 20


class Values:
    """Reads single values and says in the reader's language what is wrong with one.

    ``in_cells`` is for workbooks; a file has neither cells nor drop-down lists.
    """

    def __init__(self, translate: Translate, *, in_cells: bool = True) -> None:
        self.in_cells = in_cells
        self._translate = translate

    def text(self, value: object) -> str:
        """A text; a number or a date that stands where a text is asked for is taken as written.

        :raises NotAccepted: longer than any note needs to be.
        """
        text = plain_text(value)
        if len(text) > MAX_TEXT:
            found = self._say(_TOO_LONG, length=len(text))
            raise NotAccepted(found, self._say(_ACCEPT_LENGTH, limit=MAX_TEXT))
        return text

    def day(self, value: object) -> date | None:
        """A day, or None for an empty cell.

        :raises NotAccepted: no day, or one that can be read in two ways.
        """
        if isinstance(value, date):
            return self._likely(value.date() if isinstance(value, datetime) else value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self._day_of_serial(value)
        text = plain_text(value)
        return self._day_of_text(text) if text else None

    def word(self, value: object, choices: Choices) -> str | None:
        """The code of a word from a list, or None for an empty cell.

        :raises NotAccepted: not a word of the list.
        """
        if isinstance(value, bool):
            value = "yes" if value else "no"
        text = plain_text(value)
        if not text:
            return None
        code = choices.code(text)
        if code is None:
            raise NotAccepted(self._say(_NOT_IN_LIST, found=shown(text)), self.accepted(choices))
        return code

    def words(self, value: object, choices: Choices) -> tuple[str, ...]:
        """The codes of a list of words.

        :raises NotAccepted: one of them is not known.
        """
        items = (part for item in self.items(value) for part in _by_commas(item, choices))
        codes = (self.word(item, choices) for item in items)
        return tuple(dict.fromkeys(code for code in codes if code))

    def accepted(self, choices: Choices) -> str:
        """What a list accepts, in words; a long list is pointed to."""
        if len(choices.shown) > MANY_WORDS and self.in_cells:
            return self._say(_CHOOSE)
        return self._say(_ACCEPT_WORDS, words=choices.accepted)

    def items(self, value: object) -> tuple[str, ...]:
        """The items of a list separated by semicolons or lines, each once."""
        return _split(_SEPARATORS, self.text(value))

    def ids(self, value: object) -> tuple[str, ...]:
        """As `items`, for ids, which people also separate with commas."""
        return _split(_ID_SEPARATORS, self.text(value))

    def _day_of_serial(self, number: float) -> date:
        """A date whose format was lost: spreadsheet programs count days."""
        if not 0 <= number <= _LAST_SERIAL:
            raise self._no_day(plain_text(number))
        return self._likely(_SERIAL_ZERO + timedelta(days=int(number)))

    def _day_of_text(self, text: str) -> date:
        numbers = _as_numbers(text)
        if numbers is None:
            numbers = self._from_digits(text)
        try:
            found = date(*numbers)
        except ValueError:
            raise self._no_day(text) from None
        return self._likely(found)

    def _likely(self, day: date) -> date:
        if day.year not in YEARS:
            found = self._say(_OUTSIDE, found=shown(day.isoformat()))
            raise NotAccepted(found, self._say(_ACCEPT_YEARS, first=YEARS[0], last=YEARS[-1]))
        return day

    def _from_digits(self, text: str) -> tuple[int, int, int]:
        """``25/03/2026`` can only be one day; ``03/04/2026`` could be two."""
        match = _DIGITS.fullmatch(text)
        if match is None:
            raise self._no_day(text)
        one, two, year = map(int, match.groups())
        if one != two and one <= 12 and two <= 12:
            raise NotAccepted(self._say(_TWO_WAYS, found=shown(text)), self._say(_ACCEPT_DAY))
        return (year, one, two) if two > 12 else (year, two, one)

    def _no_day(self, text: str) -> NotAccepted:
        return NotAccepted(self._say(_NOT_A_DAY, found=shown(text)), self._say(_ACCEPT_DAY))

    def _say(self, sentence: str, **values: object) -> str:
        return self._translate(sentence).format(**values)


def _split(separators: re.Pattern[str], text: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in separators.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def _by_commas(item: str, choices: Choices) -> tuple[str, ...]:
    """An item as it stands where the list knows it; a few words of the list have commas."""
    return (item,) if choices.code(item) else _split(_ID_SEPARATORS, item)


def plain_text(value: object) -> str:
    """The text of a cell without what spreadsheet programs add and without what nobody sees."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return _iso(value)
    text = str(value)
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: "_" if match.group() == "_x005F_" else "\n", text)
    return clean(text)


def shown(text: str) -> str:
    """A found text for a sentence: quoted, on one line, not too long."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= MAX_SHOWN else f'"{line[: MAX_SHOWN - 1]}…"'


def number_or_word(text: str) -> Result:
    """A number where the text is one, else the text."""
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def _iso(value: datetime | date | time) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat()


def _as_numbers(text: str) -> tuple[int, int, int] | None:
    """Year, month and day where the way of writing leaves no doubt."""
    if match := _ISO.fullmatch(text) or _CHINESE.fullmatch(text):
        year, month, day = match.groups()
        return int(year), int(month), int(day)
    if match := _DAY_FIRST.fullmatch(text):
        day, name, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(text):
        name, day, year = match.groups()
    else:
        return None
    month_number = _month(name)
    return (int(year), month_number, int(day)) if month_number else None


def _month(name: str) -> int | None:
    wanted = name.casefold()
    wanted = "sep" if wanted == "sept" else wanted
    return next(
        (
            number
            for number, month in enumerate(_MONTHS, start=1)
            if wanted == month or wanted == month[:3]
        ),
        None,
    )
