"""The results a certificate states: names the standard knows, values that can be compared."""

import re
from collections.abc import Mapping

from ddtool.domain.certificates import Result, Standard
from ddtool.domain.typed import is_percentage, percentage
from ddtool.wording import Translate, n_
from ddtool.workbooks.cells import Values, number_or_word, shown
from ddtool.workbooks.problems import NotAccepted

_THOUSANDS = re.compile(r"-?\d+,\d{3}")
"""A comma in a cell counts as decimal only where it cannot separate thousands."""

_NOT_A_RESULT = n_("{found} is not a result")
_ACCEPT_RESULT = n_("accepted is name=value; name=value")
_TWICE = n_("the result {found} stands twice")
_ONCE = n_("give each result once")
_NO_SUCH = n_("{standard} has no result {found}")
_DO_YOU_MEAN = n_("do you mean {name}?")
_ACCEPT_NAMES = n_("the results are: {names}")
_NO_NUMBER = n_("{found} is not a number")
_ACCEPT_NUMBER = n_("{standard} states numbers: write {name}=80, without words")
_NO_PERCENTAGE = n_("{found} cannot be a percentage")
_ACCEPT_PERCENTAGE = n_("accepted are numbers from 0 to 100")
_NO_WORD = n_("{found} is not on a scale of {standard}")
_ACCEPT_SCALES = n_("from low to high, accepted are: {scales}")


class ResultValues:
    """Reads the results of one standard; without a standard, as they stand."""

    def __init__(self, standard: Standard | None, translate: Translate) -> None:
        self._standard = standard
        self._translate = translate
        self._names = {_plain(name): name for name in standard.results} if standard else {}

    def read(self, value: object) -> Mapping[str, Result]:
        """The results of ``name=value; name=value``.

        :raises NotAccepted: a part without a name or a value, a name the standard does not have or
            that stands twice, a value that nothing could be compared with.
        """
        found: dict[str, Result] = {}
        for part in Values(self._translate).items(value):
            name, sign, result = (piece.strip() for piece in part.partition("="))
            if not (name and sign and result) or "=" in result:
                raise self._refuse(_NOT_A_RESULT, _ACCEPT_RESULT, found=shown(part))
            name = self._name(name)
            if name in found:
                raise self._refuse(_TWICE, _ONCE, found=shown(name))
            found[name] = self._result(name, result)
        return found

    def _name(self, name: str) -> str:
        if not self._names or self._standard is None:
            return name
        known = self._names.get(_plain(name))
        if known is not None:
            return known
        standard, alike = self._standard.id, self._alike(name)
        if alike:
            hint = shown(alike)
            raise self._refuse(
                _NO_SUCH, _DO_YOU_MEAN, found=shown(name), standard=standard, name=hint
            )
        names = ", ".join(self._standard.results)
        raise self._refuse(
            _NO_SUCH, _ACCEPT_NAMES, found=shown(name), standard=standard, names=names
        )

    def _alike(self, name: str) -> str:
        """The one result that ends or begins with what was written, such as "1.5"."""
        wanted = _plain(name)
        alike = [
            known
            for plain, known in self._names.items()
            if plain.endswith(f" {wanted}") or plain.startswith(f"{wanted} ")
        ]
        return alike[0] if len(alike) == 1 else ""

    def _result(self, name: str, text: str) -> Result:
        if self._standard is None:
            return number_or_word(text)
        if self._standard.scales:
            return self._word(self._standard, text)
        return self._number(self._standard, name, text)

    def _word(self, standard: Standard, text: str) -> str:
        words = [word for scale in standard.scales for word in scale]
        alike = [word for word in words if _plain_word(word) == _plain_word(text)]
        if text in words:
            return text
        if len(set(alike)) == 1:
            return alike[0]
        scales = " | ".join(", ".join(scale) for scale in standard.scales)
        raise self._refuse(
            _NO_WORD, _ACCEPT_SCALES, found=shown(text), standard=standard.id, scales=scales
        )

    def _number(self, standard: Standard, name: str, text: str) -> int | float:
        """A percentage, with or without its sign."""
        number = percentage(text) if _THOUSANDS.match(text) is None else None
        if number is None:
            raise self._refuse(
                _NO_NUMBER, _ACCEPT_NUMBER, found=shown(text), standard=standard.id, name=name
            )
        if not is_percentage(number):
            raise self._refuse(_NO_PERCENTAGE, _ACCEPT_PERCENTAGE, found=shown(text))
        return number

    def _refuse(self, found: str, accepted: str, /, **values: str) -> NotAccepted:
        say = self._translate
        return NotAccepted(say(found).format(**values), say(accepted).format(**values))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _plain_word(word: str) -> str:
    return "_".join(re.split(r"[\s_-]+", word.strip())).casefold()
