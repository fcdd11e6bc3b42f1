"""What an assessment as a whole stands on, in sentences, each with where to look."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from ddtool.domain.footing import Footing
from ddtool.domain.reviews import FindingKind
from ddtool.sentences import n_
from ddtool.usecases.analyses import Analysed
from ddtool.web import language
from ddtool.web.explanations import facts_to_answer, source_of


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to know before submitting.

    ``lines`` say more; ``criteria`` are the numbers to look at, ``address`` with its words ``way``
    the page to go to.
    """

    says: str
    way: str
    address: str
    lines: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()


def doubts_of(found: Analysed, footing: Footing) -> tuple[Doubt, ...]:
    """What is worth knowing before submitting, the gravest first; nothing where all is well."""
    return tuple(_doubts(found, footing))


def _doubts(found: Analysed, footing: Footing) -> Iterator[Doubt]:
    voice, id = language.voice(), found.stored.head.value.id
    yield from _outstanding(found, id)
    if footing.unfounded:
        yield Doubt(
            voice.ngettext(
                "{n} of {met} requirements answered “met” is shown by no document and by no "
                "certificate.",
                "{n} of {met} requirements answered “met” are shown by no document and by no "
                "certificate.",
                footing.unfounded,
                met=footing.met,
            ),
            voice.gettext(n_("Go to the evidence")),
            url_for("evidence.register", assessment=id),
            criteria=footing.bare,
        )
    if footing.fileless:
        yield _fileless(footing, id)
    yield from _open_facts(found)
    if not footing.counting:
        yield _certificates(footing, found, id)
    if footing.unplanned:
        yield Doubt(
            voice.ngettext(
                "{n} of {all} gaps has no action that would close it.",
                "{n} of {all} gaps have no action that would close them.",
                footing.unplanned,
                all=footing.gaps,
            ),
            voice.gettext(n_("Go to these gaps")),
            url_for("gaps.index", assessment=id, unplanned="y"),
        )


def _outstanding(found: Analysed, id: str) -> Iterator[Doubt]:
    """What the assessor has asked or found, and nobody has answered or planned anything for."""
    voice, left = language.voice(), found.outstanding
    if left.requests:
        late = len(left.late(found.analysis.as_of))
        yield Doubt(
            voice.ngettext(
                "{n} request of the assessor is not answered.",
                "{n} requests of the assessor are not answered.",
                len(left.requests),
            ),
            voice.gettext(n_("Go to the questions")),
            url_for("assessors.index", assessment=id, _anchor="asked"),
            lines=(voice.ngettext("{n} of them is late.", "{n} of them are late.", late),)
            if late
            else (),
            criteria=_numbers(found, {one.criterion for one in left.requests}),
        )
    if left.unplanned:
        major = len(left.of_kind(FindingKind.MAJOR))
        yield Doubt(
            voice.ngettext(
                "{n} finding of the assessor has no action.",
                "{n} findings of the assessor have no action.",
                len(left.unplanned),
            ),
            voice.gettext(n_("Go to the findings")),
            url_for("plan.index", assessment=id, _anchor="findings"),
            lines=(voice.ngettext("{n} of them is major.", "{n} of them are major.", major),)
            if major
            else (),
            criteria=_numbers(found, {one.criterion for one in left.unplanned}),
        )


def _numbers(found: Analysed, criteria: set[str]) -> tuple[str, ...]:
    """Numbers of criteria in the order of the set."""
    return tuple(number for number in found.analysis.by_number if number in criteria)


def _fileless(footing: Footing, id: str) -> Doubt:
    voice = language.voice()
    return Doubt(
        voice.ngettext(
            "{n} of {all} documents has neither a file nor an address.",
            "{n} of {all} documents have neither a file nor an address.",
            footing.fileless,
            all=footing.documents,
        ),
        voice.gettext(n_("Go to the evidence")),
        url_for("evidence.register", assessment=id),
    )


def _open_facts(found: Analysed) -> Iterator[Doubt]:
    voice = language.voice()
    facts = facts_to_answer(source_of(found.analysis))
    if not facts:
        return
    yield Doubt(
        voice.ngettext(
            "{n} question about the site is not answered; what hangs on it counts as applying.",
            "{n} questions about the site are not answered; what hangs on them counts as applying.",
            len(facts),
        ),
        voice.gettext(n_("Answer them")),
        url_for("sites.change", site=found.stored.assessment.site.id),
        lines=tuple(f"{one.question} ({one.text})" for one in facts),
    )


def _certificates(footing: Footing, found: Analysed, id: str) -> Doubt:
    voice, day = language.voice(), language.voice().day(found.analysis.as_of).text
    if not footing.certificates:
        return Doubt(
            voice.gettext(n_("No certificate is recorded for this site.")),
            voice.gettext(n_("Go to the certificates")),
            url_for("certificates.index"),
        )
    return Doubt(
        voice.ngettext(
            "The one certificate for this site counts for nothing on {day}.",
            "None of the {n} certificates for this site counts for anything on {day}.",
            footing.certificates,
            day=day,
        ),
        voice.gettext(n_("See why")),
        url_for("coverage.matrix", assessment=id),
    )
