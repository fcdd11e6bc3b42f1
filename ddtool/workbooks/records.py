"""Certificates, evidence and actions from the values of one row, whatever file they came from."""

import re
from collections.abc import Callable
from datetime import date

from ddtool.domain.assessments import Action, ActionState, Evidence
from ddtool.domain.certificates import (
    Certificate,
    CertificateStatus,
    EvidenceType,
    Nonconformity,
    ResultBasis,
)
from ddtool.domain.typed import is_below_nothing, is_beyond_sense
from ddtool.wording import n_
from ddtool.workbooks import layout
from ddtool.workbooks.cells import shown
from ddtool.workbooks.choices import UNKNOWN
from ddtool.workbooks.fields import Fields
from ddtool.workbooks.form import Form
from ddtool.workbooks.results import ResultValues

_EMPTY = n_("the cell is empty")
_NO_VALUE = n_("no value is given")
_FILL_IN = n_("it has to be filled in")
_NO_SUCH_ID = n_("{found} is no criterion or requirement of {set}")
_NO_SUCH_CRITERION = n_("{found} is no criterion of {set}")
_NOT_ITS_PART = n_("{found} does not belong to criterion {criterion}")
_ACCEPT_IDS = n_("accepted are the numbers on the criteria sheets, such as {example}")


_OTHER_SITE = n_("{found} is not the site id {site}, letter for letter")
_DO_YOU_MEAN = n_("do you mean {name}?")
_ENDS_BEFORE = n_("the certificate ends on {last}, before it was issued on {first}")
_CORRECT_ONE = n_("correct one of the two days")
_BELOW_NOTHING = n_("a cost of {found} is below nought")
_BEYOND_SENSE = n_("a cost of {found} is too much to be meant")
_ACCEPT_COST = n_("accepted is what it costs, such as 12,000 EUR, or nothing")
_NO_SHA256 = n_("{found} is no SHA-256 hash")
_ACCEPT_SHA256 = n_("accepted are 64 digits 0 to 9 and letters a to f, or nothing")

_SHA256 = re.compile(r"[0-9A-Fa-f]{64}")


class Records:
    """Reads rows into values of the domain, against one set of criteria."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._set = form.criteria_set
        self._translate = form.translate

    def certificate(self, fields: Fields) -> Certificate:
        """A certificate. What nobody has filled in is not known, and nothing good is presumed."""
        basis = fields.word("result_basis", layout.RESULT_BASES) or UNKNOWN
        status = fields.word("status", layout.STATUSES)
        gravest = fields.word("open_nonconformity", layout.NONCONFORMITIES)
        kind = fields.word("evidence_type", layout.EVIDENCE_TYPES)
        standard = self._standard(fields)
        known = self._form.standards.by_id.get(standard)
        issued, valid_until = self._issued(fields)
        return Certificate(
            id=self._filled(fields, "id"),
            standard=standard,
            edition=fields.text("edition"),
            evidence_type=EvidenceType(kind or EvidenceType.THIRD_PARTY.value),
            status=CertificateStatus(status) if status else None,
            issued=issued,
            valid_until=valid_until,
            last_audit=fields.read("last_audit", fields.parse.day, None),
            sites=fields.ids("sites"),
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
            sha256=self._sha256(fields),
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
            cost=self._cost(fields),
            closure=fields.text("closure"),
            root_cause=fields.text("root_cause"),
            judgement=fields.text("judgement"),
            judged_by=fields.text("judged_by"),
        )

    def check_sites(self, fields: Fields, certificate: Certificate, site: str) -> None:
        """Note a site that is named almost as this one is; it would count as another site."""
        for name in certificate.sites:
            if name != site and _squeezed(name) == _squeezed(site):
                found = self._translate(_OTHER_SITE).format(found=shown(name), site=shown(site))
                fields.note("sites", found, self._translate(_DO_YOU_MEAN).format(name=site))

    def check_id(self, fields: Fields, column: str, id: str) -> None:
        """Note an id that is neither a criterion nor a requirement of the set."""
        if id not in self._set.by_number and id not in self._set.criterion_of:
            self._refuse(fields, column, _NO_SUCH_ID, found=shown(id))

    def _issued(self, fields: Fields) -> tuple[date | None, date | None]:
        """The first and the last day of a certificate."""
        issued = fields.read("issued", fields.parse.day, None)
        valid_until = fields.read("valid_until", fields.parse.day, None)
        if issued and valid_until and issued > valid_until:
            found = self._translate(_ENDS_BEFORE).format(last=valid_until, first=issued)
            fields.note("valid_until", found, self._translate(_CORRECT_ONE))
        return issued, valid_until

    def _cost(self, fields: Fields) -> str:
        text = fields.text("cost")
        if is_below_nothing(text) or is_beyond_sense(text):
            fault = _BELOW_NOTHING if is_below_nothing(text) else _BEYOND_SENSE
            found = self._translate(fault).format(found=shown(text))
            fields.note("cost", found, self._translate(_ACCEPT_COST))
        return text

    def _sha256(self, fields: Fields) -> str:
        text = fields.text("sha256")
        if text and not _SHA256.fullmatch(text):
            found = self._translate(_NO_SHA256).format(found=shown(text))
            fields.note("sha256", found, self._translate(_ACCEPT_SHA256))
        return text

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
            empty = _EMPTY if fields.parse.in_cells else _NO_VALUE
            fields.note(column, self._translate(empty), self._translate(_FILL_IN))
        return text


def _squeezed(name: str) -> str:
    return "".join(name.split()).casefold()


def yes_no(fields: Fields, column: str) -> bool | None:
    """Yes, no, or None where nothing stands."""
    code = fields.word(column, layout.YES_NO)
    return None if code is None else code == "yes"
