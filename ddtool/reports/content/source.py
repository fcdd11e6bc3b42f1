"""What a report is made from: the analysis, the voice, and short names that repeat everywhere."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ddtool.domain.criteria import Rating
from ddtool.domain.gaps import CertificateLine, CriterionLine, Gap, GapAnalysis
from ddtool.domain.review_records import NO_REVIEW, ReviewRecord
from ddtool.domain.verdicts import Outcome, Verdict
from ddtool.reports.content.values import Sign
from ddtool.reports.content.voice import Voice

_LONGEST_LABEL = 5
_MADE_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PAIR = 2
_MOST_NAMED = 8
_BEST_FIRST = (Outcome.COUNTS, Outcome.PENDING, Outcome.SUGGESTED, Outcome.REJECTED)


@dataclass(frozen=True)
class Source:
    """One analysis, how to speak of it, and what an assessor has said besides determinations."""

    analysis: GapAnalysis
    voice: Voice
    record: ReviewRecord = NO_REVIEW

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """A short name for each certificate: the number it was given, else its id.

        Those of older submissions have none; where their ids are long, their place
        stands for it, first those that name the site.
        """
        certificates = [
            one.certificate for one in (*self.analysis.at_site, *self.analysis.elsewhere)
        ]
        if any(one.quoted for one in certificates):
            return {one.id: one.quoted or one.id for one in certificates}
        ids = [one.id for one in certificates]
        if all(len(one) <= _LONGEST_LABEL for one in ids):
            return {one: one for one in ids}
        return {one: f"C{position}" for position, one in enumerate(ids, start=1)}

    @cached_property
    def lines(self) -> Mapping[str, CertificateLine]:
        """The certificates by their id."""
        return {line.certificate.id: line for line in self.analysis.certificates}

    @cached_property
    def _at_site(self) -> frozenset[str]:
        return frozenset(line.certificate.id for line in self.analysis.at_site)

    def best_verdicts(self, line: CriterionLine) -> Mapping[str, tuple[Verdict, ...]]:
        """Per certificate that names the site the verdicts with its best outcome, by outcome."""
        found: dict[str, list[Verdict]] = {}
        for outcome in _BEST_FIRST:
            for verdict in line.decision.verdicts:
                best = found.get(verdict.certificate)
                if verdict.ruling.outcome is outcome and (
                    best is None or best[0].ruling.outcome is outcome
                ):
                    found.setdefault(verdict.certificate, []).append(verdict)
        return {one: tuple(best) for one, best in found.items() if one in self._at_site}

    def elsewhere(self) -> str:
        """Which certificates name other sites only and are left out; empty where none does."""
        ids = [one.certificate.id for one in self.analysis.elsewhere]
        if not ids:
            return ""
        if len(ids) > _MOST_NAMED:
            return self.voice.ngettext(
                "One certificate names only other sites of the organisation and is left out.",
                "{n} certificates name only other sites of the organisation and are left out.",
                len(ids),
            )
        return self.voice.ngettext(
            "{names} names only other sites of the organisation and is left out.",
            "{names} name only other sites of the organisation and are left out.",
            len(ids),
            names=self.voice.list_of(self.named(one) for one in ids),
        )

    @cached_property
    def documents(self) -> Mapping[str, str]:
        """A short name for each document: its id, or E1, E2 where a database made the ids."""
        return _short_names("E", [one.id for one in self.analysis.assessment.evidence])

    @cached_property
    def actions(self) -> Mapping[str, str]:
        """A short name for each action: the number it was given, or the id that people gave it."""
        actions = (line.action for line in self.analysis.actions)
        by_day = sorted(actions, key=lambda one: (one.due or date.max, one.id))
        names = _short_names("A", [one.id for one in by_day])
        return {**names, **{one.id: f"A{one.number}" for one in by_day if one.number}}

    def listed_documents(self, ids: Iterable[str]) -> str:
        """Documents by their short names."""
        return ", ".join(self.documents.get(one, one) for one in ids)

    def label(self, certificate: str) -> str:
        """The short name of a certificate."""
        return self.labels.get(certificate, certificate)

    def standard(self, certificate: str) -> str:
        """What a certificate is against, without the edition."""
        line = self.lines.get(certificate)
        return line.certificate.standard if line else certificate

    def named(self, certificate: str) -> str:
        """Short name and standard, such as "B1 EMAS"."""
        return f"{self.label(certificate)} {self.standard(certificate)}"

    def rating(self, rating: Rating) -> str:
        """The word of a rating: the pack's own, or the usual one in the reader's language."""
        return self.voice.of_pack(self.analysis.criteria_set.word(rating))

    def gap(self, gap: Gap) -> Sign:
        """The mark and the word of a gap."""
        return Sign(gap.value, self.voice.words(gap))


def is_made(id: str) -> bool:
    """Whether an id was made by a database, and so means nothing to anybody."""
    return bool(_MADE_ID.fullmatch(id))


def _short_names(letter: str, ids: Iterable[str]) -> Mapping[str, str]:
    return {
        one: f"{letter}{place}" if is_made(one) else one for place, one in enumerate(ids, start=1)
    }


def spans(ids: Iterable[str]) -> str:
    """Ids in the order given, runs drawn together, such as "3.a–3.c, 5.a" or "P1.1–P1.3"."""
    return _drawn_together(ids, _next_id)


def runs(numbers: Iterable[str]) -> str:
    """Numbers in the order given, runs drawn together, such as "1, 3–10"; others as they are."""
    return _drawn_together(numbers, _next_number)


def _drawn_together(ids: Iterable[str], follows: Callable[[str, str], bool]) -> str:
    found: list[list[str]] = []
    for one in ids:
        if found and follows(found[-1][-1], one):
            found[-1].append(one)
        else:
            found.append([one])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > _PAIR else ", ".join(run) for run in found)


def _next_id(one: str, other: str) -> bool:
    return _next_letter(one, other) or _next_number(one, other)


def _next_letter(one: str, other: str) -> bool:
    stem, letter = one[:-1], one[-1:]
    same_stem = stem.endswith(".") and other[:-1] == stem
    return same_stem and letter.isalpha() and ord(other[-1]) == ord(letter) + 1


def _next_number(one: str, other: str) -> bool:
    """Whether the last number is one higher and all before it the same: 3 and 4, P1.2 and P1.3."""
    (stem, number), (other_stem, next_number) = _split(one), _split(other)
    same = stem == other_stem and bool(number and next_number)
    return same and int(next_number) == int(number) + 1


def _split(text: str) -> tuple[str, str]:
    stem = text.rstrip("0123456789")
    return stem, text[len(stem) :]


def short_title(title: str) -> str:
    """A section's title for narrow places: "Step 1" for "Step 1: Management system"."""
    head, colon, _ = title.partition(":")
    return head if colon else title
