"""The forms of an assessment's head."""

from ddtool.sentences import n_
from ddtool.web.forms import Choice, Day, Form, Needed, Radio, Version, Words

_LONGEST_PERIOD = 60


class BeginForm(Form):
    """What the assessment is of, and what it begins with."""

    criteria_set = Choice(n_("Criteria set"), validators=[Needed()])
    period = Words(n_("Period"), most=_LONGEST_PERIOD)
    assessment_day = Day(n_("Planned day of the independent assessment"))
    commitment_day = Day(n_("Commitment day"))
    carried_from = Radio(n_("What it begins with"))


class SettingsForm(Form):
    """What can still be changed of an assessment that has begun."""

    period = Words(n_("Period"), most=_LONGEST_PERIOD)
    assessment_day = Day(n_("Planned day of the independent assessment"))
    commitment_day = Day(n_("Commitment day"))
    prepared_by = Words(n_("Prepared by"))
    matrix = Choice(n_("Equivalency matrix"), default="")
    version = Version()
