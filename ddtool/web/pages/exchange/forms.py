"""The form that takes an assessment file."""

from typing import Any

from flask_wtf.file import FileField
from wtforms.validators import StopValidation

from ddtool.sentences import n_
from ddtool.web.forms import Choice, Form, said

_NO_FILE = n_("Choose an assessment file.")


class BringForm(Form):
    """An assessment file, and the site it belongs to: one that is here, or a new one."""

    file = FileField(n_("Assessment file (.zip)"))
    site = Choice(n_("Site"))

    def validate_file(self, field: Any) -> None:
        """A file has to be there."""
        if not field.data or not field.data.filename:
            raise StopValidation(said(_NO_FILE))
