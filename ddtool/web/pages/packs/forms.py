"""The forms about packs."""

from typing import Any

from flask_wtf.file import FileField
from wtforms.validators import StopValidation

from ddtool.sentences import n_
from ddtool.web.forms import Day, Form, LongWords, Version, said

_NO_FILE = n_("Choose a file.")


class UploadForm(Form):
    """A pack that somebody brings."""

    file = FileField(n_("Workbook (.xlsx) or ZIP of the pack's folder"))

    def validate_file(self, field: Any) -> None:
        """A file has to be there."""
        if not field.data or not field.data.filename:
            raise StopValidation(said(_NO_FILE))


class UseForm(Form):
    """Why and from which day on no assessment begins with a pack."""

    reason = LongWords(n_("Why"), needed=True, most=1000)
    since = Day(n_("From this day on"), needed=True)
    version = Version()


class BackForm(Form):
    """Bringing a pack back into use."""

    version = Version()
