"""Telling whoever has just saved something that it was a part of what an assessor signed."""

from flask import flash

from ddtool.domain.statements import SITE, Thing
from ddtool.sentences import n_
from ddtool.usecases.signatures import broken_by
from ddtool.web import access, language
from ddtool.web.forms import said
from ddtool.web.templating import day, since_signed

_BROKEN = n_(
    "This changes what {name} signed on {day} for {site}: {changes}. The sign-off no longer stands."
)


def warn_of_broken(noun: str, id: str) -> None:
    """Say which signatures a certificate or a site has broken, and by what."""
    thing = Thing(SITE, "") if noun == SITE else Thing(noun, id)
    site = id if noun == SITE else ""
    for one in broken_by(access.database(), access.author(), thing, site=site):
        changes = language.voice().list_of(since_signed(one.since))
        signed = one.signed
        flash(
            said(_BROKEN, name=signed.name, day=day(signed.day), site=one.site, changes=changes),
            "half",
        )
