"""The activities, metals and facts that all packs share, from ``vocabulary.toml``.

Each folder of packs may bring such a file; what a private one brings is added to what is shipped.
"""

from collections.abc import Iterable, Sequence

from ddtool.domain.vocabulary import SiteFact, Term, Vocabulary
from ddtool.packs.files import PackFiles
from ddtool.packs.problems import Findings
from ddtool.packs.roots import Roots, folders_in
from ddtool.packs.tables import Table, read_table
from ddtool.sentences import Sentence
from ddtool.wording import n_

VOCABULARY_FILE = "vocabulary.toml"
VOCABULARY_KEYS = ("activities", "metals", "facts")
TERM_KEYS = ("id", "title")
FACT_KEYS = ("id", "question", "why", "yes_if", "no_if")


def read_vocabulary(folders: Sequence[PackFiles], findings: Findings) -> Vocabulary:
    """The activities, metals and facts of all folders, in their order."""
    tables = [
        read_table(files, VOCABULARY_FILE, findings).only(VOCABULARY_KEYS)
        for files in folders
        if VOCABULARY_FILE in files.contents
    ]
    facts = tuple(_facts(tables))
    _check_followed(facts, findings)
    return Vocabulary(
        tuple(_terms(tables, "activities", n_("activity"))),
        tuple(_terms(tables, "metals", n_("metal"))),
        facts,
    )


def vocabulary_overlays(roots: Roots) -> tuple[str, ...]:
    """The names of all files such as ``vocabulary.es.toml``."""
    found = {path.name for _, root in folders_in(roots) for path in root.glob("vocabulary.*.toml")}
    return tuple(sorted(found))


def _terms(tables: Iterable[Table], key: str, item: str) -> Iterable[Term]:
    known: set[str] = set()
    for outer in tables:
        for table in outer.tables(key, item, "id"):
            table.only(TERM_KEYS)
            term = Term(table.id("id"), table.text("title", required=True))
            _check_new(term.id, known, table)
            yield term


def _facts(tables: Iterable[Table]) -> Iterable[SiteFact]:
    known: set[str] = set()
    for outer in tables:
        for table in outer.tables("facts", n_("fact"), "id"):
            table.only(FACT_KEYS)
            question = table.text("question", required=True)
            fact = SiteFact(
                table.id("id"),
                question,
                table.text("why"),
                table.texts("yes_if"),
                table.texts("no_if"),
            )
            _check_new(fact.id, known, table)
            yield fact


def _check_followed(facts: Sequence[SiteFact], findings: Findings) -> None:
    """What an answer follows from has to be a fact, and one that follows from nothing itself."""
    asked = {fact.id for fact in facts if not (fact.yes_if or fact.no_if)}
    for fact in facts:
        for one in (*fact.yes_if, *fact.no_if):
            if one not in asked:
                findings.add(
                    VOCABULARY_FILE,
                    Sentence('"{id}" follows from "{name}"', id=fact.id, name=one),
                    Sentence("name facts that follow from nothing themselves"),
                )


def _check_new(name: str, known: set[str], table: Table) -> None:
    if name in known:
        table.findings.add(
            table.place,
            Sentence('"{name}" appears twice', name=name),
            Sentence("give each its own id"),
        )
    known.add(name)
