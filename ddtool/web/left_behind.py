"""Telling whoever has just saved something that what was handed in does not know of it."""

from flask import flash

from ddtool.domain.statements import SITE, Thing
from ddtool.sentences import n_
from ddtool.usecases.closed_assessments import Left, left_by
from ddtool.web import access, language
from ddtool.web.forms import said
from ddtool.web.templating import day, since_signed

_BROKEN = n_(
    "This changes what {name} signed on {day} for {site}: {changes}. The sign-off no longer stands."
)
_SITE_STAYS = n_(
    "What was submitted on {day} for {site} stays as it was, and so does what is asked there. It "
    "does not include this change: {changes}. To submit the change, open the assessment again."
)
_CERTIFICATE_STAYS = n_(
    "What was submitted on {day} for {site} stays as it was and does not include this change: "
    "{changes}. The assessment's pages count the certificate as it is now. To submit the change, "
    "open the assessment again."
)


def warn_of_left_behind(noun: str, id: str) -> None:
    """Say what was handed in, or even signed, without a certificate or a site as it is now."""
    thing = Thing(SITE, "") if noun == SITE else Thing(noun, id)
    site = id if noun == SITE else ""
    for one in left_by(access.database(), access.author(), thing, site=site):
        flash(_told(one, _SITE_STAYS if noun == SITE else _CERTIFICATE_STAYS), "half")


def _told(left: Left, stays: str) -> str:
    changes = language.voice().list_of(since_signed(left.since))
    if left.signed is None:
        return said(stays, day=day(left.day), site=left.site, changes=changes)
    signed = left.signed
    return said(_BROKEN, name=signed.name, day=day(signed.day), site=left.site, changes=changes)
