"""A criteria set from its files ``set.toml``, ``criteria.toml`` and ``due_diligence.toml``."""

from collections import Counter
from collections.abc import Iterable

from ddtool.domain.criteria import (
    CriteriaSet,
    Criterion,
    OutlookRule,
    Rating,
    RatingWord,
    Section,
    Source,
)
from ddtool.domain.vocabulary import Vocabulary
from ddtool.packs.criteria import CriterionReader
from ddtool.packs.due_diligence import read_due_diligence
from ddtool.packs.files import PackFiles
from ddtool.packs.heads import read_head
from ddtool.packs.problems import Findings
from ddtool.packs.tables import Table, read_table
from ddtool.sentences import Sentence
from ddtool.wording import n_

SET_FILE = "set.toml"
CRITERIA_FILE = "criteria.toml"

SET_KEYS = (
    "id", "edition", "title", "short_title", "publisher", "label", "published", "in_force_from",
    "superseded_by", "language", "rights", "note", "sources", "sections", "ratings", "outlook",
)  # fmt: skip
SOURCE_KEYS = ("title", "url")
SECTION_KEYS = ("id", "title")
RATING_KEYS = ("code", "title", "meaning")
OUTLOOK_KEYS = ("blocking", "plan")
_RATINGS = {rating.value: rating for rating in Rating}


def read_criteria_set(
    files: PackFiles, vocabulary: Vocabulary, findings: Findings
) -> CriteriaSet | None:
    """The criteria set in its own language, or None where its files hold no head to go by."""
    for name in (SET_FILE, CRITERIA_FILE):
        if name not in files.contents:
            files.findings(name, findings).add(
                "", Sentence("the file is missing"), Sentence("add it")
            )
            return None
    head = read_table(files, SET_FILE, findings).only(SET_KEYS)
    body = read_table(files, CRITERIA_FILE, findings).only(("criteria",))
    known, language = read_head(head), head.id("language", required=False) or "en"
    reader = CriterionReader(vocabulary)
    criteria = tuple(map(reader.criterion, body.tables("criteria", n_("criterion"), "number")))
    sections = tuple(_section(table) for table in head.tables("sections", n_("section"), "id"))
    _check_numbers(body, criteria, {section.id for section in sections})
    return CriteriaSet(
        id=known.id,
        edition=known.edition,
        title=known.title,
        short_title=head.text("short_title") or known.title,
        publisher=known.publisher,
        label=known.label,
        rights=head.text("rights"),
        note=head.text("note"),
        published=head.day("published"),
        in_force_from=head.day("in_force_from"),
        superseded_by=head.text("superseded_by"),
        language=language,
        sections=sections,
        criteria=criteria,
        ratings=_rating_words(head),
        outlook=_outlook(head),
        sources=tuple(_source(table) for table in head.tables("sources", n_("source"), "title")),
        due_diligence=read_due_diligence(files, findings),
        languages=(language, *files.overlays("text")),
        sha256=files.sha256,
    )


def _section(table: Table) -> Section:
    table.only(SECTION_KEYS)
    return Section(table.id("id"), table.text("title", required=True))


def _source(table: Table) -> Source:
    table.only(SOURCE_KEYS)
    source = Source(table.text("title", required=True), table.text("url"))
    if source.url and not source.url.startswith(("https://", "http://")):
        table.findings.add(
            table.place,
            Sentence('url is "{url}"', url=source.url),
            Sentence("begin it with https://"),
        )
    return source


def _rating_words(head: Table) -> tuple[RatingWord, ...]:
    words = []
    for table in head.tables("ratings", n_("rating"), "code"):
        table.only(RATING_KEYS)
        rating = table.word("code", _RATINGS, Rating.NOT_APPLICABLE)
        title, meaning = table.text("title", required=True), table.text("meaning")
        words.append(RatingWord(rating, title, meaning))
    found = Counter(word.rating for word in words)
    for rating in Rating:
        if found[rating] != 1:
            times = (
                Sentence("is missing") if not found[rating] else Sentence("stands more than once")
            )
            head.findings.add(
                Sentence("ratings"),
                Sentence('"{value}" {times}', value=rating.value, times=times),
                Sentence("give each rating once"),
            )
    return tuple(words)


def _outlook(head: Table) -> OutlookRule:
    table, usual = head.table("outlook").only(OUTLOOK_KEYS), OutlookRule()
    return OutlookRule(
        blocking=_ratings(table, "blocking") if "blocking" in table.values else usual.blocking,
        plan=_ratings(table, "plan") if "plan" in table.values else usual.plan,
    )


def _ratings(table: Table, key: str) -> tuple[Rating, ...]:
    codes = table.texts(key)
    for code in codes:
        if code not in _RATINGS:
            found = Sentence('{key} names "{code}"', key=key, code=code)
            table.findings.add(
                table.place, found, Sentence("use one of: {words}", words=", ".join(_RATINGS))
            )
    return tuple(_RATINGS[code] for code in codes if code in _RATINGS)


def _check_numbers(body: Table, criteria: Iterable[Criterion], sections: set[str]) -> None:
    criteria = tuple(criteria)
    if not criteria:
        body.findings.add("", Sentence("no criterion"), Sentence("add [[criteria]]"))
    parts = (part.id for criterion in criteria for part in criterion.requirements)
    numbers = Counter(criterion.number for criterion in criteria)
    for name, times in (numbers + Counter(parts)).items():
        if times > 1 and name:
            body.findings.add(
                Sentence('"{name}"', name=name),
                Sentence("this number or id appears twice"),
                Sentence("give each its own"),
            )
    for criterion in criteria:
        if criterion.section and criterion.section not in sections:
            found = Sentence('section is "{section}"', section=criterion.section)
            remedy = Sentence("use one of: {words}", words=", ".join(sorted(sections)))
            body.findings.add(
                Sentence('criterion "{number}"', number=criterion.number), found, remedy
            )
