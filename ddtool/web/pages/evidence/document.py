"""One document: what is known of it, where it is used, changing and removing it."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ddtool.domain.assessment_heads import KeptEvidence
from ddtool.domain.assessments import Evidence
from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict
from ddtool.evidence_files import ACCEPT
from ddtool.sentences import n_
from ddtool.usecases.assessments import read_head
from ddtool.usecases.evidence import change_evidence, remove_evidence, show_with_evidence
from ddtool.usecases.evidence_overview import UsedEvidence, describe_evidence
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.conflicts import Both, conflict_page
from ddtool.web.pages.evidence.filters import days_left
from ddtool.web.pages.evidence.forms import (
    AboutForm,
    RemoveForm,
    ReplaceForm,
    ShownForm,
    about,
)
from ddtool.web.pages.evidence.places import UsedAt, is_fictional, places_of
from ddtool.web.pages.evidence.routes import blueprint

Shown = Response | tuple[str, int] | str

_SAVED = n_("Saved.")
_REMOVED = n_("The document is removed. The history keeps what it said.")
_TITLE = n_("Two people changed this document")


@blueprint.get("/evidence/<uuid:evidence>")
@requires(Right.READ)
def show(evidence: UUID) -> str:
    """Everything known of a document."""
    return document_page(_found(evidence))


@blueprint.post("/evidence/<uuid:evidence>")
@requires(Right.RECORD)
def save(evidence: UUID) -> Shown:
    """Change title, days and address."""
    found = _found(evidence)
    kept = found.document.value
    form = AboutForm()
    form.validate_on_submit()
    form.check_days()
    link = kept.evidence.location
    if kept.file is None and str(form.location.data) != link:
        link = form.checked_link()
    if form.faults:
        return document_page(found, form), 422
    said = Evidence(
        id=str(evidence),
        title=str(form.title.data) or kept.evidence.title,
        document_date=form.document_date.day,
        valid_until=form.valid_until.day,
        location=link,
    )
    try:
        change_evidence(access.database(), access.author(), said, version=form.version.number)
    except Conflict as conflict:
        return _conflict(conflict, said)
    flash(language.translate(_SAVED), "ok")
    return redirect(url_for("evidence.show", evidence=evidence))


@blueprint.post("/evidence/<uuid:evidence>/shown/<uuid:assessment>")
@requires(Right.RECORD)
def shown(evidence: UUID, assessment: UUID) -> Shown:
    """Say what a document shows in one assessment, and nothing else."""
    found = _found(evidence)
    head = read_head(access.database(), access.author(), str(assessment)).value
    form = ShownForm()
    form.validate_on_submit()
    form.check_shown(access.library().criteria_set(head.criteria_set))
    if form.faults:
        return document_page(found, shown_form=form, shown_at=str(assessment)), 422
    show_with_evidence(
        access.database(),
        access.author(),
        str(assessment),
        str(evidence),
        shown=form.shown.ids,
    )
    flash(language.translate(_SAVED), "ok")
    return redirect(url_for("evidence.show", evidence=evidence))


@blueprint.route("/evidence/<uuid:evidence>/remove", methods=["GET", "POST"])
@requires(Right.RECORD)
def remove(evidence: UUID) -> Shown:
    """Ask once more, then take a document away."""
    found = _found(evidence)
    form = RemoveForm(data={"version": found.document.version})
    places = places_of(found)
    if form.validate_on_submit():
        version = form.version.number
        remove_evidence(access.database(), access.author(), str(evidence), version=version)
        flash(language.translate(_REMOVED), "ok")
        address = next((one.address for one in places), url_for("sites.index"))
        return redirect(address)
    return render_template(
        "evidence/remove.html", used=found, places=places, form=form, here_section="sites"
    )


def document_page(
    used: UsedEvidence,
    form: AboutForm | None = None,
    *,
    replace_form: ReplaceForm | None = None,
    shown_form: ShownForm | None = None,
    shown_at: str = "",
) -> str:
    """The page of a document, with whatever form was refused."""
    kept, version = used.document.value, used.document.version
    about_form = form or AboutForm(formdata=None, data=about(kept.evidence, version))
    replacing = replace_form or ReplaceForm(formdata=None, data={"version": version})
    refused = [one for one in (form, replace_form, shown_form) if one is not None]
    places = places_of(used)
    return render_template(
        "evidence/show.html",
        used=used,
        places=[(one, _shown_form(one, shown_form, shown_at)) for one in places],
        days=days_left(kept.evidence.valid_until),
        form=about_form,
        replace_form=replacing,
        faults=[fault for one in refused for fault in one.faults],
        accept=ACCEPT,
        largest=access.settings().max_upload_mb,
        fictional=is_fictional(),
        here_section="sites",
    )


def _shown_form(place: UsedAt, refused: ShownForm | None, at: str) -> ShownForm:
    """Each assessment has a form of its own; ids of its fields stand once on the page."""
    if refused is not None and place.assessment == at:
        return refused
    return ShownForm(formdata=None, data={"shown": place.ids})


def _found(evidence: UUID) -> UsedEvidence:
    return describe_evidence(access.database(), access.author(), str(evidence))


def _conflict(conflict: Conflict[KeptEvidence], mine: Evidence) -> Response:
    """Their version beside mine; all fields are sent again, those that are equal too."""
    theirs = describe_evidence(access.database(), access.author(), mine.id).document.value.evidence
    fields = [
        Both("title", n_("Title"), theirs.title, mine.title),
        *(
            Both(name, label, _iso(getattr(theirs, name)), _iso(getattr(mine, name)), kind="date")
            for name, label in (
                ("document_date", n_("Date of the document")),
                ("valid_until", n_("Valid until")),
            )
        ),
    ]
    return conflict_page(
        conflict,
        title=language.translate(_TITLE),
        action=url_for("evidence.save", evidence=mine.id),
        back=url_for("evidence.show", evidence=mine.id),
        fields=fields,
        more={"location": mine.location},
    )


def _iso(day: object) -> str:
    return day.isoformat() if hasattr(day, "isoformat") else ""
