"""The forms of evidence: bringing a document or link, changing it, replacing its file."""

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from flask_wtf.file import FileField

from ddtool.domain.assessments import Evidence
from ddtool.domain.criteria import CriteriaSet
from ddtool.evidence_files import LinkRefused, require_link
from ddtool.sentences import n_
from ddtool.usecases.evidence import Upload
from ddtool.web.errors import sentences_of
from ddtool.web.forms import Day, Form, Version, Words, said
from ddtool.web.uploads import checked_file

_NOTHING = n_("Choose a file, or give the address of the document.")
_BOTH = n_("Choose a file or give an address, not both.")
_NO_FILE = n_("Choose the newer file.")
_NO_SUCH = n_("{set} has no requirement or criterion {ids}.")
_ENDS_BEFORE = n_("It ends before the day of the document; correct one of the two.")
_MOST_IDS = 2_000
_LONGEST_LINK = 2_000
_SEPARATORS = re.compile(r"[\s,;]+")


class ShownField(Words):
    """Ids of requirements and numbers of criteria, as people write them."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Each once, in the order written."""
        parts = _SEPARATORS.split(str(self.data or ""))
        return tuple(dict.fromkeys(part for part in parts if part))

    def unknown_to(self, criteria_set: CriteriaSet) -> tuple[str, ...]:
        """Those that the set does not have."""
        known = criteria_set.by_number.keys() | criteria_set.criterion_of.keys()
        return tuple(one for one in self.ids if one not in known)


class ShownForm(Form):
    """What a document shows in one assessment."""

    shown = ShownField(n_("Shows"), most=_MOST_IDS)

    def check_shown(self, criteria_set: CriteriaSet) -> None:
        """Refuse ids that the set does not have."""
        unknown = self.shown.unknown_to(criteria_set)
        if unknown:
            ids = ", ".join(unknown)[:200]
            self.refuse(self.shown, [said(_NO_SUCH, set=criteria_set.short_title, ids=ids)])


class AboutForm(Form):
    """What is known of a document, beside its file."""

    title = Words(n_("Title"))
    document_date = Day(n_("Date of the document"))
    valid_until = Day(n_("Valid until"))
    location = Words(n_("Address of the document"), most=_LONGEST_LINK)
    version = Version()

    def check_days(self) -> None:
        """Refuse a document that ends before it begins."""
        first, last = self.document_date.day, self.valid_until.day
        if first and last and last < first:
            self.refuse(self.valid_until, [said(_ENDS_BEFORE)])

    def checked_link(self) -> str:
        """The address, if it may be followed; what is wrong with it stands beside it."""
        try:
            return require_link(str(self.location.data))
        except LinkRefused as error:
            self.refuse(self.location, sentences_of(error))
            return ""


class BringForm(AboutForm, ShownForm):
    """A document or a link that is brought to an assessment."""

    file = FileField(n_("File"))

    def checked(self, criteria_set: CriteriaSet) -> tuple[Evidence, Upload | None] | None:
        """The document and its file; None where something is wrong, which stands beside it."""
        self.validate_on_submit()
        self.check_shown(criteria_set)
        self.check_days()
        upload = checked_file(self, self.file)
        link = ""
        if self.location.data and not self.location.errors:
            link = self.checked_link()
        if upload and self.location.data:
            self.refuse(self.file, [said(_BOTH)])
        if not (upload or self.location.data or self.file.errors):
            self.refuse(self.file, [said(_NOTHING)])
        if self.faults:
            return None
        usual = PurePath(upload.name).stem if upload else link
        document = Evidence(
            id="",
            title=str(self.title.data) or usual,
            document_date=self.document_date.day,
            valid_until=self.valid_until.day,
            requirements=self.shown.ids,
            location=link,
        )
        return document, upload


class ReplaceForm(Form):
    """A newer file in place of a document's."""

    file = FileField(n_("Newer file"))
    version = Version()

    def checked(self) -> Upload | None:
        """The file; None where something is wrong."""
        self.validate_on_submit()
        upload = checked_file(self, self.file)
        if upload is None and not self.file.errors:
            self.refuse(self.file, [said(_NO_FILE)])
        return None if self.faults else upload


class RemoveForm(Form):
    """A button, and the version that was looked at."""

    version = Version()


def about(document: Evidence, version: int) -> Mapping[str, Any]:
    """What the fields of an :class:`AboutForm` show for a document."""
    return {
        "title": document.title,
        "document_date": document.document_date,
        "valid_until": document.valid_until,
        "location": document.location,
        "version": version,
    }
