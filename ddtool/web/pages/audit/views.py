"""Two pages and their files: the audit trail, and who has looked at an organisation's data."""

from collections.abc import Callable, Iterator
from typing import Any

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from ddtool.domain.audit import AuditLine
from ddtool.domain.people import Right, Role
from ddtool.usecases.audit import (
    FORMATS,
    AuditPage,
    accesses_page,
    audit_file,
    audit_page,
    deed_word,
    lines_of_accesses,
    lines_of_audit,
    seen_word,
)
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.downloads import SPREADSHEET, handed_out
from ddtool.web.pages.audit.filters import SearchForm, asked, asked_before
from ddtool.wording.fields import field_word

blueprint = Blueprint("audit", __name__)

_TYPES = {"csv": "text/csv", "xlsx": SPREADSHEET, "jsonl": "application/x-ndjson"}
_KINDS = ", ".join(FORMATS)
_NOTHING = AuditPage(())


@blueprint.get("/audit")
@requires(Right.ADMINISTER)
def index() -> Any:
    """The history of the whole installation, searched."""
    return _shown("audit/index.html", audit_page, here_section="audit")


@blueprint.get("/accesses", endpoint="accesses")
@requires(Right.SUBMIT)
def looks() -> Any:
    """Who has looked at the data of the reader's organisation."""
    return _shown("audit/accesses.html", accesses_page, here_section="accesses")


@blueprint.get(f"/audit/audit.<any({_KINDS}):kind>")
@requires(Right.ADMINISTER)
def export(kind: str) -> Response:
    """All that is looked for, as a file."""
    return _file(kind, "audit", lines_of_audit)


@blueprint.get(f"/accesses/accesses.<any({_KINDS}):kind>")
@requires(Right.SUBMIT)
def export_accesses(kind: str) -> Response:
    """Everybody who has looked, as a file."""
    return _file(kind, "accesses", lines_of_accesses)


def _shown(template: str, find: Callable[..., AuditPage], *, here_section: str) -> Any:
    form, before = asked(), asked_before()
    page = _NOTHING
    if not form.errors:
        page = find(access.database(), access.author(), form.wanted, before=before)
    return render_template(
        template,
        form=form,
        faults=form.faults,
        page=page,
        first=before is None,
        kinds=tuple(FORMATS),
        seen=_seen,
        verb=lambda line: language.translate(deed_word(line)),
        field_names=_field_names,
        role=_role,
        here_section=here_section,
    ), (422 if form.errors else 200)


def _file(kind: str, name: str, find: Callable[..., Iterator[AuditLine]]) -> Response:
    form: SearchForm = asked()
    wanted = form.wanted
    lines = () if form.errors else find(access.database(), access.author(), wanted)
    today = access.today()
    about = language.voice().day(today).text
    content = audit_file(kind, lines, language.voice(), about=about)
    named = f"{name}-{today.isoformat()}.{kind}"
    return handed_out(content, name=named, media_type=_TYPES[kind], size=len(content))


def _seen(line: AuditLine) -> str:
    return language.translate(seen_word(line))


def _field_names(line: AuditLine) -> str:
    """The fields that were changed, as people know them; never what stands in them.

    Of what came or went as a whole they say nothing. Files name them all.
    """
    if line.verb != "changed":
        return ""
    words = (field_word(name) for name in line.fields)
    return ", ".join(language.translate(word) for word in words if word)


def _role(line: AuditLine) -> str:
    role = next((one for one in Role if one.value == line.role), None)
    return language.voice().words(role) if role else ""
