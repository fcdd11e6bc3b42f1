"""Certificates, evidence and actions from the values of one row, whatever file they came from."""

from collections.abc import Callable

from ddtool.domain.assessments import Action, ActionState, Evidence
from ddtool.domain.certificates import (
    Certificate,
    CertificateStatus,
    EvidenceType,
    Nonconformity,
    ResultBasis,
)
from ddtool.wording import n_
from ddtool.workbooks import layout
from ddtool.workbooks.cells import shown
from ddtool.workbooks.choices import UNKNOWN
from ddtool.workbooks.fields import Fields
from ddtool.workbooks.form import Form
from ddtool.workbooks.results import ResultValues

_EMPTY = n_("the cell is empty")
_FILL_IN = n_("it has to be filled in")
_NO_SUCH_ID = n_("{found} is no criterion or requirement of {set}")
_NO_SUCH_CRITERION = n_("{found} is no criterion of {set}")
_NOT_ITS_PART = n_("{found} does not belong to criterion {criterion}")
_ACCEPT_IDS = n_("accepted are the numbers on the criteria sheets, such as {example}")


class Records:
    """Reads rows into values of the domain, against one set of criteria."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._set = form.criteria_set
        self._translate = form.translate

    def certificate(self, fields: Fields) -> Certificate:
        """A certificate. An empty basis counts as audited, as in the matching rules."""
        basis = fields.word("result_basis", layout.RESULT_BASES) or ResultBasis.AUDITED.value
        gravest = fields.word("open_nonconformity", layout.NONCONFORMITIES)
        kind = fields.word("evidence_type", layout.EVIDENCE_TYPES)
        standard = self._standard(fields)
        known = self._form.standards.by_id.get(standard)
        return Certificate(
            id=self._filled(fields, "id"),
            standard=standard,
            edition=fields.text("edition"),
            evidence_type=EvidenceType(kind or EvidenceType.THIRD_PARTY.value),
            status=CertificateStatus(
                fields.word("status", layout.STATUSES) or CertificateStatus.ACTIVE.value
            ),
            issued=fields.read("issued", fields.parse.day, None),
            valid_until=fields.read("valid_until", fields.parse.day, None),
            last_audit=fields.read("last_audit", fields.parse.day, None),
            sites=fields.items("sites"),
            areas=fields.items("areas"),
            activities=fields.read("activities", self._activities(fields), ()),
            accredited=yes_no(fields, "accredited"),
            result_basis=None if basis == UNKNOWN else ResultBasis(basis),
            has_report=yes_no(fields, "has_report") or False,
            results=fields.read("results", ResultValues(known, self._translate).read, {}),
            companions=fields.items("companions"),
            nonconformity=Nonconformity(gravest) if gravest else None,
            number=fields.text("number"),
            body=fields.text("body"),
            status_since=fields.read("status_since", fields.parse.day, None),
            note=fields.text("note"),
        )

    def evidence(self, fields: Fields) -> Evidence:
        """A piece of evidence; what it shows has to be in the set."""
        requirements = fields.ids("requirements")
        for id in requirements:
            self.check_id(fields, "requirements", id)
        return Evidence(
            id=self._filled(fields, "id"),
            title=self._filled(fields, "title"),
            document_date=fields.read("document_date", fields.parse.day, None),
            valid_until=fields.read("valid_until", fields.parse.day, None),
            requirements=requirements,
            location=fields.text("location"),
            sha256=fields.text("sha256"),
        )

    def action(self, fields: Fields) -> Action:
        """An action; the criterion and requirement it serves have to be in the set."""
        state = fields.word("state", layout.ACTION_STATES) or ActionState.PLANNED.value
        criterion, requirement = self._served(fields)
        return Action(
            id=self._filled(fields, "id"),
            criterion=criterion,
            title=self._filled(fields, "title"),
            requirement=requirement,
            owner=fields.text("owner"),
            due=fields.read("due", fields.parse.day, None),
            state=ActionState(state),
            cost=fields.text("cost"),
            closure=fields.text("closure"),
        )

    def check_id(self, fields: Fields, column: str, id: str) -> None:
        """Note an id that is neither a criterion nor a requirement of the set."""
        if id not in self._set.by_number and id not in self._set.criterion_of:
            self._refuse(fields, column, _NO_SUCH_ID, found=shown(id))

    def _activities(self, fields: Fields) -> Callable[[object], tuple[str, ...]]:
        return lambda value: fields.parse.words(value, self._form.activities)

    def _standard(self, fields: Fields) -> str:
        if not fields.text("standard"):
            return self._filled(fields, "standard")
        return fields.word("standard", layout.STANDARDS) or ""

    def _served(self, fields: Fields) -> tuple[str, str]:
        """The criterion and the requirement; the criterion may be left to the requirement."""
        criterion, requirement = fields.text("criterion"), fields.text("requirement")
        owner = self._set.criterion_of.get(requirement)
        if requirement and owner is None:
            self._refuse(fields, "requirement", _NO_SUCH_ID, found=shown(requirement))
        if not criterion and owner is not None:
            return owner.number, requirement
        if criterion and criterion not in self._set.by_number:
            self._refuse(fields, "criterion", _NO_SUCH_CRITERION, found=shown(criterion))
        elif criterion and owner is not None and owner.number != criterion:
            found = shown(requirement)
            self._refuse(fields, "requirement", _NOT_ITS_PART, found=found, criterion=criterion)
        return criterion or self._filled(fields, "criterion"), requirement

    def _refuse(self, fields: Fields, column: str, sentence: str, **values: str) -> None:
        said = self._translate(sentence).format(set=self._set.short_title, **values)
        part = next((part for one in self._set.criteria for part in one.assessed), None)
        example = part.id if part else ""
        fields.note(column, said, self._translate(_ACCEPT_IDS).format(example=example))

    def _filled(self, fields: Fields, column: str) -> str:
        text = fields.text(column)
        if not text:
            fields.note(column, self._translate(_EMPTY), self._translate(_FILL_IN))
        return text


def yes_no(fields: Fields, column: str) -> bool | None:
    """Yes, no, or None where nothing stands."""
    code = fields.word(column, layout.YES_NO)
    return None if code is None else code == "yes"
