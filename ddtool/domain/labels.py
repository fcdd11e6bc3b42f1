"""Short ids for people: what a workbook shows in place of the long ids of the store."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ddtool.domain.assessments import Action, Answer, Assessment, Evidence, Site
from ddtool.domain.certificates import Certificate
from ddtool.domain.site_names import named, site_names, with_site_ids

SITE, CERTIFICATE, EVIDENCE, ACTION = "site", "certificate", "evidence", "action"

_LONGEST = 12
"""An id of at most so many characters is short enough to be its own label."""

_PREFIXES = {CERTIFICATE: "C-", EVIDENCE: "E-", ACTION: "A-"}
_BETWEEN_SITES = re.compile(r"[;,\n]")


@dataclass(frozen=True)
class Labels:
    """The id in the store that each label stands for, by kind of thing, in the order of numbering.

    A label means something only beside the assessment it was given for.
    """

    ids: Mapping[str, Mapping[str, str]]

    @cached_property
    def of_id(self) -> Mapping[str, Mapping[str, str]]:
        """The label of each id, by kind of thing."""
        return {kind: {id: label for label, id in ids.items()} for kind, ids in self.ids.items()}

    def label(self, kind: str, id: str) -> str:
        """The label of an id; the id itself where it has none."""
        return self.of_id.get(kind, {}).get(id, id)

    def id(self, kind: str, label: str) -> str | None:
        """The id behind a label, None where the label is not known."""
        return self.ids.get(kind, {}).get(label)


def label_things(assessment: Assessment, sites: Sequence[Site]) -> Labels:
    """Labels for everything an assessment names by id; sites are told by their names.

    ``sites`` are those of the organisation, which certificates may name.
    """
    return Labels(
        {
            SITE: {_one_name(name): id for id, name in site_names(sites).items()},
            CERTIFICATE: _certificates(assessment.certificates),
            EVIDENCE: _numbered(EVIDENCE, (one.id for one in assessment.evidence)),
            ACTION: _actions(assessment.actions),
        }
    )


def labelled(assessment: Assessment, labels: Labels) -> Assessment:
    """The same assessment with labels in place of ids.

    Documents stand with every requirement they show, also where it has no answer yet.
    """
    documents = tuple(_document(one, labels) for one in assessment.evidence)
    return replace(
        assessment,
        site=replace(assessment.site, id=labels.label(SITE, assessment.site.id)),
        answers=with_documents(assessment.answers, documents),
        evidence=documents,
        actions=tuple(replace(one, id=labels.label(ACTION, one.id)) for one in assessment.actions),
        certificates=tuple(labelled_certificate(one, labels) for one in assessment.certificates),
    )


def labelled_certificate(certificate: Certificate, labels: Labels) -> Certificate:
    """A certificate with labels in place of ids; the sites it names stand in one list."""
    known = named(certificate, labels.of_id.get(SITE, {}))
    return replace(
        known,
        id=labels.label(CERTIFICATE, certificate.id),
        sites=(*known.sites, *known.other_sites),
        other_sites=(),
    )


def with_ids_of_sites(certificate: Certificate, labels: Labels) -> Certificate:
    """A certificate with the ids of the sites that its labels name, others by their names."""
    return with_site_ids(certificate, labels.of_id.get(SITE, {}))


def with_documents(answers: Sequence[Answer], documents: Sequence[Evidence]) -> tuple[Answer, ...]:
    """The answers with the documents that show each; an open answer where there was none."""
    shown: dict[str, list[str]] = {}
    for document in documents:
        for requirement in document.requirements:
            shown.setdefault(requirement, []).append(document.id)
    given = {one.requirement: one for one in answers}
    given |= {id: Answer(id) for id in shown if id not in given}
    return tuple(replace(one, evidence=tuple(shown.get(id, ()))) for id, one in given.items())


def _document(document: Evidence, labels: Labels) -> Evidence:
    return replace(document, id=labels.label(EVIDENCE, document.id))


def _certificates(certificates: Sequence[Certificate]) -> dict[str, str]:
    """By the numbers they were given; those that have none yet by their place."""
    given = {one.quoted: one.id for one in certificates if one.quoted}
    others = (one.id for one in certificates if not one.quoted)
    return {**given, **_numbered(CERTIFICATE, others)}


def _numbered(kind: str, ids: Iterable[str]) -> dict[str, str]:
    listed = list(dict.fromkeys(ids))
    labels = {id: id for id in listed if len(id) <= _LONGEST}
    number = 0
    for id in listed:
        while id not in labels:
            number += 1
            label = f"{_PREFIXES[kind]}{number:02}"
            if label not in labels:
                labels[id] = label
    return {labels[id]: id for id in listed}


def _actions(actions: Sequence[Action]) -> dict[str, str]:
    """By the numbers they were given; those that have none yet by their place."""
    given = {f"A{one.number}": one.id for one in actions if one.number}
    others = (one.id for one in actions if not one.number)
    return {**given, **_numbered(ACTION, others)}


def _one_name(name: str) -> str:
    """A name that stays one name in a list of names."""
    return " ".join(_BETWEEN_SITES.sub(" ", name).split())
