"""How this installation sends letters to its people, if it does."""

from typing import TYPE_CHECKING

from ddtool.cli import access
from ddtool.languages import load_language

if TYPE_CHECKING:
    from ddtool.domain.reminders import Reminder
    from ddtool.reports.content import Voice
    from ddtool.usecases.reminders import Letters


def own_letters() -> "Letters | None":
    """What the settings say of mail; None where no server is set."""
    from ddtool.mail import MailServer  # noqa: PLC0415 -- only who sends letters needs these
    from ddtool.reports.content import Voice  # noqa: PLC0415 -- as above
    from ddtool.usecases.reminders import Letters  # noqa: PLC0415 -- as above

    settings = access.settings()
    if not settings.smtp_url:
        return None
    spoken = access.language()

    def voice(language: str) -> "Voice":
        return Voice(language or spoken, load_language(language or spoken))

    def address_of(reminder: "Reminder") -> str:
        site = settings.site_url
        plan = f"{site}/assessments/{reminder.assessment}/plan#action-{reminder.action.id}"
        return plan if site else ""

    return Letters(MailServer(settings.smtp_url, settings.mail_from), voice, address_of)
