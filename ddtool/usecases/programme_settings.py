"""The settings of the programme, which its admins change."""

from dataclasses import dataclass
from typing import Any

from ddtool.domain.history import Stored
from ddtool.domain.people import Author
from ddtool.domain.programme import ProgrammeSettings
from ddtool.domain.time_limits import LimitMonths, LimitsEffect, effect_of
from ddtool.store import Database, open_assessments, programme_settings, reviews_under_way


@dataclass(frozen=True, slots=True)
class SecondAssessorEffect:
    """What the rule of a second assessor concerns: reviews under way.

    ``alone`` of them are with a firm in which no second assessor can sign in.
    """

    reviews: int
    alone: int


def read_settings(database: Database) -> ProgrammeSettings:
    """What holds for the whole installation now."""
    with database.read() as db:
        return programme_settings.settings_of(db)


def read_setting(database: Database, author: Author, name: str) -> Stored[Any] | None:
    """One setting with its version; None while nobody has changed it.

    :raises NotAllowed: the author does not look after the installation.
    """
    author.must_administer()
    with database.read() as db:
        return programme_settings.setting(db, name)


def change_setting(
    database: Database, author: Author, name: str, value: Any, *, version: int
) -> Stored[Any]:
    """Change a setting that was read at a version (0: nobody has changed it yet).

    :raises NotAllowed: the author does not look after the installation.
    :raises Conflict: somebody else has changed it since.
    """
    author.must_administer()
    with database.write(author) as db:
        return programme_settings.change_setting(db, name, value, version=version)


def effect_of_limits(database: Database, author: Author, limits: LimitMonths) -> LimitsEffect:
    """What it would do to the open actions of all producers to have other time limits.

    :raises NotAllowed: the author does not look after the installation.
    """
    author.must_administer()
    with database.read() as db:
        now = programme_settings.settings_of(db).limits
        return effect_of(now, limits, open_assessments.planned_days(db))


def effect_of_second_assessor(database: Database, author: Author) -> SecondAssessorEffect:
    """Which reviews under way the rule of a second assessor concerns.

    :raises NotAllowed: the author does not look after the installation.
    """
    author.must_administer()
    with database.read() as db:
        found = reviews_under_way.assessors_at_hand(db, on=author.at.date())
    return SecondAssessorEffect(len(found), sum(one < 2 for one in found))
