"""What people were reminded of: each event once for each person, and by letter at most once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, func, insert, select, update

from ddtool.domain.assessments import Action
from ddtool.domain.people import Role, User
from ddtool.domain.reminders import DUE_SOON, MailState, Reminder, ReminderKind, is_owner
from ddtool.store import users
from ddtool.store.actions import to_action
from ddtool.store.keeping import matches, new_id
from ddtool.store.schema_assessments import actions, assessments
from ddtool.store.schema_people import organisations
from ddtool.store.schema_reviews import reminders
from ddtool.store.schema_sites import sites
from ddtool.store.transactions import Reading, Writing

_OPEN = ("planned", "running", "returned")
_MOST_SHOWN = 200


def due_by(db: Reading, organisation: str, day: date) -> tuple[tuple[str, Action], ...]:
    """The open actions of an organisation that are due or nearly so, with their assessments.

    What goes on in the next cycle is told there.
    """
    going_on = select(actions.c.carried_from).where(
        actions.c.organisation_id == organisation, actions.c.carried_from.is_not(None)
    )
    query = select(actions).where(
        actions.c.organisation_id == organisation,
        actions.c.state.in_(_OPEN),
        actions.c.due <= day + DUE_SOON,
        actions.c.id.not_in(going_on),
    )
    rows = db.rows(query.order_by(actions.c.due, actions.c.id))
    return tuple((row["assessment_id"], to_action(row)) for row in rows)


def with_due_actions(db: Reading, day: date) -> tuple[str, ...]:
    """The organisations that have such actions; for whoever goes through all of them."""
    query = select(organisations.c.id).where(
        organisations.c.id.in_(
            select(actions.c.organisation_id).where(
                actions.c.organisation_id == organisations.c.id,
                actions.c.state.in_(_OPEN),
                actions.c.due <= day + DUE_SOON,
            )
        )
    )
    return tuple(row["id"] for row in db.rows(query.order_by(organisations.c.id)))


def tell(
    db: Writing,
    organisation: str,
    assessment: str,
    action: Action,
    kind: ReminderKind,
    *,
    occasion: str,
) -> int:
    """Tell everybody concerned of an event, those left out who were told before; how many.

    Concerned are the leads of the organisation and whoever the action names as its owner.
    ``occasion`` tells one event from the next of its kind: the due day, or the moment.
    """
    event = {
        "organisation_id": organisation,
        "action_id": action.id,
        "kind": kind.value,
        "occasion": occasion,
    }
    known = db.rows(select(reminders.c.user_id).where(matches(reminders, event)))
    told_before = {row["user_id"] for row in known}
    rows = [
        event
        | {
            "id": new_id(),
            "assessment_id": assessment,
            "user_id": user.id,
            "made_at": db.author.at,
            "mail": (MailState.WAITING if user.reminder_mails else MailState.NONE).value,
            "tries": 0,
        }
        for user in _concerned(db, organisation, action)
        if user.id not in told_before
    ]
    if rows:
        db.execute(insert(reminders), rows)
    return len(rows)


def of_user(
    db: Reading, organisation: str, user: str, *, unseen: bool = False
) -> tuple[Reminder, ...]:
    """What somebody was told in an organisation, the newest first; at most 200."""
    mine = [reminders.c.organisation_id == organisation, reminders.c.user_id == user]
    if unseen:
        mine.append(reminders.c.seen_at.is_(None))
    rows = db.rows(
        _told()
        .where(*mine)
        .order_by(reminders.c.made_at.desc(), actions.c.due, reminders.c.id)
        .limit(_MOST_SHOWN)
    )
    return tuple(map(_to_reminder, rows))


def see_all(db: Writing, organisation: str, user: str) -> None:
    """Say that somebody has seen everything they were told so far."""
    mine = (reminders.c.organisation_id == organisation) & (reminders.c.user_id == user)
    unseen = mine & reminders.c.seen_at.is_(None)
    db.execute(update(reminders).where(unseen).values(seen_at=db.author.at))


def people_waiting(db: Reading, *, most_tries: int) -> tuple[tuple[str, str], ...]:
    """Organisation and user of everybody for whom a letter waits; for whoever sends letters."""
    waits = reminders.c.mail == MailState.WAITING.value, reminders.c.tries < most_tries
    who = reminders.c.organisation_id, reminders.c.user_id
    rows = db.rows(select(*who).where(*waits).group_by(*who).order_by(*who))
    return tuple((row["organisation_id"], row["user_id"]) for row in rows)


def take_letter(db: Writing, organisation: str, user: str) -> tuple[Reminder, ...]:
    """Everything that waits for one letter, which from now on nobody else sends."""
    waits = (
        (reminders.c.organisation_id == organisation)
        & (reminders.c.user_id == user)
        & (reminders.c.mail == MailState.WAITING.value)
    )
    found = tuple(map(_to_reminder, db.rows(_told().where(waits).order_by(actions.c.due))))
    sent = {"mail": MailState.SENT.value, "mailed_at": db.author.at, "tries": reminders.c.tries + 1}
    ids = [one.id for one in found]
    taken = db.execute(update(reminders).where(waits, reminders.c.id.in_(ids)).values(sent))
    return found if taken == len(found) else ()


def give_back(db: Writing, organisation: str, ids: Iterable[str], *, most_tries: int) -> None:
    """Say that a letter did not go out; it waits again, or is given up after so many tries."""
    mine = (reminders.c.organisation_id == organisation) & reminders.c.id.in_(list(ids))
    again = {"mail": MailState.WAITING.value, "mailed_at": None}
    db.execute(update(reminders).where(mine).values(again))
    too_often = mine & (reminders.c.tries >= most_tries)
    db.execute(update(reminders).where(too_often).values(mail=MailState.FAILED.value))


def want_no_letters(db: Writing, organisation: str) -> int:
    """Say that nothing of an organisation goes out by letter any more; how much waited."""
    waits = (reminders.c.organisation_id == organisation) & (
        reminders.c.mail == MailState.WAITING.value
    )
    return db.execute(update(reminders).where(waits).values(mail=MailState.NONE.value))


def counted(db: Reading) -> Mapping[MailState, int]:
    """How many reminders of each mail state there are; for whoever runs the machine."""
    query = select(reminders.c.mail, func.count().label("count")).group_by(reminders.c.mail)
    numbers = {row["mail"]: int(row["count"]) for row in db.rows(query)}
    return {state: numbers.get(state.value, 0) for state in MailState}


def _concerned(db: Reading, organisation: str, action: Action) -> list[User]:
    return [
        user
        for user, role in users.members(db, organisation)
        if user.active and (role is Role.PRODUCER_LEAD or is_owner(action, user.name))
    ]


def _told() -> Any:
    site = sites.c.name.label("site")
    about = (
        reminders.c.id.label("reminder_id"),
        reminders.c.kind,
        reminders.c.occasion,
        reminders.c.made_at,
        reminders.c.seen_at,
    )
    return (
        select(*about, site, actions)
        .join(actions, _same(reminders, "action_id", actions))
        .join(assessments, _same(actions, "assessment_id", assessments))
        .join(sites, _same(assessments, "site_id", sites))
    )


def _same(table: Any, column: str, other: Any) -> Any:
    return (other.c.organisation_id == table.c.organisation_id) & (other.c.id == table.c[column])


def _to_reminder(row: RowMapping) -> Reminder:
    return Reminder(
        id=row["reminder_id"],
        kind=ReminderKind(row["kind"]),
        assessment=row["assessment_id"],
        action=to_action(row),
        site=row["site"],
        made_at=row["made_at"],
        occasion=row["occasion"],
        seen_at=row["seen_at"],
    )
