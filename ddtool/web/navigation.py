"""What the frame of every page leads to, and the pages of an assessment in their order."""

from typing import NamedTuple

from ddtool.domain.people import Role
from ddtool.sentences import n_

_PRODUCERS = frozenset({Role.PRODUCER_MEMBER, Role.PRODUCER_LEAD})
_ASSESSORS = frozenset({Role.ASSESSOR})
_OVERSEERS = frozenset({Role.PRODUCER_LEAD, Role.PROGRAMME_ADMIN})
_ADMINS = frozenset({Role.PROGRAMME_ADMIN})
_ALL = frozenset(Role)


class Link(NamedTuple):
    """One entry of the main navigation.

    ``section`` is what a page's ``here_section`` says where it belongs under this entry.
    """

    title: str
    endpoint: str
    section: str
    roles: frozenset[Role] = _ALL
    icon: str = ""
    at_end: bool = False
    first_at_end: bool = False


class RailLink(NamedTuple):
    """One page of an assessment. ``counted`` names the number of the rail that stands beside it."""

    title: str
    endpoint: str
    icon: str
    counted: str = ""
    after_a_line: bool = False


MAIN: tuple[Link, ...] = (
    Link(n_("Sites"), "sites.index", "sites", _PRODUCERS),
    Link(n_("Certificates"), "certificates.index", "certificates", _PRODUCERS),
    Link(n_("Portfolio"), "portfolio.index", "portfolio", _OVERSEERS),
    Link(n_("Criteria and matrix"), "criteria.index", "criteria"),
    Link(n_("Matrix workbench"), "matrices.index", "matrices", _ADMINS),
    Link(n_("Assessments given to me"), "reviews.index", "reviews", _ASSESSORS),
    Link(n_("People"), "people.index", "people", frozenset({Role.PRODUCER_LEAD})),
    Link(n_("Organisations"), "organisations.index", "organisations", _ADMINS),
    Link(n_("Settings"), "programme.settings", "programme", frozenset({Role.PROGRAMME_ADMIN})),
    Link(n_("Audit trail"), "audit.index", "audit", frozenset({Role.PROGRAMME_ADMIN})),
    Link(n_("Help"), "help.index", "help", icon="circle-help", at_end=True, first_at_end=True),
)

FOOTER: tuple[tuple[str, str], ...] = (
    (n_("Help"), "help.index"),
    (n_("Interface for programs"), "api_docs.page"),
    (n_("Accessibility"), "help.accessibility"),
    (n_("Sources and licences"), "help.sources"),
)

RAIL: tuple[RailLink, ...] = (
    RailLink(n_("Task list"), "assessments.tasks", "list-checks", counted="unanswered"),
    RailLink(n_("Coverage"), "coverage.matrix", "grid-3x3"),
    RailLink(n_("Gaps"), "gaps.index", "target", counted="gaps"),
    RailLink(n_("Improvement plan"), "plan.index", "layers", counted="actions"),
    RailLink(n_("Last cycle"), "cycles.index", "rotate-ccw"),
    RailLink(n_("Look ahead"), "coverage.ahead", "calendar"),
    RailLink(n_("Evidence"), "evidence.register", "paperclip"),
    RailLink(n_("Workbook"), "workbook.index", "file-spreadsheet", after_a_line=True),
    RailLink(n_("Reports"), "reports.index", "file-text"),
    RailLink(n_("Check and submit"), "submission.check", "send"),
    RailLink(n_("Assessor"), "assessors.index", "user", counted="outstanding"),
    RailLink(n_("History"), "history.assessment", "history"),
    RailLink(n_("Settings"), "assessments.settings", "info", after_a_line=True),
)


def links_for(role: Role) -> tuple[Link, ...]:
    """The main navigation of somebody in a role."""
    return tuple(link for link in MAIN if role in link.roles)
