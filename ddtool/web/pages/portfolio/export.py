"""The portfolio as it is shown, as a workbook: all sites chosen, not only those of one page."""

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ddtool.domain.people import Right
from ddtool.sentences import n_
from ddtool.usecases.portfolio import portfolio_as_workbook, portfolio_rows
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.downloads import spreadsheet
from ddtool.web.pages.portfolio.views import asked_for, blueprint, make_up

_ABOUT = n_("{criteria_set}, {n} sites, on {day}")


@blueprint.get("/portfolio.xlsx", endpoint="export")
@requires(Right.OVERSEE)
def export() -> Response:
    """A row for each site, with the gap of each criterion in words."""
    make_up()
    asked, voice = asked_for(), language.voice()
    found, rows = portfolio_rows(access.database(), access.author(), access.library(), asked)
    if found.criteria_set is None:
        raise NotFound
    about = voice.gettext(
        _ABOUT,
        criteria_set=found.criteria_set.short_title,
        n=len(rows),
        day=voice.day(asked.as_of).text,
    )
    content = portfolio_as_workbook(found, rows, voice, about=about)
    return spreadsheet(content, "portfolio", found.choice.criteria_set, asked.as_of.isoformat())
