"""The form of a certificate: only the fields that its standard and the cells about it need."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_wtf.file import FileField

from ddtool.domain.assessments import Site
from ddtool.domain.certificate_needs import CertificateNeeds, ResultNeed
from ddtool.domain.certificates import (
    Certificate,
    CertificateStatus,
    EvidenceType,
    Nonconformity,
    ResultBasis,
)
from ddtool.domain.site_names import site_names
from ddtool.sentences import n_
from ddtool.web import access, language
from ddtool.web.forms import (
    Choice,
    Day,
    Form,
    LongWords,
    Radio,
    Several,
    Ticked,
    Version,
    Words,
    said,
)
from ddtool.wording.typed import percentage_fault

RESULT = "result-"
"""Stands before the place of a result in the names of its field."""

YES, NO, UNKNOWN = "yes", "no", "unknown"

_NOT_STATED = n_("not stated")
_NOT_CHECKED = n_("Not checked")
_YES, _NO, _NOT_KNOWN = n_("Yes"), n_("No"), n_("Not known")
_NO_UNTIL = n_('Enter the day until which it is valid, or tick "No day is stated".')
_BOTH_UNTIL = n_('Enter the day until which it is valid or tick "No day is stated", not both.')
_IN_FUTURE = n_("The last audit ({day}) lies in the future; enter a day up to {today}.")
_ENDS_BEFORE = n_("It ends on {last}, before it was issued on {first}; correct one of the two.")
_AREA_OF = n_("{area} ({sites})")
_LONGEST_SITES = 2_000


class CertificateForm(Form):
    """Everything that can be asked about a certificate; what a standard does not need is taken out.

    Results have a field each, see :func:`make_form`.
    """

    edition = Choice(n_("Edition"))
    number = Words(n_("Number on the document"))
    body = Words(n_("Issued by"))
    accredited = Radio(n_("Is the body accredited for this standard?"))
    proof = Choice(n_("Who stands behind it"))
    basis = Radio(n_("How was it reached?"))
    issued = Day(n_("Issued"))
    valid_until = Day(n_("Valid until"))
    no_until = Ticked(n_("No day is stated"))
    last_audit = Day(n_("Last audit"))
    status = Choice(n_("Status"))
    status_since = Day(n_("Status since"))
    sites = Several(n_("Sites named in the certificate or its annex"))
    other_sites = LongWords(n_("It names other sites too"), most=_LONGEST_SITES)
    areas = Several(n_("Areas of the sites inside the certificate"))
    activities = Several(n_("Activities in the scope statement"))
    companions = Several(n_("Companion documents held"))
    report = Radio(n_("Can you show the audit report itself?"))
    nonconformity = Choice(n_("Gravest nonconformity still open"))
    note = LongWords(n_("Note"))
    document = FileField(n_("Document"))
    version = Version()

    needs: CertificateNeeds
    results: Mapping[str, ResultNeed]
    site_ids: Mapping[str, str]
    area_names: Mapping[str, str]

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field by itself, then what only several together can tell."""
        good = bool(super().validate(extra_validators))
        before = len(self.faults)
        self._check_days()
        for name in self.results:
            self._check_number(name)
        return good and len(self.faults) == before

    def _check_days(self) -> None:
        until = self.valid_until
        if not until.errors and not until.data and not self.no_until.data:
            self.refuse(until, [said(_NO_UNTIL)])
        if until.data and self.no_until.data:
            self.refuse(until, [said(_BOTH_UNTIL)])
        if self.issued.day and until.day and self.issued.day > until.day:
            last, first = _day(until.day), _day(self.issued.day)
            self.refuse(until, [said(_ENDS_BEFORE, last=last, first=first)])
        if "last_audit" in self and self.last_audit.day and self.last_audit.day > access.today():
            day, today = _day(self.last_audit.day), _day(access.today())
            self.refuse(self.last_audit, [said(_IN_FUTURE, day=day, today=today)])

    def _check_number(self, name: str) -> None:
        text = str(self[name].data or "")
        fault = percentage_fault(text) if text and not self.results[name].scale else None
        if fault:
            self.refuse(self[name], [said(fault, text=text[:40])])


