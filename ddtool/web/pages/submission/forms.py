"""Forms of handing in and opening again."""

from wtforms import HiddenField

from ddtool.sentences import n_
from ddtool.web.forms import LINE, Form, LongWords, Ticked, Words


class HandInForm(Form):
    """The declaration. ``revision`` is the one that was looked at."""

    declared = Ticked(n_("I declare this"))
    person = Words(n_("Your name"), needed=True)
    function = Words(n_("Function"), most=LINE)
    revision = HiddenField()

    @property
    def seen_revision(self) -> int:
        """The revision that was looked at; -1, which none has, where somebody changed the field."""
        text = str(self.revision.data or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class ReopenForm(Form):
    """Why an assessment is opened again."""

    reason = LongWords(n_("Reason"), needed=True, most=2000)
