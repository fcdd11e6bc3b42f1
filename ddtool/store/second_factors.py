"""What is kept of second factors: the secret of an app, its last step, hashes of recovery codes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, func, insert, select, update

from ddtool.domain.history import Subject
from ddtool.store.schema_people import recovery_codes, users
from ddtool.store.transactions import Reading, Writing


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """The secret an app shows codes of. ``last_step`` is None until a first code has proved it."""

    secret: str = field(repr=False)
    last_step: int | None

    @property
    def counts(self) -> bool:
        """Whether it is asked for."""
        return self.last_step is not None


def find(db: Reading, user: str) -> SecondFactor | None:
    """The second factor of a user, proved or only begun; None for a user without one."""
    row = db.row(select(users.c.totp_secret, users.c.totp_step).where(users.c.id == user))
    if row is None or row["totp_secret"] is None:
        return None
    return SecondFactor(row["totp_secret"], row["totp_step"])


def begin(db: Writing, user: str, secret: str) -> None:
    """Keep a secret that counts once a code has proved that the app has it."""
    db.execute(update(users).where(users.c.id == user).values(totp_secret=secret, totp_step=None))
    db.record(_of(user), "second factor begun", {}, {})


def prove(db: Writing, user: str, step: int) -> None:
    """From now on the second factor is asked for."""
    db.execute(update(users).where(users.c.id == user).values(totp_step=step))
    db.record(_of(user), "second factor added", {}, {})


def use_step(db: Writing, user: str, step: int) -> bool:
    """Take a code that belongs to a step; False where that step or a later one was used."""
    unused = (users.c.id == user) & (users.c.totp_step < step)
    return db.execute(update(users).where(unused).values(totp_step=step)) == 1


def remove(db: Writing, user: str) -> None:
    """Ask for no second factor any more, and forget all recovery codes."""
    db.execute(update(users).where(users.c.id == user).values(totp_secret=None, totp_step=None))
    db.execute(delete(recovery_codes).where(recovery_codes.c.user_id == user))
    db.record(_of(user), "second factor removed", {}, {})


def put_recovery_codes(db: Writing, user: str, hashes: Sequence[str]) -> None:
    """Keep these recovery codes in place of all earlier ones."""
    db.execute(delete(recovery_codes).where(recovery_codes.c.user_id == user))
    db.execute(insert(recovery_codes), [{"user_id": user, "code_sha256": one} for one in hashes])
    db.record(_of(user), "new recovery codes", {}, {})


def use_recovery_code(db: Writing, user: str, code_sha256: str) -> bool:
    """Take a recovery code; False for one unknown or used."""
    codes = recovery_codes.c
    unused = (codes.user_id == user) & (codes.code_sha256 == code_sha256) & codes.used_at.is_(None)
    if db.execute(update(recovery_codes).where(unused).values(used_at=db.author.at)) != 1:
        return False
    db.record(_of(user), "recovery code used", {}, {})
    return True


def recovery_codes_left(db: Reading, user: str) -> int:
    """How many recovery codes of a user are still good."""
    codes = recovery_codes.c
    query = select(func.count().label("n")).where(codes.user_id == user, codes.used_at.is_(None))
    row = db.row(query)
    return int(row["n"]) if row else 0


def _of(user: str) -> Subject:
    return Subject("user", user)
