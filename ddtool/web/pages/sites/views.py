"""The sites of an organisation."""

from flask import Blueprint, render_template

from ddtool.domain.people import Right
from ddtool.usecases.sites import list_sites
from ddtool.web import access
from ddtool.web.access import requires

blueprint = Blueprint("sites", __name__, url_prefix="/sites")


@blueprint.get("")
@requires(Right.READ)
def index() -> str:
    """All sites."""
    found = list_sites(access.database(), access.author())
    return render_template("sites/index.html", sites=found, here_section="sites")
