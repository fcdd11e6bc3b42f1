"""One edition: its lines as a table and as a list, what it says of itself, what happened to it."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.errors import DdtoolError
from ddtool.domain.matrix_editions import EditionState, Standing
from ddtool.domain.people import Right
from ddtool.domain.refusals import Conflict, NotFound
from ddtool.sentences import n_
from ddtool.usecases.matrix_workbench import (
    Edition,
    change_edition,
    confirm_lines,
    discard_edition,
    may_confirm,
    read_edition,
    read_history,
)
from ddtool.web import access
from ddtool.web.access import requires
from ddtool.web.errors import sentences_of
from ddtool.web.forms import said
from ddtool.web.pages.matrices.bench import HEAD, HERE, head_from
from ddtool.web.pages.matrices.blueprint import blueprint
from ddtool.web.pages.matrices.forms import HeadForm, PlainForm
from ddtool.web.pages.matrices.shown import Filter, choices_of, listed, make_table, sets_of
from ddtool.web.pages.matrices.standing import (
    TONES,
    level_mark,
    level_words,
    refused,
    standing_words,
)

_SAVED = n_("The edition was changed.")
_DISCARDED = n_("The draft was discarded.")
_CONFIRMED = n_("{n} lines count from now on in this edition.")
_NONE_CHOSEN = n_("Choose at least one line.")


@blueprint.get("/drafts/<uuid:edition>")
@requires(Right.ADMINISTER)
def edition(edition: UUID) -> str:
    """The lines of an edition, as a table or as a list."""
    return _page(edition, ())


@blueprint.post("/drafts/<uuid:edition>/confirm")
@requires(Right.ADMINISTER)
def confirm_several(edition: UUID) -> Response | tuple[str, int]:
    """Confirm the lines that were ticked, all of them or none."""
    chosen = [one.partition(":") for one in request.form.getlist("line")[:500]]
    reads = [(id, int(version)) for id, _, version in chosen if version.isdigit()]
    if not reads:
        return _page(edition, (("lines", said(_NONE_CHOSEN)),)), 422
    try:
        done = confirm_lines(
            access.database(), access.author(), access.library(), str(edition), reads
        )
    except (NotFound, Conflict):
        raise
    except DdtoolError as error:
        return _page(edition, tuple(("lines", one) for one in sentences_of(error))), 422
    flash(said(_CONFIRMED, n=done), "ok")
    return redirect(url_for("matrices.edition", edition=edition, view="list"), 303)


@blueprint.route("/drafts/<uuid:edition>/settings", methods=["GET", "POST"])
@requires(Right.ADMINISTER)
def edition_settings(edition: UUID) -> Response | tuple[str, int] | str:
    """What an edition says of itself."""
    found = draft(edition).head
    kept = {name: getattr(found.value, name) for name in (*HEAD, "fictional", "copied_from")}
    form = HeadForm(data=kept | {"version": found.version})
    form.copied_from.choices = [(found.value.copied_from, found.value.copied_from)]
    form.copied_from.validators = []
    if form.validate_on_submit():
        try:
            change_edition(
                access.database(),
                access.author(),
                access.library(),
                head_from(form, found.value.id),
                version=form.version.number,
            )
        except Conflict:
            raise
        except DdtoolError as error:
            refused(form, error, (), otherwise="edition")
        else:
            flash(said(_SAVED), "ok")
            return redirect(url_for("matrices.edition", edition=edition), 303)
    page = render_template(
        "matrices/settings.html",
        form=form,
        head=found.value,
        faults=form.faults,
        here_section=HERE,
    )
    return (page, 422) if form.faults else page


@blueprint.post("/drafts/<uuid:edition>/discard")
@requires(Right.ADMINISTER)
def discard(edition: UUID) -> Response:
    """Give up a draft, or what was brought in."""
    version = PlainForm().version.number
    discard_edition(access.database(), access.author(), str(edition), version=version)
    flash(said(_DISCARDED), "ok")
    return redirect(url_for("matrices.index"), 303)


@blueprint.get("/drafts/<uuid:edition>/history")
@requires(Right.ADMINISTER)
def edition_history(edition: UUID) -> str:
    """Who did what to an edition and its lines, and when."""
    head, events = read_history(access.database(), access.author(), str(edition))
    return render_template(
        "matrices/history.html", head=head.value, events=events, here_section=HERE
    )


def draft(edition: UUID) -> Edition:
    """An edition that is shown among drafts and issued ones.

    :raises NotFound: there is none, or it was only brought in.
    """
    found = read_edition(access.database(), access.author(), str(edition))
    if found.head.value.state is EditionState.LOOKED_AT:
        raise NotFound("matrix-edition")
    return found


def _page(id: UUID, faults: tuple[tuple[str, str], ...]) -> str:
    found, wanted = draft(id), Filter.asked()
    author = access.author()
    shown, fitting, page, pages = listed(found.lines, wanted)
    table = make_table(found.cells, wanted)
    as_list = request.args.get("view") == "list" or request.method == "POST"
    chosen = wanted.criteria_set if as_list or table is None else table.criteria_set
    return render_template(
        "matrices/edition.html",
        found=found,
        head=found.head.value,
        fictional=found.head.value.fictional,
        table=None if as_list else table,
        as_list=as_list,
        shown=shown,
        fitting=fitting,
        page=page,
        pages=pages,
        wanted=wanted,
        choices=choices_of(found.cells, chosen),
        sets=sets_of(found.cells),
        counted={one: sum(cell.standing is one for cell in found.cells) for one in Standing},
        confirmable={one.id for one in found.cells if may_confirm(author, one)},
        Standing=Standing,
        tones=TONES,
        level_mark=level_mark,
        level_words=level_words,
        standing_words=standing_words,
        faults=faults,
        here_section=HERE,
    )
