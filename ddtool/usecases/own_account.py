"""One's own account: name, language, theme, password, browsers that are signed in, tokens."""

from dataclasses import dataclass

from ddtool.domain.people import ApiToken, Author, Organisation, Session, User
from ddtool.domain.refusals import NotFound, ProofWrong
from ddtool.passwords import hash_password, new_secret, password_fits, refuse_weak, secret_hash
from ddtool.sentences import Sentence
from ddtool.store import Database, second_factors, sessions, tokens, tries, users

THEMES = ("", "light", "dark")
"""How pages can look; empty is as the browser says."""


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """Everything somebody may see and change about their own account.

    Sessions are ordered by use, the last first; tokens by age, the newest first, without those
    that were revoked.
    """

    user: User
    sessions: tuple[Session, ...]
    tokens: tuple[ApiToken, ...]
    recovery_codes_left: int


@dataclass(frozen=True, slots=True)
class OwnDetails:
    """What somebody says about themselves. ``theme`` is one of :data:`THEMES`."""

    name: str
    language: str = ""
    theme: str = ""
    reminder_mails: bool = True


def read_own_account(database: Database, author: Author) -> OwnAccount:
    """The account of the author.

    :raises NotFound: they are nobody.
    """
    with database.read() as db:
        user = users.find(db, author.user or "").value
        return OwnAccount(
            user,
            sessions.of_user(db, user),
            tuple(one for one in tokens.of_user(db, user.id) if one.revoked_at is None),
            second_factors.recovery_codes_left(db, user.id),
        )


def change_own_details(database: Database, author: Author, details: OwnDetails) -> None:
    """Change name, language, theme and wanted letters; they hold from the next page on."""
    if details.theme not in THEMES:
        raise NotFound("theme")
    values = {
        "name": details.name,
        "language": details.language,
        "theme": details.theme,
        "reminder_mails": details.reminder_mails,
    }
    with database.write(author) as db:
        users.change(db, author.user or "", values)


def change_own_password(
    database: Database, author: Author, session: Session, *, old: str, new: str
) -> str:
    """Take another password and end all other sessions; the new secret of this one.

    :raises TooManyTries, ProofWrong: the old password was not given.
    :raises WeakPassword: the new one is not good enough.
    """
    user = session.user
    refuse_weak(new, email=user.email, name=user.name)
    with database.write(author) as db:
        tries.count(db, tries.of_proofs(user.id))
        kept = users.password_hash(db, user.id)
    if not password_fits(old, kept):
        raise ProofWrong(Sentence("This is not your password."))
    hashed, secret = hash_password(new), new_secret()
    with database.write(author) as db:
        sessions.forget_failures(db, tries.of_proofs(user.id))
        users.set_password(db, user.id, hashed)
        sessions.end_others(db, user.id, session.id)
        sessions.renew(db, session.id, secret_hash(secret))
    return secret


def end_own_session(database: Database, author: Author, id: str) -> None:
    """Sign out one of the author's browsers.

    :raises NotFound: none of theirs has that id.
    """
    with database.write(author) as db:
        sessions.end_one(db, author.user or "", id)


def end_other_sessions(database: Database, author: Author, session: Session) -> int:
    """Sign out all of the author's browsers but this one; how many there were."""
    with database.write(author) as db:
        return sessions.end_others(db, session.user.id, session.id)


def add_own_token(database: Database, author: Author, name: str) -> tuple[ApiToken, str]:
    """A token for the author's own programs; its secret is to be shown once."""
    secret = new_secret()
    with database.write(author) as db:
        user = users.find(db, author.user or "").value
        return tokens.add(db, user.id, name, secret_hash(secret)), secret


def act_for(
    database: Database, author: Author, session: Session, organisation: str | None
) -> Organisation | None:
    """Go on for another of one's organisations; None for the administration of the programme.

    :raises NotFound: the author does not belong to it.
    """
    with database.write(author) as db:
        user = users.find(db, session.user.id).value
        mine = {one.organisation.id: one.organisation for one in user.memberships}
        allowed = user.programme_admin if organisation is None else organisation in mine
        if not allowed:
            raise NotFound("organisation")
        sessions.act_for(db, session, organisation)
        return mine[organisation] if organisation else None
