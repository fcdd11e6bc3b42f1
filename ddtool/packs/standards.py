"""The standards, their editions and scales, from ``standards.toml``.

Each folder of packs may bring one. A private file adds standards, and adds editions to a known
standard by naming it with nothing but its id and the new editions.
"""

from collections.abc import Sequence
from dataclasses import replace

from ddtool.domain.certificates import Edition, Scale, Standard, Standards
from ddtool.packs.files import PackFiles
from ddtool.packs.problems import Findings
from ddtool.packs.tables import Table, read_table
from ddtool.sentences import Sentence
from ddtool.wording import n_

STANDARDS_FILE = "standards.toml"
STANDARD_KEYS = (
    "id", "title", "issuer", "kind", "certifiable", "scales", "results", "note", "editions",
)  # fmt: skip
EDITION_KEYS = ("id", "title", "published", "transition_end", "superseded_by", "note")
KINDS = ("certificate", "assessment", "verification", "membership")


def read_standards(folders: Sequence[PackFiles], findings: Findings) -> Standards:
    """The standards of all folders, in their order."""
    known: dict[str, Standard] = {}
    for files in folders:
        if STANDARDS_FILE in files.contents:
            outer = read_table(files, STANDARDS_FILE, findings).only(("standards",))
            for table in outer.tables("standards", n_("standard"), "id"):
                _add(table.only(STANDARD_KEYS), known)
    return Standards(tuple(known.values()))


def _add(table: Table, known: dict[str, Standard]) -> None:
    name = table.name("id")
    earlier = known.get(name)
    if earlier is None:
        known[name] = _standard(name, table)
    elif set(table.values) <= {"id", "editions"}:
        editions = earlier.editions + tuple(
            map(_edition, table.tables("editions", n_("edition"), "id"))
        )
        known[name] = replace(earlier, editions=editions)
        _check_editions(table, editions)
    else:
        remedy = Sentence("give it another id, or name its id and new editions only")
        table.findings.add(table.place, Sentence("this standard appears twice"), remedy)


def _standard(name: str, table: Table) -> Standard:
    editions = tuple(map(_edition, table.tables("editions", n_("edition"), "id")))
    _check_editions(table, editions)
    scales = table.lists("scales")
    _check_scales(table, scales)
    return Standard(
        id=name,
        title=table.text("title", required=True),
        issuer=table.text("issuer"),
        certifiable=table.flag("certifiable", default=True),
        kind=table.word("kind", {kind: kind for kind in KINDS}, ""),
        editions=editions,
        scales=scales,
        results=table.texts("results"),
        note=table.text("note"),
    )


def _edition(table: Table) -> Edition:
    table.only(EDITION_KEYS)
    return Edition(
        id=table.name("id"),
        title=table.text("title"),
        published=table.day("published"),
        transition_end=table.day("transition_end"),
        superseded_by=table.text("superseded_by"),
        note=table.text("note"),
    )


def _check_editions(table: Table, editions: Sequence[Edition]) -> None:
    names = [edition.id for edition in editions]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            table.findings.add(
                table.place,
                Sentence('edition "{name}" appears twice', name=name),
                Sentence("keep one"),
            )
        if name.casefold() == "latest":
            table.findings.add(
                table.place, Sentence('an edition is "latest"'), Sentence("name the edition itself")
            )


def _check_scales(table: Table, scales: Sequence[Scale]) -> None:
    words = [word for scale in scales for word in scale]
    for word in dict.fromkeys(words):
        if words.count(word) > 1:
            found = Sentence('"{word}" stands twice on the scales', word=word)
            table.findings.add(table.place, found, Sentence("give each word one place"))
    if any(len(scale) < 2 for scale in scales):
        table.findings.add(
            table.place,
            Sentence("a scale has fewer than two words"),
            Sentence("order at least two"),
        )
