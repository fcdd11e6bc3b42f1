"""Adding a site, and changing what is known about one."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ddtool.domain.assessments import Site
from ddtool.domain.history import Stored
from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict
from ddtool.domain.site_names import site_names
from ddtool.domain.statements import SITE
from ddtool.domain.vocabulary import Vocabulary
from ddtool.sentences import n_
from ddtool.usecases.site_facts import asked_facts, grouped_facts
from ddtool.usecases.sites import change_site, list_sites, read_site, record_site
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.conflicts import Both, conflict_page
from ddtool.web.forms import said
from ddtool.web.left_behind import warn_of_left_behind
from ddtool.web.pages.sites.blueprint import blueprint
from ddtool.web.pages.sites.forms import SiteForm, answer_words, known, site_form

_ADDED = n_("{site} is recorded. Next: its certificates, or an assessment.")
_CHANGED = n_("What is known about {site} was saved.")
_SAME_NAME = n_(
    "There is another site called {site}. Where both could be meant, each carries the first signs "
    "of its id: this one is {told}. If it is the same site, keep only one of them."
)
_WRITTEN_AGAIN = n_("Areas written more than once are kept once: {areas}.")
_LONG = ("areas",)


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Right.RECORD)
def add() -> Response | tuple[str, int] | str:
    """Record a site."""
    form = site_form(_vocabulary())
    if not form.validate_on_submit():
        return _page(form)
    site = _filled(Site("", ""), form)
    stored = record_site(access.database(), access.author(), site)
    flash(said(_ADDED, site=site.name), "ok")
    _tell_areas_kept_once(form)
    _warn_of_same_name(stored.value)
    return redirect(url_for("sites.show", site=stored.value.id))


@blueprint.route("/<uuid:site>/change", methods=["GET", "POST"])
@requires(Right.RECORD)
def change(site: UUID) -> Response | tuple[str, int] | str:
    """Change what is known about a site."""
    stored = read_site(access.database(), access.author(), str(site))
    form = site_form(_vocabulary(), stored.value, stored.version)
    if not form.validate_on_submit():
        return _page(form, stored)
    changed = _filled(stored.value, form)
    try:
        version = form.version.number
        change_site(access.database(), access.author(), changed, version=version)
    except Conflict as conflict:
        return _both(conflict, changed, form)
    flash(said(_CHANGED, site=changed.name), "ok")
    _tell_areas_kept_once(form)
    warn_of_left_behind(SITE, changed.id)
    if changed.name != stored.value.name:
        _warn_of_same_name(changed)
    return redirect(url_for("sites.show", site=changed.id))


def _warn_of_same_name(site: Site) -> None:
    """Say that another site has the name of this one, and how people tell the two apart."""
    kept = list_sites(access.database(), access.author())
    told = site_names(one.value for one in kept)[site.id]
    if told != site.name:
        flash(said(_SAME_NAME, site=site.name, told=told), "half")


def _tell_areas_kept_once(form: SiteForm) -> None:
    """Say what was left out of what was typed."""
    if again := form.areas_written_again():
        flash(said(_WRITTEN_AGAIN, areas=language.voice().list_of(again)), "half")


def _filled(site: Site, form: SiteForm) -> Site:
    return replace(
        site,
        name=str(form.name.data),
        country=str(form.country.data),
        place=str(form.place.data),
        activities=tuple(form.activities.data or ()),
        metals=tuple(form.metals.data or ()),
        areas=form.listed_areas(),
        facts=_facts(site, form),
    )


def _facts(site: Site, form: SiteForm) -> dict[str, bool]:
    """The answers, and those that follow from them: these are not asked, and fall with them."""
    followed = _vocabulary().following(site.facts)
    given = {
        fact: answer
        for fact, answer in form.facts().items()
        if answer is not None and (fact not in followed or form.was_sent(fact))
    }
    return given | dict(_vocabulary().following(given))


def _vocabulary() -> Vocabulary:
    return access.library().vocabulary(language.code())


def _page(form: SiteForm, stored: Stored[Site] | None = None) -> tuple[str, int] | str:
    site, vocabulary = stored.value if stored else None, _vocabulary()
    known_facts = site.facts if site else {}
    page = render_template(
        "sites/form.html",
        form=form,
        faults=form.faults,
        site=site,
        groups=grouped_facts(asked_facts(access.library(), language.code(), site)),
        following=vocabulary.following(known_facts),
        grounds=vocabulary.grounds(known_facts),
        fictional=bool(site and site.fictional),
        here_section="sites",
    )
    return (page, 422) if form.faults else page


def _both(conflict: Conflict[Site], mine: Site, form: SiteForm) -> Response:
    """Only what differs stands beside each other; everything else is sent along."""
    fields = tuple(_differing(conflict.current.value, mine, form))
    named = {field.name for field in fields} | {"version"}
    rest = {name: _as_text(value) for name, value in known(mine).items() if name not in named}
    return conflict_page(
        conflict,
        title=said(n_("Two people changed {site}"), site=mine.name),
        action=url_for("sites.change", site=mine.id),
        back=url_for("sites.show", site=mine.id),
        fields=fields,
        more=rest,
    )


def _differing(theirs: Site, mine: Site, form: SiteForm) -> Iterator[Both]:
    before, after = known(theirs), known(mine)
    for name in dict.fromkeys((*before, *after)):
        one, other = _as_text(before.get(name, "")), _as_text(after.get(name, ""))
        if name == "version" or one == other:
            continue
        choices = answer_words() if name.startswith("fact_") else ()
        label = str(form[name].label.text)
        yield Both(name, label, one, other, choices=choices, long=name in _LONG)


def _as_text(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
