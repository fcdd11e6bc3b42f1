"""The pages of which pictures are taken, and what fills the places in their addresses."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from soak.served import DATABASE

LEAD = "jana.fichtner@auental.example"
MINER = "lucia.quispe@lomas-de-tirso.example"
OTHER = "nurul.hassan@straits-lantern.example"
ASSESSOR = "ravi.menon@veridia-audits.example"
ADMIN = "ilse.brandt@programme.example"
NOBODY = ""


class Taken(NamedTuple):
    """A page to take: the name of its pictures, who looks at it, and its address.

    Places in the address, such as ``{open}``, are filled from the demonstration.
    """

    name: str
    who: str
    address: str
    status: int = 200


_OF_ASSESSMENTS = (
    Taken("tasks", LEAD, "/assessments/{closed}"),
    Taken("tasks-open", MINER, "/assessments/{open}"),
    Taken("criterion", MINER, "/assessments/{open}/criteria/17"),
    Taken("criterion-long", MINER, "/assessments/{open}/criteria/29"),
    Taken("criterion-locked", LEAD, "/assessments/{closed}/criteria/17"),
    Taken("settings", MINER, "/assessments/{open}/settings"),
    Taken("archive-assessment", MINER, "/assessments/{open}/archive"),
    Taken("coverage", LEAD, "/assessments/{closed}/coverage"),
    Taken("coverage-day", MINER, "/assessments/{open}/coverage?day=2028-03-01"),
    Taken("gates", LEAD, "/assessments/{closed}/coverage/17/{certificate}"),
    Taken("look-ahead", LEAD, "/assessments/{closed}/look-ahead"),
    Taken("look-ahead-day", MINER, "/assessments/{open}/look-ahead?day=2028-03-01"),
    Taken("what-if", MINER, "/assessments/{open}/what-if?hold=SA8000&hold=TSM"),
    Taken("gaps", MINER, "/assessments/{open}/gaps"),
    Taken("plan", LEAD, "/assessments/{closed}/plan"),
    Taken("plan-new", MINER, "/assessments/{open}/plan/new"),
    Taken("plan-edit", LEAD, "/assessments/{closed}/plan/{action}"),
    Taken("last-cycle", MINER, "/assessments/{open}/last-cycle"),
    Taken("evidence", MINER, "/assessments/{open}/evidence"),
    Taken("workbook", MINER, "/assessments/{open}/workbook"),
    Taken("reports", MINER, "/assessments/{open}/reports"),
    Taken("exchange", MINER, "/assessments/{open}/exchange"),
    Taken("submit", MINER, "/assessments/{open}/submission"),
    Taken("submitted", LEAD, "/assessments/{closed}/submission"),
    Taken("assessor", LEAD, "/assessments/{closed}/assessor"),
    Taken("thread", LEAD, "/assessments/{closed}/assessor/threads/17"),
    Taken("history", MINER, "/assessments/{open}/history"),
)

_OF_THE_ORGANISATION = (
    Taken("portfolio", ADMIN, "/portfolio/"),
    Taken("programme-settings", ADMIN, "/programme/settings"),
    Taken("programme-limits", ADMIN, "/programme/settings/limits"),
    Taken("programme-report", ADMIN, "/programme/settings/report"),
    Taken("portfolio-own", MINER, "/portfolio/"),
    Taken("audit", ADMIN, "/audit"),
    Taken("audit-fault", ADMIN, "/audit?first=2026-12-01&last=2026-11-01", status=422),
    Taken("accesses", LEAD, "/accesses"),
    Taken("portfolio-nothing", ADMIN, "/portfolio/?words=nowhere"),
    Taken("matrices", ADMIN, "/matrices"),
    Taken("matrices-begin", ADMIN, "/matrices/begin?of=demo@2026.11"),
    Taken("matrices-workbook", ADMIN, "/matrices/workbook"),
    Taken("matrices-table", ADMIN, "/matrices/drafts/{draft}"),
    Taken("matrices-list", ADMIN, "/matrices/drafts/{draft}?view=list&standing=waiting"),
    Taken("matrices-line", ADMIN, "/matrices/drafts/{draft}/lines/{line}"),
    Taken("matrices-line-edit", ADMIN, "/matrices/drafts/{draft}/lines/{line}/edit"),
    Taken("matrices-issue", ADMIN, "/matrices/drafts/{draft}/issue"),
    Taken("packs", ADMIN, "/criteria"),
    Taken("packs-load", ADMIN, "/packs/load"),
    Taken("packs-use", ADMIN, "/packs/sets/rra@2.0/use"),
    Taken("matrices-history", ADMIN, "/matrices/drafts/{draft}/history"),
    Taken("sites", LEAD, "/sites"),
    Taken("sites-other", OTHER, "/sites"),
    Taken("site", LEAD, "/sites/{site}"),
    Taken("organisations", ADMIN, "/programme/organisations"),
    Taken("site-new", LEAD, "/sites/new"),
    Taken("bring", LEAD, "/assessments/bring"),
    Taken("site-archive", LEAD, "/sites/{site}/archive"),
    Taken("site-change", LEAD, "/sites/{site}/change"),
    Taken("assessment-new", LEAD, "/sites/{site}/assessments/new"),
    Taken("evidence-document", LEAD, "/evidence/{evidence}"),
    Taken("certificates", LEAD, "/certificates"),
    Taken("certificate", LEAD, "/certificates/{certificate}"),
    Taken("certificate-new", LEAD, "/certificates/new"),
    Taken("certificate-form", LEAD, "/certificates/new?standard=IRMA"),
    Taken("certificate-remove", LEAD, "/certificates/{certificate}/remove"),
    Taken("certificate-list", LEAD, "/certificates/list"),
    Taken("people", LEAD, "/people"),
    Taken("reminders", LEAD, "/reminders"),
    Taken("history-site", LEAD, "/history/site/{site}"),
)

_OF_EVERYBODY = (
    Taken("sign-in", NOBODY, "/sign-in"),
    Taken("cannot-sign-in", NOBODY, "/cannot-sign-in"),
    Taken("account", LEAD, "/account"),
    Taken("password", LEAD, "/account/password"),
    Taken("second-factor", LEAD, "/second-factor"),
    Taken("nothing-yet", ADMIN, "/nothing-yet"),
    Taken("criteria", LEAD, "/criteria"),
    Taken("criteria-set", LEAD, "/criteria/rra@3.0"),
    Taken("criteria-criterion", LEAD, "/criteria/rra@3.0/17"),
    Taken("criteria-compare", LEAD, "/criteria/rra@3.0/compare"),
    Taken("matrix", LEAD, "/matrices/demo@2026.11"),
    Taken("matrix-compare", LEAD, "/matrices/demo@2026.11/compare"),
    Taken("help", LEAD, "/help"),
    Taken("accessibility", LEAD, "/accessibility"),
    Taken("sources", LEAD, "/sources"),
    Taken("not-found", LEAD, "/nowhere", 404),
)

_OF_ASSESSORS = (
    Taken("reviews", ASSESSOR, "/reviews"),
    Taken("review", ASSESSOR, "/reviews/{closed}/criteria/17"),
    Taken("review-plan", ASSESSOR, "/reviews/{closed}/plan"),
    Taken("review-disagreement", ASSESSOR, "/reviews/{closed}/criteria/5?show=disagreement"),
    Taken("review-site", ASSESSOR, "/reviews/{closed}/site"),
    Taken("review-checks", ASSESSOR, "/reviews/{closed}/criteria/17/coverage/{certificate}"),
    Taken("review-notes", ASSESSOR, "/reviews/{closed}/notes"),
    Taken("review-return", ASSESSOR, "/reviews/{closed}/return"),
    Taken("review-sign-off", ASSESSOR, "/reviews/{closed}/sign-off"),
    Taken("review-reports", ASSESSOR, "/reviews/{closed}/reports"),
)

PAGES = (*_OF_EVERYBODY, *_OF_THE_ORGANISATION, *_OF_ASSESSMENTS, *_OF_ASSESSORS)

NOT_TAKEN = {
    "account.start": "leads on",
    "account.accept": "needs an invitation that was just made",
    "account.new_password": "needs a link that was just made",
    "account.code": "stands between password and page",
    "account.recovery_codes": "shows them once",
    "account.switch_off": "asks as the password page does",
    "assessors.end": "asks as the removal of a certificate does",
    "audit.export": "a file",
    "audit.export_accesses": "a file",
    "certificates.export": "a file",
    "certificates.template": "a file",
    "coverage.export": "a file",
    "criteria.mapping": "a file",
    "criterion.state": "a piece of a page",
    "evidence.export": "a file",
    "evidence.file": "a file",
    "evidence.version": "a file",
    "exchange.credential": "a file",
    "exchange.file": "a file",
    "evidence.remove": "asks as the removal of a certificate does",
    "firms.accept": "needs an invitation that was just made",
    "gaps.export": "a file",
    "health.healthz": "for machines",
    "matrices.brought": "needs a workbook that was just brought in",
    "matrices.new_line": "looks as the change of a line does",
    "matrices.edition_settings": "looks as the beginning of an edition does",
    "matrices.withdraw": "needs a line that counts, which has no fixed id",
    "packs.look": "needs a pack that was just brought in",
    "people.member": "nobody but the lead is in the demonstration's organisation",
    "people.remove": "asks as the removal of a certificate does",
    "plan.calendar": "a file",
    "plan.export": "a file",
    "plan.remove": "asks as the removal of a certificate does",
    "portfolio.export": "a file",
    "programme.logo": "a picture",
    "reports.file": "a file",
    "reports.row": "a piece of a page",
    "reviews.start": "leads on",
    "reviews.beside": "a piece of a page",
    "reviews.file": "a file",
    "reviews.remove_finding": "asks as the removal of a certificate does",
    "reviews.report_file": "a file",
    "static_files.file": "a file",
    "workbook.file": "a file",
    "workbook.marked": "a file",
    "workbook.show": "needs a workbook that was just brought in",
}
"""The addresses of which no picture is taken, and why."""


def find_places(instance: Path) -> Mapping[str, str]:
    """The ids that fill places, by the places' names."""
    with sqlite3.connect(instance / DATABASE) as db:
        found = {name: str(db.execute(query).fetchone()[0]) for name, query in _QUERIES.items()}
    db.close()
    return found


