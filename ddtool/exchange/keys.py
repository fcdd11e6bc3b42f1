"""Keys of a file in place of the ids of a database, and back."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import TypeAdapter

from ddtool.domain.assessments import (
    Action,
    ActionState,
    Answer,
    Assessment,
    Evidence,
    Submission,
)
from ddtool.domain.certificates import Certificate
from ddtool.exchange.content import CertificateDocument, Content, DocumentFile

SITE = "site"
"""The key of the site in every file."""

T = TypeVar("T", Action, Certificate, Evidence)

_PLAIN = TypeAdapter(Any)


def keyed(
    assessment: Assessment,
    *,
    site_names: Mapping[str, str],
    files: Mapping[str, DocumentFile],
    certificate_documents: Mapping[str, Sequence[Evidence]],
    packs: tuple[str, str],
) -> Content:
    """The content of the file of an assessment.

    Only certificates that name its site, or no site at all, go along: the others are none of the
    reader's business and show nothing here. ``packs`` are the hash of the criteria set and the
    name of the matrix.
    """
    held = [_of_site(one, assessment.site.id, site_names) for one in assessment.certificates]
    certificates, certificate_keys = _with_keys("C", [one for one in held if one is not None])
    documents, evidence_keys = _with_keys("E", assessment.evidence)
    of_certificates = [
        (key, one)
        for id, key in certificate_keys.items()
        for one in certificate_documents.get(id, ())
    ]
    others = {one.id: one for _, one in of_certificates if one.id not in evidence_keys}
    further, further_keys = _with_keys("D", others.values())
    keys = evidence_keys | further_keys
    bound = {CertificateDocument(key, keys[one.id]) for key, one in of_certificates}
    kept = [replace(files[id], evidence=key) for id, key in keys.items() if id in files]
    return Content(
        assessment=replace(
            _said(assessment, evidence_keys), evidence=documents, certificates=certificates
        ),
        pack_sha256=packs[0],
        matrix=packs[1],
        files=tuple(sorted(kept, key=lambda one: one.evidence)),
        certificate_evidence=further,
        certificate_documents=tuple(sorted(bound, key=lambda one: (one.certificate, one.evidence))),
    )


def _said(assessment: Assessment, evidence: Mapping[str, str]) -> Assessment:
    """What the producer has said, in the order of what it is about."""
    return replace(
        assessment,
        site=replace(assessment.site, id=SITE, organisation=""),
        answers=_answers(assessment.answers, evidence),
        ratings=tuple(sorted(assessment.ratings, key=lambda one: one.criterion)),
        determinations=(),
        actions=_with_keys("A", map(_by_producer, assessment.actions))[0],
        submission=None,
    )


def _by_producer(action: Action) -> Action:
    """What the producer says of an action, and nothing that means something only where it was."""
    returned = action.state is ActionState.RETURNED
    return replace(
        action,
        state=ActionState.RUNNING if returned else action.state,
        documents=(),
        judgement="",
        judged_by="",
        judged_on=None,
        carried_from="",
    )


def submitted_as(submission: Submission | None) -> dict[str, str]:
    """What the origin says of the last submission."""
    if submission is None:
        return {}
    return {
        "day": submission.day.isoformat(),
        "by": submission.by,
        "sha256": submission.sha256,
    }


def unkeyed_certificate(certificate: Certificate, id: str, site: str) -> Certificate:
    """A certificate of a file, under an id of the database and naming the site by its id.

    It gets a number of its own in the register of those who take it in.
    """
    named = (site,) if SITE in certificate.sites else ()
    return replace(certificate, id=id, sites=named, register_number=0)


def _of_site(certificate: Certificate, site: str, names: Mapping[str, str]) -> Certificate | None:
    if certificate.names_sites and site not in certificate.sites:
        return None
    others = {names.get(one, one) for one in certificate.sites if one != site}
    return replace(
        certificate,
        register_number=0,
        sites=(SITE,) if site in certificate.sites else (),
        other_sites=tuple(sorted(others | set(certificate.other_sites))),
    )


def _answers(answers: Iterable[Answer], keys: Mapping[str, str]) -> tuple[Answer, ...]:
    shown = (
        replace(one, evidence=tuple(sorted(keys[id] for id in one.evidence if id in keys)))
        for one in answers
    )
    return tuple(sorted(shown, key=lambda one: one.requirement))


def _with_keys(letter: str, things: Iterable[T]) -> tuple[tuple[T, ...], dict[str, str]]:
    """The things under keys in an order that depends on what they say alone, and key by id."""
    said: Callable[[T], str] = lambda thing: _text(replace(thing, id=""))  # noqa: E731 -- typed
    ordered = sorted(things, key=said)
    keys = {thing.id: f"{letter}{number}" for number, thing in enumerate(ordered, start=1)}
    return tuple(replace(thing, id=keys[thing.id]) for thing in ordered), keys


def _text(thing: Any) -> str:
    return json.dumps(_PLAIN.dump_python(thing, mode="json"), sort_keys=True)
