"""The forms of the documents that show an action done."""

from pathlib import PurePath

from flask_wtf.file import FileField

from ddtool.domain.assessments import Action, Evidence
from ddtool.sentences import n_
from ddtool.usecases.action_documents import list_documents
from ddtool.usecases.evidence import Upload
from ddtool.web import access
from ddtool.web.forms import Choice, Day, Form, Needed, Words, said
from ddtool.web.uploads import checked_file

_NO_FILE = n_("Choose a file.")
_LONGEST = 90


class BringDocumentForm(Form):
    """A document that is brought for an action."""

    file = FileField(n_("File"))
    document_title = Words(n_("Title of the document"))
    document_date = Day(n_("Date of the document"))

    def checked(self) -> tuple[Evidence, Upload] | None:
        """The document and its file; None where something is wrong, which stands beside it."""
        self.validate_on_submit()
        upload = checked_file(self, self.file)
        if upload is None and not self.file.errors:
            self.refuse(self.file, [said(_NO_FILE)])
        if self.faults or upload is None:
            return None
        title = str(self.document_title.data) or PurePath(upload.name).stem
        return Evidence("", title, document_date=self.document_date.day), upload


class ChooseDocumentForm(Form):
    """A document that is here already."""

    document = Choice(n_("A document that is here already"), validators=[Needed()])


def choose_form(action: Action | None) -> ChooseDocumentForm | None:
    """The documents of the organisation that do not show an action yet; None without any."""
    if action is None:
        return None
    shown = {one.id for one in action.documents}
    documents = [one.value.evidence for one in list_documents(access.database(), access.author())]
    free = {one.id: _short(one.title) for one in documents if one.id not in shown}
    if not free:
        return None
    form = ChooseDocumentForm(formdata=None)
    form.document.choices = free
    return form


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
