"""Files that come with a form."""

from typing import Any, BinaryIO, cast

from werkzeug.datastructures import FileStorage

from ddtool.evidence_files import FileRefused
from ddtool.usecases.evidence import FileTooLarge, Upload, check_upload
from ddtool.web import access
from ddtool.web.errors import sentences_of
from ddtool.web.forms import Form


def checked_file(form: Form, field: Any) -> Upload | None:
    """The file that came in a field, judged; None where there is none or it is refused."""
    file = field.data
    if not isinstance(file, FileStorage) or not file.filename:
        return None
    known = access.settings()
    stream = cast(BinaryIO, file.stream)
    try:
        return check_upload(file.filename, stream, largest=known.largest_upload, quota=known.quota)
    except (FileRefused, FileTooLarge) as error:
        form.refuse(field, sentences_of(error))
        return None
