"""The forms of signing in."""

from wtforms import PasswordField
from wtforms.validators import Length

from ddtool.sentences import n_
from ddtool.web.forms import Form, Needed, Words

_LONGEST_PASSWORD = 200


class SignInForm(Form):
    """E-mail address and password; whether they fit is told for both together."""

    email = Words(n_("E-mail address"), needed=True)
    password = PasswordField(n_("Password"), [Needed(), Length(max=_LONGEST_PASSWORD)])
