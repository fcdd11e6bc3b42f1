"""All matrices, and a new edition begun as a copy of one."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ddtool.domain.errors import DdtoolError
from ddtool.domain.matrix_editions import EditionHead
from ddtool.domain.people import Right
from ddtool.sentences import n_
from ddtool.usecases.matrix_workbench import begin_edition, list_workbench
from ddtool.web import access, language
from ddtool.web.access import requires
from ddtool.web.forms import said
from ddtool.web.pages.matrices.blueprint import blueprint
from ddtool.web.pages.matrices.forms import HeadForm
from ddtool.web.pages.matrices.standing import refused

HERE = "matrices"
HEAD = ("matrix", "edition", "title", "publisher", "label", "rights", "note")

_BEGUN = n_("The edition is begun. It counts for nothing until it is issued.")


@blueprint.get("")
@requires(Right.ADMINISTER)
def index() -> str:
    """Drafts, issued editions, and the packs that an edition can be begun from."""
    found = list_workbench(access.database(), access.author(), access.library())
    return render_template(
        "matrices/index.html", found=found, of_pack=language.voice().of_pack, here_section=HERE
    )


@blueprint.route("/begin", methods=["GET", "POST"])
@requires(Right.ADMINISTER)
def begin() -> Response | tuple[str, int] | str:
    """Begin an edition as a copy of a matrix, whose head it takes over to be changed."""
    source = request.args.get("of", "")[:200]
    form = HeadForm(data=_head_of(source))
    form.copied_from.choices = choices_of_matrices()
    if form.validate_on_submit():
        try:
            id = begin_edition(
                access.database(), access.author(), access.library(), head_from(form)
            )
        except DdtoolError as error:
            refused(form, error, (), otherwise="edition")
        else:
            flash(said(_BEGUN), "ok")
            return redirect(url_for("matrices.edition", edition=id), 303)
    page = render_template("matrices/begin.html", form=form, faults=form.faults, here_section=HERE)
    return (page, 422) if form.faults else page


def choices_of_matrices() -> list[tuple[str, str]]:
    """All matrices there are, to choose from."""
    return [(one.name, f"{one.title} ({one.name})") for one in access.library().matrices()]


def head_from(form: HeadForm, id: str = "") -> EditionHead:
    """What a form says of an edition."""
    texts = {name: str(form[name].data or "") for name in HEAD}
    return EditionHead(
        id=id,
        matrix=texts["matrix"],
        edition=texts["edition"],
        title=texts["title"],
        publisher=texts["publisher"],
        label=texts["label"],
        rights=texts["rights"],
        note=texts["note"],
        fictional=bool(form.fictional.data),
        copied_from=str(form.copied_from.data or ""),
    )


def _head_of(name: str) -> dict[str, object]:
    """What a matrix says of itself, to begin with; the edition is left to be given."""
    if not any(one.name == name for one in access.library().matrices()):
        return {}
    texts = access.library().matrix_texts(name)
    told: dict[str, object] = {key: texts.head.get(key, "") for key in HEAD}
    return told | {
        "matrix": texts.head["id"],
        "edition": "",
        "fictional": texts.fictional,
        "copied_from": name,
    }
