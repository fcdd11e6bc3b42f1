"""Reminding people of due days and judgements, in the application and by letter, once for each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ddtool.domain.people import Author, Right
from ddtool.domain.reminders import Reminder, ReminderKind, to_be_told
from ddtool.mail import Letter, MailNotSent, MailServer
from ddtool.reports.content import Voice
from ddtool.sentences import n_
from ddtool.store import Database, reminders, users

MOST_TRIES = 5
"""After so many letters that did not go out, one is given up; the application still tells it."""

_SUBJECT = (
    n_("Improvement plan: one action to look at"),
    n_("Improvement plan: {n} actions to look at"),
)
_LINES = {
    ReminderKind.DUE_SOON: n_("{label} {title} ({site}) is due on {day}."),
    ReminderKind.OVERDUE: n_("{label} {title} ({site}) was due on {day} and is overdue."),
    ReminderKind.RETURNED: n_("{label} {title} ({site}) was returned by {by}: {reason}"),
    ReminderKind.ACCEPTED: n_("{label} {title} ({site}) was accepted by {by}."),
}
_WHY = n_(
    "You get this once for each event, as a lead or as the owner of the action. Your account page "
    "switches these letters off."
)


@dataclass(frozen=True)
class Letters:
    """How letters go out: the server, the words of a language, and where a plan is found.

    ``address_of`` says nothing where nobody has set by which address people come.
    """

    server: MailServer
    voice: Callable[[str], Voice]
    address_of: Callable[[Reminder], str]


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters went out, and how many did not."""

    letters: int
    failed: int


def list_reminders(
    database: Database, author: Author, *, unseen: bool = False
) -> tuple[Reminder, ...]:
    """What the author was told in their organisation and still holds, the newest first."""
    organisation = author.tenant(Right.READ)
    with database.read() as db:
        told = reminders.of_user(db, organisation, author.user or "", unseen=unseen)
        return tuple(one for one in told if one.holds)


def see_reminders(database: Database, author: Author) -> None:
    """Say that the author has seen everything they were told so far."""
    organisation = author.tenant(Right.READ)
    with database.write(author) as db:
        reminders.see_all(db, organisation, author.user or "")


def remind_of_due_days(database: Database, author: Author) -> int:
    """Tell whoever is concerned of actions due soon or overdue today; how many were told anew.

    It may run as often as anybody likes: nobody is told the same thing twice.
    """
    day, told = author.at.date(), 0
    with database.read() as reading:
        organisations = reminders.with_due_actions(reading, day)
    for organisation in organisations:
        with database.write(author) as db:
            for assessment, action in reminders.due_by(db, organisation, day):
                kind = to_be_told(action, day)
                if kind is not None and action.due is not None:
                    occasion = action.due.isoformat()
                    told += reminders.tell(
                        db, organisation, assessment, action, kind, occasion=occasion
                    )
    return told


def send_letters(database: Database, author: Author, letters: Letters | None) -> Sent:
    """Send each person one letter with all that waits for them.

    Without a mail server nothing waits any longer: the application alone tells it. A letter is
    marked before it goes out, so that a program that is killed meanwhile sends none twice.
    """
    sent = failed = 0
    with database.read() as reading:
        waiting = reminders.people_waiting(reading, most_tries=MOST_TRIES)
    for organisation, user in waiting:
        if letters is None:
            with database.write(author) as db:
                reminders.want_no_letters(db, organisation)
        elif _send(database, author, letters, organisation, user):
            sent += 1
        else:
            failed += 1
    return Sent(sent, failed)


def _send(
    database: Database, author: Author, letters: Letters, organisation: str, user: str
) -> bool:
    with database.write(author) as db:
        found = tuple(one for one in reminders.take_letter(db, organisation, user) if one.holds)
        to = users.find(db, user).value
    if not found:
        return True
    voice = letters.voice(to.language)
    try:
        letters.server.send(Letter(to.email, _subject(found, voice), _text(found, letters, voice)))
    except MailNotSent:
        with database.write(author) as db:
            reminders.give_back(db, organisation, [one.id for one in found], most_tries=MOST_TRIES)
        return False
    return True


def _subject(found: tuple[Reminder, ...], voice: Voice) -> str:
    return voice.ngettext(*_SUBJECT, len(found))


def _text(found: tuple[Reminder, ...], letters: Letters, voice: Voice) -> str:
    said = [f"- {line}" for line in _with_addresses(found, letters, voice)]
    return "\n".join([*said, "", voice.gettext(_WHY), ""])


def _with_addresses(found: Iterable[Reminder], letters: Letters, voice: Voice) -> Iterable[str]:
    for one in found:
        address = letters.address_of(one)
        yield f"{say_reminder(one, voice)}\n  {address}" if address else say_reminder(one, voice)


def say_reminder(reminder: Reminder, voice: Voice) -> str:
    """What a reminder says, in one sentence."""
    action = reminder.action
    return voice.gettext(
        _LINES[reminder.kind],
        label=f"A{action.number}",
        title=action.title,
        site=reminder.site,
        day=voice.day(action.due).text,
        by=action.judged_by,
        reason=action.judgement,
    )
