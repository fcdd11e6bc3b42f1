"""The three verdicts on a criterion side by side, and what the assessor has to confirm."""

from dataclasses import dataclass

from ddtool.domain.criteria import Rating
from ddtool.domain.decisions import SOMETHING_SHOWN, Coverage
from ddtool.domain.gaps import CriterionLine, Gap, Lack
from ddtool.domain.lines import rated_beyond_proof
from ddtool.domain.natural_order import natural
from ddtool.domain.reasons import Code
from ddtool.reports.content.source import Source, spans
from ddtool.reports.content.values import NOTHING, Sign
from ddtool.wording import sentence

_RATING_MARKS = {
    Rating.FULLY_MEETS: Gap.CLOSED.value,
    Rating.PARTIALLY_MEETS: Gap.MINOR.value,
    Rating.DOES_NOT_MEET: Gap.BLOCKING.value,
    Rating.NOT_APPLICABLE: Gap.NOT_APPLICABLE.value,
}
_NAMED = 3


@dataclass(frozen=True, slots=True)
class VerdictCell:
    """One of the three verdicts: by equivalence, self-rating, determination."""

    label: str
    sign: Sign
    detail: str


def verdict_cells(
    source: Source, line: CriterionLine
) -> tuple[VerdictCell, VerdictCell, VerdictCell]:
    """The three verdicts, always three and always in this order."""
    voice, coverage = source.voice, line.decision.coverage
    own = line.own.rating if line.own else None
    determined = line.determination.rating if line.determination else None
    return (
        VerdictCell(
            voice.gettext("By equivalence"), coverage_sign(source, coverage), _who(source, line)
        ),
        VerdictCell(voice.gettext("Self-rating"), _rating(source, own), _on_self(source, line)),
        VerdictCell(
            voice.gettext("Determination"), _rating(source, determined), _on_other(source, line)
        ),
    )


def coverage_sign(source: Source, coverage: Coverage) -> Sign:
    """The mark and the word of a coverage."""
    return Sign(f"coverage-{coverage.value}", source.voice.words(coverage))


def _rating(source: Source, rating: Rating | None) -> Sign:
    if rating is None:
        return Sign(Gap.OPEN.value, source.voice.gettext("Not yet given"))
    return Sign(_RATING_MARKS[rating], source.rating(rating))


def _who(source: Source, line: CriterionLine) -> str:
    """Which certificates stand behind the coverage, and until when."""
    voice, decision = source.voice, line.decision
    if decision.coverage is Coverage.NOT_APPLICABLE:
        return ""
    if not decision.by:
        return voice.gettext("no certificate counts")
    names = sorted((source.label(one) for one in decision.by), key=natural)
    rest = len(names) - _NAMED
    shown = (
        voice.list_of(names)
        if rest <= 0
        else voice.gettext("{names} and {rest} more", names=", ".join(names[:_NAMED]), rest=rest)
    )
    if decision.coverage not in SOMETHING_SHOWN or decision.until is None:
        return shown
    return voice.gettext("{names} to {day}", names=shown, day=voice.day(decision.until).text)


def _on_self(source: Source, line: CriterionLine) -> str:
    voice, proposal = source.voice, line.decision.proposal
    own = line.own.rating if line.own else None
    told = []
    if own is not None and proposal is not None and own is not proposal:
        told.append(voice.gettext("differs from equivalence"))
    if has_open_case(line):
        told.append(voice.gettext("open case"))
    return ", ".join(told)


def _on_other(source: Source, line: CriterionLine) -> str:
    own = line.own.rating if line.own else None
    determined = line.determination.rating if line.determination else None
    if own is None or determined is None or own is determined:
        return ""
    return source.voice.gettext("differs from the self-rating")


def has_open_case(line: CriterionLine) -> bool:
    """Whether the site tells of a grievance, incident or allegation that is still open."""
    return line.own is not None and line.own.open_case


def what_to_confirm(source: Source, line: CriterionLine) -> tuple[str, ...]:
    """What the assessor has to look at, in sentences."""
    voice = source.voice
    codes = dict.fromkeys(line.decision.rating_codes)
    if has_open_case(line):
        codes |= {Code.ADVERSE_SIGNAL: None}
    found = [_says(source, line, code) for code in codes]
    if line.decision.coverage is Coverage.COMBINED and line.decision.needs_assessor:
        found.insert(0, voice.gettext("The assessor must confirm the combination of certificates."))
    if line.gap is Gap.TO_CONFIRM and not found:
        found.append(
            voice.gettext("The assessor must confirm this coverage.")
            if line.decision.coverage in SOMETHING_SHOWN
            else voice.gettext("The assessor must confirm that it does not apply.")
        )
    return tuple(found)


def _says(source: Source, line: CriterionLine, code: Code) -> str:
    if code is Code.SELF_RATED_HIGHER:
        return _beyond_proof(source, line)
    return source.voice.gettext(sentence(code))


def _beyond_what_is_shown(source: Source, rating: str, bare: str, other: str) -> str:
    """The same to an assessor who has determined: it changes nothing any more."""
    voice = source.voice
    if bare:
        return voice.gettext(
            "The site’s own “{rating}” goes beyond what certificates show, and no document shows "
            "{ids}.",
            rating=rating,
            ids=bare,
        )
    return voice.gettext(
        "The site’s own “{rating}” goes beyond what certificates show, and {ids} is not answered "
        "“Met”.",
        rating=rating,
        ids=other,
    )


def _beyond_proof(source: Source, line: CriterionLine) -> str:
    """What the own rating lacks to stand, and how to mend it."""
    voice = source.voice
    rating = source.rating(line.own.rating) if line.own and line.own.rating else NOTHING
    bare = [one.requirement.id for one in line.lacking if one.lack is Lack.NO_EVIDENCE]
    other = spans(one.requirement.id for one in line.lacking)
    if not bare and rated_beyond_proof(line):
        return voice.gettext(
            "Rated “{rating}”, but certificates show only a part, and of the rest {ids} is not "
            "answered “Met”: it counts as improvement plan until it is.",
            rating=rating,
            ids=other,
        )
    if not rated_beyond_proof(line):
        return _beyond_what_is_shown(source, rating, spans(bare), other)
    return voice.gettext(
        "Rated “{rating}”, but certificates show only a part, and the rest ({ids}) is shown by no "
        "document: it counts as improvement plan until it is. Add evidence to these requirements.",
        rating=rating,
        ids=spans(bare),
    )
