"""The forms of signing in and of one's own account."""

from typing import Any

from babel import Locale
from wtforms import PasswordField

from ddtool.languages import list_languages
from ddtool.sentences import n_
from ddtool.web.forms import Choice, Form, Needed, Radio, ShortEnough, Ticked, Words, said

_LONGEST_PASSWORD = 200
_LONGEST_CODE = 60
_LONGEST_NAME = 100
_AS_BROWSER, _LIGHT, _DARK = n_("As the browser says"), n_("Light"), n_("Dark")


class Password(PasswordField):
    """A password, exactly as it was typed or pasted; it never stands on a page again."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, [Needed(), ShortEnough(_LONGEST_PASSWORD)], **options)


class SignInForm(Form):
    """E-mail address and password; whether they fit is told for both together."""

    email = Words(n_("E-mail address"), needed=True)
    password = Password(n_("Password"))


class AskForResetForm(Form):
    """Whose password is to be new."""

    email = Words(n_("E-mail address"), needed=True)


class NewPasswordForm(Form):
    """A new password, by a link."""

    password = Password(n_("New password"))


class AcceptForm(Form):
    """What somebody who was invited says about themselves."""

    name = Words(n_("Your name"), needed=True, most=_LONGEST_NAME)
    password = Password(n_("Password"))


class OwnPasswordForm(Form):
    """The old password and the new one."""

    old = Password(n_("Your password now"))
    password = Password(n_("New password"))


class DetailsForm(Form):
    """How somebody is called, and how pages are shown to them."""

    name = Words(n_("Name"), needed=True, most=_LONGEST_NAME)
    language = Choice(n_("Language"), default="")
    theme = Radio(n_("Colours"))
    reminder_mails = Ticked(n_("Remind me of due days by e-mail too, once for each event"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        as_browser = ("", said(_AS_BROWSER))
        known = ((code, _own_name(code)) for code in list_languages())
        self.language.choices = [as_browser, *known]
        self.theme.choices = [as_browser, ("light", said(_LIGHT)), ("dark", said(_DARK))]


class TokenForm(Form):
    """What a token is for."""

    purpose = Words(n_("What is it for?"), needed=True, most=_LONGEST_NAME)


class CodeForm(Form):
    """A code of the app, or a recovery code."""

    code = Words(n_("Code"), needed=True, most=_LONGEST_CODE)


class ProofForm(Form):
    """A password or a code, to prove that it is really them."""

    proof = Password(n_("Your password, or a code from your app"))


def _own_name(code: str) -> str:
    """What a language calls itself."""
    return (Locale.parse(code).get_language_name(code) or code).capitalize()
