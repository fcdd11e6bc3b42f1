"""The forms with which leads change who belongs to their organisation."""

from typing import Any

from ddtool.domain.people import Role
from ddtool.sentences import n_
from ddtool.web import language
from ddtool.web.forms import Form, Radio, Words

_LONGEST_EMAIL = 254
_ROLES = (Role.PRODUCER_MEMBER, Role.PRODUCER_LEAD)


class RoleForm(Form):
    """Member or lead."""

    role = Radio(n_("Role"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.role.choices = [(role.value, language.voice().words(role)) for role in _ROLES]

    @property
    def chosen(self) -> Role:
        """The role that was chosen, of those offered."""
        return Role(self.role.data)


class InviteForm(RoleForm):
    """Whom to invite, and as what."""

    email = Words(n_("E-mail address"), needed=True, most=_LONGEST_EMAIL)


class EmptyForm(Form):
    """A button and nothing else."""
