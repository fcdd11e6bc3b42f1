"""The forms of giving an assessment, and of answering what is asked."""

from ddtool.sentences import n_
from ddtool.web.forms import Choice, Day, Form, LongWords, Needed, Version, Words


class GiveForm(Form):
    """The firm, one person of it or nobody in particular, and the last day of access."""

    firm = Choice(n_("Assessment firm"), choices={}, validators=[Needed()])
    assessor = Words(n_("E-mail address of one assessor"))
    ends_on = Day(n_("Last day of access"))


class EndForm(Form):
    """That access really is to end, as the assignment was read."""

    version = Version()


class InviteForm(Form):
    """An assessor whose firm has no account yet, and the last day of access."""

    email = Words(n_("E-mail address"), needed=True)
    until = Day(n_("Last day of access"))


class AnswerForm(Form):
    """What the producer says on a criterion."""

    text = LongWords(n_("Your answer"), needed=True)
