"""The second factor: set up an app, give its codes, and what to do when the phone is lost.

Source: security.md, prescription 21. A code is counted as wrong before it is looked at, so that
many tries at once gain nothing; whoever is right begins to count anew.
"""

from dataclasses import dataclass, field

from ddtool.domain.people import Author, Session
from ddtool.domain.refusals import AlreadyThere, NotFound, ProofWrong
from ddtool.passwords import codes, new_secret, password_fits, secret_hash
from ddtool.sentences import Sentence
from ddtool.store import Database, Writing, second_factors, sessions, tries, users
from ddtool.store.second_factors import SecondFactor


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an app needs: the secret to type in, or the address to read from a QR code."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Proved:
    """A second factor that counts now: the new secret of the session, and the recovery codes."""

    session_secret: str = field(repr=False)
    recovery_codes: tuple[str, ...] = field(repr=False)


def begin_enrolment(database: Database, author: Author) -> Enrolment:
    """Make the secret for an app. It counts for nothing until a first code is given.

    Asking again gives the same secret, so that an app which has it already goes on fitting.

    :raises AlreadyThere: a second factor is asked for already.
    """
    user = _user(author)
    with database.write(author) as db:
        found = second_factors.find(db, user)
        if found is not None and found.counts:
            raise AlreadyThere(
                Sentence("You have a second factor already. Switch it off to set up another phone.")
            )
        if found is None:
            found = SecondFactor(codes.new_totp_secret(), None)
            second_factors.begin(db, user, found.secret)
        return _enrolment(found, users.find(db, user).value.email)


def begun_enrolment(database: Database, author: Author) -> Enrolment | None:
    """The secret for an app whose first code is still missing; None where nothing was begun."""
    with database.read() as db:
        found = second_factors.find(db, _user(author))
        if found is None or found.counts:
            return None
        return _enrolment(found, users.find(db, _user(author)).value.email)


def finish_enrolment(database: Database, author: Author, session: Session, code: str) -> Proved:
    """Let the second factor count, proved by a first code, in a session that has given it.

    :raises TooManyTries, ProofWrong: nothing has changed.
    :raises NotFound: nothing was begun.
    """
    user = _user(author)
    _count(database, author)
    with database.write(author) as db:
        found = second_factors.find(db, user)
        if found is None or found.counts:
            raise NotFound("second factor")
        step = codes.step_of(found.secret, code, author.at, after=None)
        if step is None:
            raise _wrong_code()
        second_factors.prove(db, user, step)
        return Proved(_confirm(db, session), _new_recovery_codes(db, user))


def confirm_session(database: Database, author: Author, session: Session, code: str) -> str:
    """Give the code of the app, or a recovery code; the new secret of the session.

    :raises TooManyTries, ProofWrong: the session still waits for a code.
    """
    _count(database, author)
    with database.write(author) as db:
        if not _takes(db, _user(author), code):
            raise _wrong_code()
        return _confirm(db, session)


def renew_recovery_codes(database: Database, author: Author, proof: str) -> tuple[str, ...]:
    """Ten new recovery codes in place of all earlier ones, for a password or a code.

    :raises TooManyTries, ProofWrong: the earlier ones stay good.
    :raises NotFound: there is no second factor to recover.
    """
    _require(database, author)
    fits = _check_proof(database, author, proof)
    with database.write(author) as db:
        if not fits and not _takes(db, _user(author), proof):
            raise _wrong_proof()
        sessions.forget_failures(db, tries.of_proofs(_user(author)))
        return _new_recovery_codes(db, _user(author))


def switch_off(database: Database, author: Author, proof: str) -> None:
    """Ask for no second factor any more, for a password or a code.

    Whoever must have one is asked to set up another before anything else.

    :raises TooManyTries, ProofWrong: it is still asked for.
    :raises NotFound: there is none.
    """
    _require(database, author)
    fits = _check_proof(database, author, proof)
    with database.write(author) as db:
        if not fits and not _takes(db, _user(author), proof):
            raise _wrong_proof()
        sessions.forget_failures(db, tries.of_proofs(_user(author)))
        second_factors.remove(db, _user(author))


def _user(author: Author) -> str:
    if author.user is None:
        raise NotFound("user")
    return author.user


def _enrolment(found: SecondFactor, email: str) -> Enrolment:
    return Enrolment(found.secret, codes.provisioning_uri(found.secret, email))


def _count(database: Database, author: Author) -> None:
    with database.write(author) as db:
        tries.count(db, tries.of_proofs(_user(author)))


def _require(database: Database, author: Author) -> None:
    with database.read() as db:
        if second_factors.find(db, _user(author)) is None:
            raise NotFound("second factor")


def _check_proof(database: Database, author: Author, proof: str) -> bool:
    """Whether it is the password. Looking takes long, so it is done outside of a transaction."""
    _count(database, author)
    with database.read() as db:
        kept = users.password_hash(db, _user(author))
    return password_fits(proof, kept)


def _takes(db: Writing, user: str, code: str) -> bool:
    """Use up a code of the app or a recovery code; False for one that is wrong or used."""
    found = second_factors.find(db, user)
    if found is None or not found.counts:
        return False
    step = codes.step_of(found.secret, code, db.author.at, after=found.last_step)
    if step is not None:
        return second_factors.use_step(db, user, step)
    typed = codes.plain_recovery_code(code)
    return second_factors.use_recovery_code(db, user, secret_hash(typed))


def _confirm(db: Writing, session: Session) -> str:
    secret = new_secret()
    sessions.confirm(db, session, secret_hash(secret))
    sessions.forget_failures(db, tries.of_proofs(session.user.id))
    return secret


def _new_recovery_codes(db: Writing, user: str) -> tuple[str, ...]:
    made = codes.new_recovery_codes()
    hashes = [secret_hash(codes.plain_recovery_code(code)) for code in made]
    second_factors.put_recovery_codes(db, user, hashes)
    return made


def _wrong_code() -> ProofWrong:
    return ProofWrong(
        Sentence("This code is wrong or was used already. Wait for the next one and type that.")
    )


def _wrong_proof() -> ProofWrong:
    return ProofWrong(Sentence("This is neither your password nor a code that is still good."))
