"""The CSV files of an assessment in a folder."""

from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import TypeVar

from ddtool.domain.assessments import Action, Answer, AnswerCode, Assessment, Evidence, OwnRating
from ddtool.domain.certificates import Certificate
from ddtool.domain.criteria import Rating
from ddtool.sentences import Problem
from ddtool.wording import n_
from ddtool.workbooks import layout
from ddtool.workbooks.cells import Values, shown
from ddtool.workbooks.csv_rows import CsvFile, CsvRow
from ddtool.workbooks.fields import Fields
from ddtool.workbooks.form import Form
from ddtool.workbooks.problems import NotAccepted
from ddtool.workbooks.records import Records, yes_no

T = TypeVar("T")

ANSWER_COLUMNS = ("requirement", "answer", "note", "evidence")
RATING_COLUMNS = ("criterion", "rating", "reason", "open_case")

_TWICE = n_("{found} stands twice")
_ONCE = n_("every id has one row")
_NO_SUCH = n_("{found} is not an id of {set}")
_ACCEPT_IDS = n_("the ids are those of the criteria set")
_NO_EVIDENCE = n_("{id} names the evidence {found}, which is not in the list")
_ADD_EVIDENCE = n_("add it to the evidence, or take its id out")


class AssessmentFiles:
    """Reads the files of one folder; a file that is not there counts as empty."""

    def __init__(self, folder: Path, form: Form, problems: list[Problem]) -> None:
        self._folder = folder
        self._form = form
        self._problems = problems
        self._values = Values(form.translate, in_cells=False)
        self._records = Records(form)

    def certificates(
        self, name: str = "certificates.csv", *, site: str = ""
    ) -> tuple[Certificate, ...]:
        """The certificates of a site; a file that is named has to be there."""
        columns = _codes(layout.CERTIFICATE_COLUMNS)
        required = name == "certificates.csv" and not (self._folder / name).exists()
        return () if required else self._records_of(name, columns, self._certificate_of(site))

    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence."""
        columns = _codes(layout.EVIDENCE_COLUMNS)
        return self._optional("evidence.csv", columns, self._records.evidence)

    def actions(self) -> tuple[Action, ...]:
        """The actions."""
        columns = _codes(layout.ACTION_COLUMNS)
        return self._optional("actions.csv", columns, self._records.action)

    def answers(self) -> tuple[Answer, ...]:
        """The answers, in the order of the file."""
        return self._optional("answers.csv", ANSWER_COLUMNS, self._answer, id="requirement")

    def ratings(self) -> tuple[OwnRating, ...]:
        """The own ratings, in the order of the file."""
        return self._optional("ratings.csv", RATING_COLUMNS, self._rating, id="criterion")

    def check_evidence(self, assessment: Assessment) -> None:
        """Note answers that name evidence which nobody has listed."""
        known = {one.id for one in assessment.evidence}
        for answer in assessment.answers:
            for id in answer.evidence:
                if id not in known:
                    say, found = self._form.translate, shown(id)
                    said = say(_NO_EVIDENCE).format(id=answer.requirement, found=found)
                    problem = Problem("answers.csv", "", said, say(_ADD_EVIDENCE))
                    self._problems.append(problem)

    def _optional(
        self, name: str, columns: Sequence[str], make: Callable[[Fields], T], *, id: str = "id"
    ) -> tuple[T, ...]:
        if not (self._folder / name).exists():
            return ()
        return self._records_of(name, columns, make, id=id)

    def _records_of(
        self, name: str, columns: Sequence[str], make: Callable[[Fields], T], *, id: str = "id"
    ) -> tuple[T, ...]:
        file = CsvFile(self._folder / name, self._problems, self._form.translate)
        seen: set[str] = set()
        made = []
        for row in file.rows(columns, required=columns[:2]):
            fields = self._fields(file, row)
            own = fields.text(id)
            if own in seen and own:
                file.note(row.line, _TWICE, _ONCE, found=shown(own))
            seen.add(own)
            made.append(make(fields))
        return tuple(made)

    def _fields(self, file: CsvFile, row: CsvRow) -> Fields:
        def note(column: str, problem: NotAccepted) -> None:
            place = f"{row.line}, {column}"
            self._problems.append(Problem(file.name, place, problem.found, problem.accepted))

        return Fields(row.values, self._values, self._form.lists, note)

    def _certificate_of(self, site: str) -> Callable[[Fields], Certificate]:
        def make(fields: Fields) -> Certificate:
            certificate = self._records.certificate(fields)
            self._records.check_sites(fields, certificate, site)
            return certificate

        return make

    def _answer(self, fields: Fields) -> Answer:
        requirement = fields.text("requirement")
        self._check_known(fields, "requirement", requirement, self._form.criteria_set.criterion_of)
        word = str(fields.raw("answer") or "").strip()
        unanswered = AnswerCode.UNANSWERED.value
        code = None if word == unanswered else fields.word("answer", layout.ANSWERS)
        return Answer(
            requirement=requirement,
            answer=AnswerCode(code or unanswered),
            note=fields.text("note"),
            evidence=fields.ids("evidence"),
        )

    def _rating(self, fields: Fields) -> OwnRating:
        criterion = fields.text("criterion")
        self._check_known(fields, "criterion", criterion, self._form.criteria_set.by_number)
        code = fields.word("rating", layout.RATINGS)
        return OwnRating(
            criterion=criterion,
            rating=Rating(code) if code else None,
            reason=fields.text("reason"),
            open_case=yes_no(fields, "open_case") or False,
        )

    def _check_known(self, fields: Fields, column: str, id: str, known: Container[str]) -> None:
        if id not in known:
            say, chosen = self._form.translate, self._form.criteria_set.short_title
            found = say(_NO_SUCH).format(found=shown(id), set=chosen)
            fields.note(column, found, say(_ACCEPT_IDS))


def _codes(columns: Sequence[layout.Column]) -> tuple[str, ...]:
    return tuple(column.code for column in columns)
