"""An organisation that is new on an installation whose programme has adopted a single cell."""

from datetime import UTC, datetime
from pathlib import Path

from ddtool.domain.people import Author, Role
from ddtool.settings import read_settings
from ddtool.store import Database
from ddtool.usecases.accounts import NewUser, add_user

VERA = "vera@harz-bridge.example"
PASSWORD = "copper kettle seven winds"

_MATRIX = """\
id = "programme"
edition = "1"
title = "Matrix of the programme (fictional)"
publisher = "A programme for this test"
label = "fictional: for a test only"
published = 2026-11-01
rights = "For this test."
"""
_CELLS = """\
criteria_set,criterion,standard,editions,level,status,covers,gap_note,accredited_required,\
adopted_by,adopted_on,confirmed_by
rra@3.0,17,ISO 45001,2018,partial,adopted,17.a;17.b;17.d,exposure limits,yes,\
M. Lindqvist (fictional),2026-11-02,P. Adeyemi (fictional)
"""


def add_newcomer(instance: Path) -> None:
    """Let Vera in as the lead of Harz Bridge Metals, and adopt a cell for ISO 45001."""
    settings = read_settings({"DDTOOL_INSTANCE": str(instance)})
    database = Database(settings.database_url)
    lead = NewUser(VERA, Role.PRODUCER_LEAD, "Vera Lindner", "Harz Bridge Metals")
    add_user(database, Author("test", None, datetime.now(UTC)), lead, PASSWORD)
    database.close()
    matrix = instance / "criteria" / "matrices" / "programme-1"
    matrix.mkdir(parents=True)
    (matrix / "matrix.toml").write_text(_MATRIX, encoding="utf-8")
    (matrix / "cells.csv").write_text(_CELLS, encoding="utf-8")