def make_form(
    needs: CertificateNeeds,
    sites: Sequence[Site],
    known: Certificate | None = None,
    *,
    formdata: Any = ...,
    data: Mapping[str, Any] | None = None,
) -> CertificateForm:
    """The form for a certificate of one standard, held by an organisation with these sites."""
    results = {f"{RESULT}{number}": one for number, one in enumerate(needs.results, start=1)}
    fields = {name: _result_field(one) for name, one in results.items()}
    if not needs.editions:
        fields["edition"] = Words(n_("Edition"))
    bound = type("BoundCertificateForm", (CertificateForm,), fields)
    given = {} if formdata is ... else {"formdata": formdata}
    form: CertificateForm = bound(data=data, **given)
    form.needs, form.results = needs, results
    _offer(form, needs, known)
    _offer_scope(form, sites, known)
    for name in _not_needed(needs, form):
        del form[name]
    return form


def _result_field(need: ResultNeed) -> Any:
    return Choice(need.name) if need.scale else Words(need.name, most=20)


def _offer(form: CertificateForm, needs: CertificateNeeds, known: Certificate | None) -> None:
    voice, say = language.voice(), language.translate
    if needs.editions:
        editions = [(one.id, one.title or one.id) for one in needs.editions]
        held = known.edition if known else ""
        more = [(held, held)] if held and held not in dict(editions) else []
        form.edition.choices = [*editions, *more, ("", say(_NOT_STATED))]
    unknown = (UNKNOWN, say(_NOT_CHECKED))
    form.accredited.choices = [(YES, say(_YES)), (NO, say(_NO)), unknown]
    form.report.choices = [(YES, say(_YES)), (NO, say(_NO))]
    form.proof.choices = [(one.value, voice.words(one)) for one in EvidenceType]
    bases = [(one.value, voice.words(one)) for one in ResultBasis]
    form.basis.choices = [*bases, (UNKNOWN, say(_NOT_KNOWN))]
    statuses = [(one.value, voice.words(one)) for one in CertificateStatus]
    form.status.choices = [("", say(_NOT_STATED)), *statuses]
    gravest = [(one.value, voice.words(one)) for one in Nonconformity]
    form.nonconformity.choices = [("", say(_NOT_STATED)), *gravest]
    form.companions.choices = [(_plain(one), one) for one in needs.companions]
    for name, need in form.results.items():
        if need.scale:
            words = [(word, word) for word in need.scale]
            form[name].choices = [("", say(_NOT_STATED)), *words]


def _offer_scope(form: CertificateForm, sites: Sequence[Site], known: Certificate | None) -> None:
    """Sites by their names and areas by theirs; texts without commas, so that lists stay lists."""
    voice = language.voice()
    names = site_names(sites)
    form.site_ids = {_plain(name): id for id, name in names.items()}
    form.sites.choices = [(_plain(name), name) for name in names.values()]
    areas = [area for site in sites for area in site.areas]
    areas = list(dict.fromkeys([*areas, *(known.areas if known else ())]))
    form.area_names = {_plain(area): area for area in areas}
    form.areas.choices = [(plain, _where(area, sites)) for plain, area in form.area_names.items()]
    form.activities.choices = [
        (term.id, voice.activities([term.id])) for term in voice.vocabulary.activities
    ]


def _where(area: str, sites: Sequence[Site]) -> str:
    """An area with the sites that have it, where there is more than one site to think of."""
    having = [one.name for one in sites if area in one.areas]
    if not having or len(sites) == 1:
        return area
    return said(_AREA_OF, area=area, sites=language.voice().list_of(having))


def _not_needed(needs: CertificateNeeds, form: CertificateForm) -> list[str]:
    wanted = {
        "accredited": needs.accreditation,
        "proof": needs.proof,
        "basis": needs.audit,
        "last_audit": needs.audit,
        "nonconformity": needs.audit,
        "report": needs.report,
        "companions": bool(needs.companions),
        "areas": bool(form.area_names),
    }
    return [name for name, asked in wanted.items() if not asked]


def _plain(text: str) -> str:
    return text.replace(",", ";")


def _day(day: date) -> str:
    return language.voice().day(day).text
