"""A site described in files: ``site.toml``, certificates, a whole assessment in a folder."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from ddtool.domain.assessments import Assessment, Site
from ddtool.domain.certificates import Certificate
from ddtool.domain.vocabulary import Term
from ddtool.sentences import Problem
from ddtool.wording import n_
from ddtool.workbooks.cells import YEARS, Values, shown
from ddtool.workbooks.csv_rows import SAVE_AS_TEXT, read_text
from ddtool.workbooks.folders import AssessmentFiles
from ddtool.workbooks.form import Form
from ddtool.workbooks.problems import SiteFileProblems

T = TypeVar("T")

SITE_FILE = "site.toml"

TEXT_KEYS = ("organisation", "id", "name", "country", "place", "period", "prepared_by")
LIST_KEYS = ("activities", "metals", "areas")
DAY_KEYS = ("assessment_day", "commitment_day")
KEYS = (*TEXT_KEYS, *LIST_KEYS, *DAY_KEYS, "fictional", "facts")
REQUIRED_KEYS = ("id", "name")

_NOT_TOML = n_("this is not TOML ({error})")
_SEE_EXAMPLE = n_("begin with a site.toml of the demonstration")
_UNKNOWN_KEY = n_("unknown key")
_ACCEPT_KEYS = n_("the keys are: {keys}")
_EMPTY = n_("the text is empty")
_MISSING = n_("the key is missing")
_GIVE_TEXT = n_("give a text between quotation marks")
_GIVE_LIST = n_('give a list such as ["mining", "smelting"]')
_GIVE_DAY = n_("give a day from {first} to {last} such as 2026-03-04, without quotation marks")
_GIVE_FLAG = n_("give true or false")
_GIVE_TABLE = n_("write [facts] and below it a line for each fact")
_WRONG = n_("{found} is of the wrong kind")
_UNKNOWN_WORD = n_("{found} is not in the vocabulary")
_ACCEPT_WORDS = n_("accepted are: {words}")


def read_site_file(path: Path, form: Form) -> Assessment:
    """The beginning of an assessment: site, days, period, and nothing answered.

    :raises SiteFileProblems: unknown keys, wrong kinds and unknown words, all at once.
    """
    problems: list[Problem] = []
    assessment = _SiteReader(path, form, problems).read()
    if problems:
        raise SiteFileProblems(problems)
    return assessment


def read_certificates_file(path: Path, form: Form, site: str = "") -> tuple[Certificate, ...]:
    """The certificates of a CSV file; with the id of the site that they are for, if it is known.

    :raises SiteFileProblems: all problems at once, by line.
    """
    problems: list[Problem] = []
    certificates = AssessmentFiles(path.parent, form, problems).certificates(path.name, site=site)
    if problems:
        raise SiteFileProblems(problems)
    return certificates


def read_assessment_folder(folder: Path, form: Form, begun: Assessment | None = None) -> Assessment:
    """The whole assessment in a folder.

    Read are site.toml, unless the assessment has ``begun`` elsewhere, and those of
    certificates.csv, answers.csv, ratings.csv, evidence.csv and actions.csv that are there.

    :raises SiteFileProblems: all problems of all files at once.
    """
    problems: list[Problem] = []
    begun = begun or _SiteReader(folder / SITE_FILE, form, problems).read()
    files = AssessmentFiles(folder, form, problems)
    assessment = replace(
        begun,
        certificates=files.certificates(site=begun.site.id),
        evidence=files.evidence(),
        answers=files.answers(),
        ratings=files.ratings(),
        actions=files.actions(),
    )
    files.check_evidence(assessment)
    if problems:
        raise SiteFileProblems(problems)
    return assessment


class _SiteReader:
    """Reads one site.toml; what is wrong is noted and left out."""

    def __init__(self, path: Path, form: Form, problems: list[Problem]) -> None:
        self._path = path
        self._form = form
        self._problems = problems
        self._table: Mapping[str, object] = self._parsed()

    def read(self) -> Assessment:
        texts = {key: self._take(key, _text, _GIVE_TEXT, "") for key in TEXT_KEYS}
        for key in REQUIRED_KEYS:
            if isinstance(self._table.get(key), str) and not texts[key]:
                self._note(key, _EMPTY, _GIVE_TEXT)
        return Assessment(
            site=self._site(texts),
            criteria_set=self._form.criteria_set.name,
            period=texts["period"],
            prepared_by=texts["prepared_by"],
            assessment_day=self._take("assessment_day", _day, _GIVE_DAY, None),
            commitment_day=self._take("commitment_day", _day, _GIVE_DAY, None),
        )

    def _site(self, texts: Mapping[str, str]) -> Site:
        vocabulary = self._form.vocabulary
        return Site(
            id=texts["id"],
            name=texts["name"],
            organisation=texts["organisation"],
            country=texts["country"],
            place=texts["place"],
            activities=self._known("activities", vocabulary.activities),
            areas=self._take("areas", _texts, _GIVE_LIST, _NO_TEXTS),
            metals=self._known("metals", vocabulary.metals),
            facts=self._facts(),
            fictional=self._take("fictional", _flag, _GIVE_FLAG, False),
        )

    def _parsed(self) -> Mapping[str, object]:
        text = read_text(self._path, self._problems, self._form.translate, save_as=SAVE_AS_TEXT)
        if text is None:
            return {}
        try:
            table = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            self._note("", _NOT_TOML, _SEE_EXAMPLE, error=error)
            return {}
        for key in table:
            if key not in KEYS:
                self._note(key, _UNKNOWN_KEY, _ACCEPT_KEYS, keys=", ".join(KEYS))
        for key in REQUIRED_KEYS:
            if key not in table:
                self._note(key, _MISSING, _GIVE_TEXT)
        return table

    def _take(self, key: str, read: Callable[[object], T | None], remedy: str, default: T) -> T:
        if key not in self._table:
            return default
        value = read(self._table[key])
        if value is None:
            found = shown(str(self._table[key]))
            self._note(key, _WRONG, remedy, found=found, first=YEARS[0], last=YEARS[-1])
            return default
        return value

    def _known(self, key: str, terms: Sequence[Term]) -> tuple[str, ...]:
        known = [term.id for term in terms]
        found = self._take(key, _texts, _GIVE_LIST, _NO_TEXTS)
        for word in found:
            if word not in known:
                self._note(
                    key, _UNKNOWN_WORD, _ACCEPT_WORDS, found=shown(word), words=", ".join(known)
                )
        return found

    def _facts(self) -> Mapping[str, bool | None]:
        known = self._form.vocabulary.fact_ids
        table = self._take("facts", _table, _GIVE_TABLE, _NO_FACTS)
        facts: dict[str, bool | None] = {}
        for fact, answer in table.items():
            if fact not in known:
                words = ", ".join(one.id for one in self._form.vocabulary.facts)
                self._note(f"facts.{fact}", _UNKNOWN_KEY, _ACCEPT_WORDS, words=words)
            elif isinstance(answer, bool):
                facts[fact] = answer
            else:
                self._note(f"facts.{fact}", _WRONG, _GIVE_FLAG, found=shown(str(answer)))
        return facts

    def _note(self, key: str, found: str, accepted: str, /, **values: object) -> None:
        say = self._form.translate
        said = say(found).format(**values), say(accepted).format(**values)
        self._problems.append(Problem(self._path.name, key, *said))


def _text(value: object) -> str | None:
    return Values(str).text(value) if isinstance(value, str) else None


_NO_TEXTS: tuple[str, ...] = ()
_NO_FACTS: Mapping[str, object] = {}


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return None
    return tuple(dict.fromkeys(item.strip() for item in value if item.strip()))


def _day(value: object) -> date | None:
    if not isinstance(value, date) or isinstance(value, datetime) or value.year not in YEARS:
        return None
    return value


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _table(value: object) -> Mapping[str, object] | None:
    return value if isinstance(value, dict) else None
