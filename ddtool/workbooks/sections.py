"""The sheets of criteria: one flat table per section, a row per criterion and requirement."""

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from ddtool.domain.applicability import Applies
from ddtool.domain.assessments import Answer, AnswerCode, Assessment, OwnRating
from ddtool.domain.criteria import Criterion, Rating, Requirement, Section
from ddtool.spreadsheets.writing import Style, Value
from ddtool.wording import n_, pack_word
from ddtool.workbooks import layout
from ddtool.workbooks.applicability import Mark, Marks
from ddtool.workbooks.form import Form
from ddtool.workbooks.layout import CRITERIA_COLUMNS, FIRST_ROW, Kind
from ddtool.workbooks.looks import WorkbookLooks, tone
from ddtool.workbooks.tables import LAST_CHECKED_ROW, Book, Table

_LEAD = n_("{set}, {label}. White cells are yours; grey cells are not meant for their row.")
_WHOLE = n_("How do you rate the criterion as a whole, and why?")
_FOR_EXAMPLE = n_("Evidence, for example: {examples}.")

_TONED: Sequence[AnswerCode] = [code for code in AnswerCode if code is not AnswerCode.UNANSWERED]


class SectionSheets:
    """Writes the sections of one assessment."""

    def __init__(self, book: Book, form: Form, assessment: Assessment) -> None:
        self._book = book
        self._form = form
        self._assessment = assessment
        self._looks: WorkbookLooks = book.looks
        site_sheet = form.translate(layout.SITE_TITLE)
        self._marks = Marks(assessment.site, form.vocabulary, site_sheet, form.translate)

    def write(self, section: Section, title: str) -> None:
        """One sheet."""
        chosen = self._form.criteria_set
        lead = self._form.translate(_LEAD).format(
            set=chosen.title, label=pack_word(chosen.label, self._form.translate)
        )
        table = Table(self._book, title, CRITERIA_COLUMNS, lead=lead)
        for criterion in chosen.in_section(section):
            self._add_criterion(table, criterion)
            if criterion.requirements:
                for requirement in criterion.requirements:
                    self._add_requirement(table, criterion, requirement)
        table.check_columns()
        self._colour(table)
        table.finish(freeze=f"C{FIRST_ROW}")

    def _add_criterion(self, table: Table, criterion: Criterion) -> None:
        mark = self._marks.of_criterion(criterion)
        whole = criterion.requirements == ()
        rating = self._rating(criterion, mark)
        answer = self._answer(criterion.assessed[0], mark) if whole else None
        note = _joined(rating.reason, answer.note if answer else "")
        values: list[Value] = [
            _number(criterion.number),
            criterion.title,
            self._form.translate(_WHOLE),
            _lines(mark.text, criterion.summary, self._examples(criterion.evidence)),
            self._answer_word(answer),
            note,
            "; ".join(answer.evidence) if answer else None,
            self._word(layout.RATINGS, rating.rating.value) if rating.rating else None,
            self._word(layout.YES_NO, "yes") if rating.open_case else None,
        ]
        looks = self._looks
        open_to = looks.off_input if mark.applies is Applies.NO else looks.input
        shut = open_to(Kind.WORD) if whole else looks.shut
        named = open_to(Kind.CODE) if whole else looks.shut
        open_cell = open_to(Kind.TEXT)
        styles = [looks.number, looks.strong, looks.off, looks.off, shut, open_cell, named]
        table.add(values, [*styles, open_cell, open_cell])

    def _add_requirement(
        self, table: Table, criterion: Criterion, requirement: Requirement
    ) -> None:
        mark = self._marks.of_requirement(criterion, requirement)
        answer = self._answer(requirement, mark)
        examples = self._examples(requirement.evidence)
        values: list[Value] = [
            requirement.id,
            requirement.text,
            requirement.question,
            _lines(mark.text, requirement.guidance, examples),
            self._answer_word(answer),
            answer.note,
            "; ".join(answer.evidence),
            None,
            None,
        ]
        table.add(values, self._requirement_styles(mark))

    def _requirement_styles(self, mark: Mark) -> list[Style]:
        looks = self._looks
        off = mark.applies is Applies.NO
        text = looks.off if off else looks.fixed
        quiet = looks.off if off else looks.quiet
        open_to = looks.off_input if off else looks.input
        inputs = [open_to(kind) for kind in (Kind.WORD, Kind.TEXT, Kind.CODE)]
        return [looks.id, text, text, quiet, *inputs, looks.shut, looks.shut]

    def _answer(self, requirement: Requirement, mark: Mark) -> Answer:
        """The answer given; where none is and the facts switch the row off, "not applicable"."""
        given = self._assessment.answer_to.get(requirement.id, Answer(requirement.id))
        if given.answer is AnswerCode.UNANSWERED and mark.applies is Applies.NO:
            note = given.note or mark.text
            return Answer(requirement.id, AnswerCode.NOT_APPLICABLE, note, given.evidence)
        return given

    def _rating(self, criterion: Criterion, mark: Mark) -> OwnRating:
        given = self._assessment.rating_of.get(criterion.number, OwnRating(criterion.number))
        if given.rating is None and mark.applies is Applies.NO:
            reason = given.reason or mark.text
            return OwnRating(criterion.number, Rating.NOT_APPLICABLE, reason, given.open_case)
        return given

    def _answer_word(self, answer: Answer | None) -> str | None:
        if answer is None or answer.answer is AnswerCode.UNANSWERED:
            return None
        return self._word(layout.ANSWERS, answer.answer.value)

    def _word(self, choices: str, code: str) -> str:
        return self._form.lists[choices].word(code)

    def _examples(self, evidence: Sequence[str]) -> str:
        if not evidence:
            return ""
        return self._form.translate(_FOR_EXAMPLE).format(examples="; ".join(evidence))

    def _colour(self, table: Table) -> None:
        answers, ratings = table.letter("answer"), table.letter("rating")
        for code in _TONED:
            self._tone(table.sheet, answers, self._word(layout.ANSWERS, code.value), code)
        for rating in Rating:
            self._tone(table.sheet, ratings, self._word(layout.RATINGS, rating.value), rating)

    def _tone(self, sheet: Worksheet, letter: str, word: str, verdict: AnswerCode | Rating) -> None:
        quoted = word.replace('"', '""')
        cells = f"{letter}{FIRST_ROW}:{letter}{LAST_CHECKED_ROW}"
        rule = tone(f'${letter}{FIRST_ROW}="{quoted}"', verdict)
        sheet.conditional_formatting.add(cells, rule)


def _number(number: str) -> Value:
    """A whole number is written as one: as text, spreadsheet programs mark it as a mistake."""
    return int(number) if number.isascii() and number.isdigit() and number[0] != "0" else number


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _joined(reason: str, note: str) -> str:
    return reason if note in ("", reason) else _lines(reason, note)
