"""Forms of the pages about workbooks."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import StopValidation

from ddtool.sentences import n_
from ddtool.web.forms import Form, Ticked, said

_NO_FILE = n_("Choose a workbook.")


class BringForm(Form):
    """A workbook to be brought in."""

    workbook = FileField(n_("Filled workbook (.xlsx)"))

    def validate_workbook(self, field: Any) -> None:
        """A file has to be there."""
        if not field.data or not field.data.filename:
            raise StopValidation(said(_NO_FILE))


class ApplyForm(Form):
    """What somebody has seen of a preview and wants; conflicts are read by their tokens."""

    digest = HiddenField()
    leave_out = Ticked(n_("Leave the cells that cannot be used as they are"))


class PlainForm(Form):
    """A button and nothing else."""
