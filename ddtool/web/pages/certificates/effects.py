"""What a certificate does, for the panel beside its form."""

from collections.abc import Iterable, Sequence

from ddtool.domain.certificates import Certificate
from ddtool.domain.people import Deciding
from ddtool.usecases.certificate_effects import SiteEffect, certificate_effects, effects_of_all
from ddtool.web import access, language
from ddtool.web.deciding import deciding


def effects(certificate: Certificate) -> tuple[SiteEffect, ...]:
    """What one certificate does today, stored or not."""
    return certificate_effects(
        access.database(),
        access.author(),
        access.library(),
        certificate,
        voice=language.voice(),
        as_of=access.today(),
    )


def effects_so_far(certificate: Certificate) -> tuple[SiteEffect, ...] | None:
    """The same while it is being filled in; None until it names a site, which all else hangs on."""
    found = effects(certificate)
    return found if certificate.names_sites or not found else None


def effects_of(certificates: Sequence[Certificate]) -> tuple[tuple[SiteEffect, ...], ...]:
    """The same for several, in their order."""
    return effects_of_all(
        access.database(),
        access.author(),
        access.library(),
        certificates,
        voice=language.voice(),
        as_of=access.today(),
    )


def whom_to_ask(effects: Iterable[SiteEffect] | None) -> Deciding | None:
    """Whom to ask where a certificate would be worth something, had anything been decided."""
    waits = any(one.told.hints and not one.decides for one in effects or ())
    return deciding() if waits else None
