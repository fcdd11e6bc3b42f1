"""The form of a site; a question for each fact of the vocabulary."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from wtforms.validators import ValidationError

from ddtool.countries import country_names
from ddtool.domain.assessments import Site
from ddtool.domain.vocabulary import Term, Vocabulary
from ddtool.sentences import n_
from ddtool.web import language
from ddtool.web.forms import Choice, Form, LongWords, Needed, Radio, Several, Version, Words, said

_FACT = "fact_"
_ANSWERS = (("yes", n_("Yes")), ("no", n_("No")), ("", n_("Not answered")))
_VALUES: dict[str, bool | None] = {"yes": True, "no": False, "": None}
_CODES = {value: code for code, value in _VALUES.items()}
_CHOOSE = n_("Choose a country")
_MOST_AREAS, _LONGEST_AREA = 100, 200
_LONG_AREA = n_("Line {line} has {n} characters; an area takes at most {most}.")
_MANY_AREAS = n_("These are {n} areas; at most {most} are taken.")


class SiteForm(Form):
    """What a site is called, where it is and what it does."""

    name = Words(n_("Name of the site"), needed=True)
    country = Choice(n_("Country"), validators=[Needed()])
    place = Words(n_("Place"))
    activities = Several(n_("What does the site do?"))
    metals = Several(n_("Which metals does it produce or handle?"))
    areas = LongWords(n_("Areas of the site"), most=_MOST_AREAS * 100)
    version = Version()

    def facts(self) -> dict[str, bool | None]:
        """The answers to the questions, by fact; None where nobody has answered."""
        fields = {name.removeprefix(_FACT): self[name] for name in self._fields if _FACT in name}
        return {fact: _VALUES[str(field.data or "")] for fact, field in fields.items()}

    def was_sent(self, fact: str) -> bool:
        """Whether the question was asked, so that an answer came."""
        return bool(self[f"{_FACT}{fact}"].raw_data)

    def listed_areas(self) -> tuple[str, ...]:
        """The areas, one a line, each once."""
        return tuple(dict.fromkeys(line for line in self._area_lines() if line))

    def areas_written_again(self) -> tuple[str, ...]:
        """The areas that stand on more than one line."""
        counted = Counter(line for line in self._area_lines() if line)
        return tuple(area for area, times in counted.items() if times > 1)

    def validate_areas(self, field: LongWords) -> None:
        """Refuse an area that is longer than a name, and more areas than anybody has."""
        for line, text in enumerate(self._area_lines(), 1):
            if len(text) > _LONGEST_AREA:
                fault = said(_LONG_AREA, line=line, n=len(text), most=_LONGEST_AREA)
                raise ValidationError(fault)
        if (n := len(self.listed_areas())) > _MOST_AREAS:
            raise ValidationError(said(_MANY_AREAS, n=n, most=_MOST_AREAS))

    def _area_lines(self) -> Sequence[str]:
        return [line.strip() for line in str(self.areas.data or "").split("\n")]


def site_form(vocabulary: Vocabulary, site: Site | None = None, version: int = 0) -> SiteForm:
    """The form with a question for each fact, filled with what is known of a site."""
    questions = {f"{_FACT}{fact.id}": Radio(fact.question) for fact in vocabulary.facts}
    with_facts: type[SiteForm] = type("SiteFormWithFacts", (SiteForm,), questions)
    form = with_facts(data=known(site, version) if site else None)
    for name in questions:
        form[name].choices = list(answer_words())
        form[name].data = form[name].data or ""
    form.country.choices = _countries(site.country if site else "")
    form.activities.choices = _choices(vocabulary.activities)
    form.metals.choices = _choices(vocabulary.metals)
    return form


def known(site: Site, version: int = 0) -> dict[str, Any]:
    """What is known of a site, as the fields of the form."""
    fields = {
        "name": site.name,
        "country": site.country,
        "place": site.place,
        "activities": list(site.activities),
        "metals": list(site.metals),
        "areas": "\n".join(site.areas),
        "version": version,
    }
    return fields | {f"{_FACT}{fact}": _CODES[value] for fact, value in site.facts.items()}


def answer_words() -> tuple[tuple[str, str], ...]:
    """The answers to a question about a site, with their words."""
    return tuple((code, language.translate(word)) for code, word in _ANSWERS)


def _countries(typed: str) -> list[tuple[str, str]]:
    """Every country, and what was typed for this site before there was a list."""
    named = country_names(language.code())
    before = [(typed, typed)] if typed and typed not in named else []
    return [("", language.translate(_CHOOSE)), *before, *named.items()]


def _choices(terms: Sequence[Term]) -> list[tuple[str, str]]:
    return [(term.id, language.translate(term.title)) for term in terms]
