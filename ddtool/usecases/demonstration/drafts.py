"""A draft of a matrix in the demonstration, so that a second person has something to confirm."""

from ddtool.demonstration.plan import PLAN, DemonstrationUnusable, PlannedDraft
from ddtool.domain.matrix_editions import EditionHead, Signature, adopted
from ddtool.domain.people import Author
from ddtool.packs import Library
from ddtool.packs.matrix_texts import line_from
from ddtool.sentences import Sentence
from ddtool.store import Writing, matrix_editions
from ddtool.store.keeping import new_id


def add_draft(db: Writing, library: Library, planned: PlannedDraft, author: Author) -> None:
    """Begin a draft in somebody's name and put one line of it forward.

    :raises DemonstrationUnusable: the matrix has no such line.
    """
    texts = library.matrix_texts(planned.copied_from)
    signed = Signature(author.name, author.user, author.at.date())
    lines = [line_from(row, number, new_id()) for number, row in enumerate(texts.rows, start=1)]
    about = [place for place, one in enumerate(lines) if one.called == planned.line]
    if not about:
        raise DemonstrationUnusable(
            Sentence("{file}: there is no line {line}.", file=PLAN, line=planned.line)
        )
    source = {
        "source_document": planned.source_document,
        "source_edition": planned.source_edition,
        "source_page": planned.source_page,
        "source_date": planned.source_date,
    }
    lines[about[0]] = adopted(lines[about[0]], source, signed)
    head = EditionHead(
        id=new_id(),
        matrix=texts.head["id"],
        edition=planned.edition,
        title=planned.title,
        publisher=texts.head.get("publisher", ""),
        label=texts.head.get("label", ""),
        rights=texts.head.get("rights", ""),
        note=texts.head.get("note", ""),
        fictional=texts.fictional,
        copied_from=planned.copied_from,
        begun_by=author.user,
    )
    with db.in_the_name_of(author):
        matrix_editions.add(db, head, lines)
