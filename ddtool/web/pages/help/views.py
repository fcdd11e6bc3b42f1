"""How it all goes together, and what stands behind it."""

from flask import Blueprint, render_template

from ddtool.usecases.criteria import list_sources
from ddtool.web import access, language
from ddtool.web.access import public
from ddtool.web.pages.help.glossary import COVERAGES, GAPS, OUTLOOKS, WORDS
from ddtool.web.pages.help.licences import FILES, libraries

blueprint = Blueprint("help", __name__)


@blueprint.get("/help")
@public
def index() -> str:
    """How it goes, what the marks say, and what the words mean."""
    translated = ((language.translate(term), language.translate(says)) for term, says in WORDS)
    return render_template(
        "help/index.html",
        glossary=sorted(translated, key=lambda pair: pair[0].casefold()),
        coverages=COVERAGES,
        gaps=GAPS,
        outlooks=OUTLOOKS,
        here_section="help",
    )


@blueprint.get("/accessibility")
@public
def accessibility() -> str:
    """What was done so that everybody can use it, and what is not good enough yet."""
    return render_template("help/accessibility.html", here_section="help")


@blueprint.get("/sources")
@public
def sources() -> str:
    """Whose criteria these are, and whose software."""
    return render_template(
        "help/sources.html",
        criteria_sets=list_sources(access.library()),
        files=FILES,
        libraries=libraries(),
        of_pack=language.voice().of_pack,
        here_section="help",
    )
