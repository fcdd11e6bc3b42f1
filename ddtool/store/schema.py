"""What all tables share: names of constraints, kinds of columns, and how tenants are kept apart.

Everything that belongs to an organisation has the key ``(organisation_id, id)`` and points to
other things with both columns, so that a row cannot point at another organisation's even if the
code were wrong. Tables never leave this package: queries hand out values.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.schema import SchemaItem

from ddtool.domain.refusals import Unstorable
from ddtool.sentences import Sentence

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


class Words(TypeDecorator[str]):
    """A text that both databases can keep: no NUL, no half of a surrogate pair."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Refuse what only one of the databases would take."""
        if value is not None and ("\0" in value or not _is_whole(value)):
            raise Unstorable(
                Sentence("A text holds characters that cannot be stored; type it anew.")
            )
        return value


class Moment(TypeDecorator[datetime]):
    """A moment in UTC as a text of fixed width, so that both databases sort it alike."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """From a moment that knows its time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone cannot be stored")
        return value.astimezone(UTC).strftime(_MOMENT)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Back to a moment in UTC."""
        return None if value is None else datetime.strptime(value, _MOMENT).replace(tzinfo=UTC)


def _is_whole(value: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in value)


def words(name: str, **options: Any) -> Column[Any]:
    """A text, empty where nothing was said."""
    return Column(name, Words, nullable=False, **options)


def moment(name: str, *, needed: bool = True) -> Column[Any]:
    """A moment in UTC."""
    return Column(name, Moment, nullable=not needed)


def listing(name: str) -> Column[Any]:
    """A list or dictionary of words and numbers."""
    return Column(name, JSON, nullable=False)


def reference(name: str, *, needed: bool = True) -> Column[Any]:
    """The id of something else; the key that binds it is written beside the columns."""
    return Column(name, String(36), nullable=not needed)


def own_id() -> Column[Any]:
    """The id of something that belongs to the installation."""
    return Column("id", String(36), primary_key=True)


def user_id(name: str, *, needed: bool = True) -> Column[Any]:
    """The id of a user, who belongs to no organisation by themselves."""
    return Column(name, String(36), ForeignKey("users.id"), nullable=not needed)


def tenant(**options: Any) -> Column[Any]:
    """The organisation a row belongs to, first part of its key."""
    return Column(
        "organisation_id", String(36), ForeignKey("organisations.id"), primary_key=True, **options
    )


def key(name: str, kind: Any = None) -> Column[Any]:
    """A further part of a key."""
    return Column(name, kind or String(36), primary_key=True)


def tenant_table(name: str, *items: SchemaItem) -> Table:
    """A table of things that belong to an organisation and have an id."""
    return Table(name, metadata, tenant(), key("id"), *items)


def within_tenant(column: str, table: str, **options: Any) -> ForeignKeyConstraint:
    """A reference that cannot leave the organisation."""
    return ForeignKeyConstraint(
        ["organisation_id", column], [f"{table}.organisation_id", f"{table}.id"], **options
    )


def versioned() -> tuple[Column[Any], ...]:
    """How often something was changed, when last and by whom."""
    return (
        Column("version", Integer, nullable=False),
        moment("changed_at"),
        words("changed_by"),
    )
