"""What a cell asks of a certificate, and when a criterion applies, in words."""

from ddtool.domain.applicability import AppliesWhen, ConditionKind
from ddtool.domain.equivalency import Conditions
from ddtool.sentences import n_
from ddtool.web import language

_ACCREDITED = n_("Issued by an accredited body.")
_REPORT = n_("The report has to be there.")
_AUDIT_AGE = n_("The last audit is at most {n} months old.")
_VALIDITY = n_("Counts for {n} months from its issue.")
_ACTIVITIES = n_("Its scope names: {names}.")
_RESULT = n_("Result for {name}: at least {least}.")
_COMPANIONS = n_("Together with: {names}.")
_FROM = n_("Counts from {day} on.")
_UNTIL = n_("Counts until {day}.")
_OF_ACTIVITIES = n_("activities: {names}")
_OF_METALS = n_("metals: {names}")


def conditions_in_words(conditions: Conditions) -> tuple[str, ...]:
    """Each condition in a sentence, the editions left out."""
    voice = language.voice()
    told = [
        voice.gettext(_RESULT, name=name, least=least) for name, least in conditions.min_results
    ]
    if conditions.activities:
        told.append(voice.gettext(_ACTIVITIES, names=voice.activities(conditions.activities)))
    if conditions.accredited_required:
        told.append(voice.gettext(_ACCREDITED))
    if conditions.report_required:
        told.append(voice.gettext(_REPORT))
    if conditions.requires_companion:
        told.append(voice.gettext(_COMPANIONS, names=", ".join(conditions.requires_companion)))
    return (*told, *_about_time(conditions))


def applies_in_words(applies: AppliesWhen) -> tuple[str, ...]:
    """What makes a criterion apply, any one of these being enough; none where it always does."""
    voice = language.voice()
    named = {
        kind: [one.value for one in applies.any_of if one.kind is kind] for kind in ConditionKind
    }
    questions = {fact.id: fact.question for fact in voice.vocabulary.facts}
    told = []
    if activities := named[ConditionKind.ACTIVITY]:
        told.append(voice.gettext(_OF_ACTIVITIES, names=voice.activities(activities)))
    if metals := named[ConditionKind.METAL]:
        told.append(voice.gettext(_OF_METALS, names=voice.metals(metals)))
    told.extend(questions.get(fact, fact) for fact in named[ConditionKind.FACT])
    return tuple(told)


def _about_time(conditions: Conditions) -> list[str]:
    voice, told = language.voice(), []
    if conditions.max_audit_age_months is not None:
        told.append(voice.gettext(_AUDIT_AGE, n=conditions.max_audit_age_months))
    if conditions.validity_months is not None:
        told.append(voice.gettext(_VALIDITY, n=conditions.validity_months))
    if conditions.effective_from:
        told.append(voice.gettext(_FROM, day=voice.day(conditions.effective_from)))
    if conditions.effective_to:
        told.append(voice.gettext(_UNTIL, day=voice.day(conditions.effective_to)))
    return told
