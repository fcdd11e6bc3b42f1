"""Red flags and risks from ``due_diligence.toml``."""

from collections.abc import Mapping

from ddtool.domain.due_diligence import DueDiligence, DueDiligenceEntry
from ddtool.packs.files import PackFiles
from ddtool.packs.problems import Findings
from ddtool.packs.tables import Table, read_table
from ddtool.sentences import Sentence
from ddtool.wording import n_

DUE_DILIGENCE_FILE = "due_diligence.toml"
DUE_DILIGENCE_KEYS = ("red_flags", "risks", "responses")
ENTRY_KEYS = ("id", "group", "title", "summary", "response", "confidence", "references")


def read_due_diligence(files: PackFiles, findings: Findings) -> DueDiligence:
    """What a pack says about red flags, risks and responses; nothing where it has no such file."""
    if DUE_DILIGENCE_FILE not in files.contents:
        return DueDiligence()
    table = read_table(files, DUE_DILIGENCE_FILE, findings).only(DUE_DILIGENCE_KEYS)
    answers = table.table("responses")
    responses = {key: answers.text(key) for key in answers.values}
    flags = table.tables("red_flags", n_("red flag"), "id")
    risks = table.tables("risks", n_("risk"), "id")
    return DueDiligence(
        tuple(_entry(one, responses) for one in flags),
        tuple(_entry(one, responses) for one in risks),
        responses or None,
    )


def _entry(table: Table, responses: Mapping[str, str]) -> DueDiligenceEntry:
    table.only(ENTRY_KEYS)
    entry = DueDiligenceEntry(
        id=table.id("id"),
        group=table.text("group"),
        title=table.text("title", required=True),
        summary=table.text("summary"),
        response=table.text("response"),
        confidence=table.text("confidence"),
        references=table.texts("references"),
    )
    if entry.response and entry.response not in responses:
        found = Sentence('response is "{response}"', response=entry.response)
        table.findings.add(table.place, found, Sentence("describe it under [responses]"))
    return entry