_QUERIES = {
    "site": "SELECT id FROM sites WHERE name LIKE 'Auental%'",
    "closed": "SELECT a.id FROM assessments a JOIN sites s ON s.id = a.site_id"
    " WHERE s.name LIKE 'Auental%' AND a.period = '2026'",
    "open": "SELECT a.id FROM assessments a JOIN sites s ON s.id = a.site_id"
    " WHERE s.name NOT LIKE 'Auental%' AND a.criteria_set = 'rra@3.0'",
    "certificate": "SELECT c.id FROM certificates c JOIN sites s"
    " ON s.organisation_id = c.organisation_id"
    " WHERE s.name LIKE 'Auental%' AND c.standard = 'ISO 45001'",
    "evidence": "SELECT e.id FROM evidence e JOIN sites s"
    " ON s.organisation_id = e.organisation_id WHERE s.name LIKE 'Auental%'",
    "draft": "SELECT id FROM matrix_editions WHERE state = 'draft'",
    "line": "SELECT id FROM matrix_cells WHERE becomes != ''",
    "action": "SELECT c.id FROM actions c JOIN assessments a ON a.id = c.assessment_id"
    " JOIN sites s ON s.id = a.site_id WHERE s.name LIKE 'Auental%' AND a.period = '2026'",
}
