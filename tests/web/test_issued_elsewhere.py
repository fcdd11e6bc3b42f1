"""Several processes serve one installation: what one of them issues, the others offer at once."""

from flask import Flask

from ddtool.settings import read_settings
from ddtool.usecases.libraries import with_issued
from ddtool.usecases.matrix_workbench import issue_edition, read_edition, take_by_default
from ddtool.web import create_app
from tests.web.browser import Browser
from tests.web.making import installed
from tests.web.people import ANA, AT
from tests.web.programming import admin, begin_draft
from tests.web.statements import statements


def issue(app: Flask, edition: str) -> None:
    known, ilse = installed(app), admin(app)
    version = read_edition(known.database, ilse, edition).head.version
    library = with_issued(known.database, known.library)
    issue_edition(known.database, ilse, library, edition, version=version, by_default=True)


def other_process(app: Flask) -> Flask:
    """The application as another process has opened it, on the same installation."""
    instance = installed(app).settings.instance
    return create_app(read_settings({"DDTOOL_INSTANCE": str(instance)}), lambda: AT)


def test_another_process_offers_what_was_issued_and_notices_what_is_taken(app: Flask):
    edition, second = begin_draft(app), other_process(app)
    ana = Browser(second)
    ana.sign_in(ANA)
    before = ana.get("/criteria").text

    issue(app, edition)
    after = ana.get("/criteria").text
    take_by_default(installed(app).database, admin(app), edition, by_default=False, version=2)
    page = ana.get("/matrices/working@2026.12")

    assert "Working matrix, December 2026" not in before
    assert "Working matrix, December 2026" in after
    assert page.status == 200
    installed(second).database.close()


def test_a_page_asks_for_the_list_only_where_it_has_changed(app: Flask, ana: Browser):
    issue(app, begin_draft(app))
    ana.get("/criteria")

    with statements(installed(app).database) as said:
        ana.get("/criteria")

    assert [one for one in said if "issued_matrices.name" in one] == []
