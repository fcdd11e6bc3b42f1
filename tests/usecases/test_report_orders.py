"""Reports are asked for, made and opened; the same one on unchanged data is made once."""

import io
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image

from ddtool.domain.assessment_heads import AssessmentHead
from ddtool.domain.assessments import Answer, AnswerCode
from ddtool.domain.errors import UnknownMatrix
from ddtool.domain.letterheads import KeptLogo
from ddtool.domain.people import Author, Role
from ddtool.domain.programme import REPORT_TEXTS, TIME_LIMITS
from ddtool.domain.refusals import NotFound
from ddtool.languages import load_language
from ddtool.packs import Library
from ddtool.packs.loading import forget_loaded
from ddtool.store import Database, answers, certificates, programme_logo, programme_settings
from ddtool.store.files import FileStore
from ddtool.store.reports import Made
from ddtool.usecases.assessments import start_assessment
from ddtool.usecases.programme_logo import BroughtLogo, bring_logo
from ddtool.usecases.report_making import make_report
from ddtool.usecases.report_orders import (
    Report,
    ReportLost,
    ReportState,
    TooManyReports,
    UnknownFormat,
    Wanted,
    ask_again,
    kinds_without_content,
    list_reports,
    open_report,
    order_report,
    read_report,
    stop_report,
)
from ddtool.usecases.report_work import store_made, take_up, tell_step
from ddtool.usecases.submissions import reopen, submit
from tests.factories import make_certificate
from tests.store.makers import ANA, ASSESSMENT, AT, NORTH, OTHER_ASSESSMENT, SITE, SUE, fill

CRITERIA = Path(__file__).parents[2] / "criteria"
SHIPPED = Library((CRITERIA,))
ILSE = Author("Ilse Brandt", Role.PROGRAMME_ADMIN, AT)
WANTED = Wanted(ASSESSMENT, "json", date(2026, 12, 1))

Ask = Callable[..., Report]


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "evidence")


@pytest.fixture
def ask(database: Database, files: FileStore) -> Ask:
    """Ana asks for the JSON report of her assessment, unless something else is said."""
    fill(database)

    def order(library: Library = SHIPPED, **changes: Any) -> Report:
        return order_report(database, files, library, ANA, replace(WANTED, **changes))

    return order


def make(database: Database, files: FileStore) -> Made:
    """The next report is made, as the worker has it made."""
    report = take_up(database, at=AT)
    assert report is not None
    made = make_report(
        database,
        files,
        SHIPPED,
        report,
        translations=load_language,
        tell=lambda _step, _message: None,
    )
    assert store_made(database, report, made, at=AT)
    return made


def test_a_report_that_was_asked_for_can_be_opened_once_it_is_made(
    database: Database, files: FileStore, ask: Ask
):
    asked = ask()
    made = make(database, files)

    report, file = open_report(database, files, ANA, asked.id)
    with file:
        text = file.read()

    assert asked.state is ReportState.WAITING
    assert (report.state, report.size, report.sha256) == (
        ReportState.MADE,
        len(text),
        made.file.sha256,
    )
    assert report.file_name == "gap-report-North-smelter-rra-3.0-2026-12-01.json"
    assert b'"ddtool-gap-report"' in text


def test_the_same_request_on_unchanged_data_is_answered_from_the_stored_file(
    database: Database, files: FileStore, ask: Ask
):
    first = ask()
    make(database, files)

    again = ask()

    assert (again.id, again.state) == (first.id, ReportState.MADE)
    assert take_up(database, at=AT) is None


def test_whatever_changes_what_it_says_makes_it_another_report(
    database: Database, files: FileStore, ask: Ask
):
    first = ask()
    make(database, files)

    others = [ask(as_of=date(2026, 12, 2)), ask(language="es"), ask(format="xlsx")]
    with database.write(ANA) as db:
        certificates.add(db, NORTH, make_certificate(id="c", sites=(SITE,)))
    others.append(ask())
    with database.write(ANA) as db:
        answers.save_answer(db, NORTH, ASSESSMENT, Answer("17.a", AnswerCode.MET), version=0)
    others.append(ask())
    with database.write(ANA) as db:
        programme_settings.change_setting(db, TIME_LIMITS, [3, 8, 18, 30], version=0)
    others.append(ask())
    with database.write(ANA) as db:
        programme_settings.change_setting(db, REPORT_TEXTS, {"name": "Fair Copper"}, version=0)
    others.append(ask())
    with database.write(ANA) as db:
        programme_logo.put(db, KeptLogo("0" * 32, "1" * 64, 9, 64, 64), version=0)
    others.append(ask())

    assert len({first.id, *(one.id for one in others)}) == 9


def test_a_report_carries_the_logo_of_the_programme(database: Database, files: FileStore, ask: Ask):
    picture = io.BytesIO()
    Image.new("RGB", (320, 80)).save(picture, "PNG")
    bring_logo(database, files, ILSE, BroughtLogo("logo.png", picture), version=0)
    asked = ask(format="xlsx")

    make(database, files)

    with open_report(database, files, ANA, asked.id)[1] as file, ZipFile(file) as parts:
        assert "xl/media/image1.png" in parts.namelist()


def test_a_change_that_was_taken_back_needs_no_new_report(
    database: Database, files: FileStore, ask: Ask
):
    with database.write(ANA) as db:
        answers.save_answer(db, NORTH, ASSESSMENT, Answer("17.a"), version=0)
    first = ask()
    with database.write(ANA) as db:
        answers.save_answer(db, NORTH, ASSESSMENT, Answer("17.a", note="x"), version=1)
        answers.save_answer(db, NORTH, ASSESSMENT, Answer("17.a"), version=2)

    assert ask().id == first.id


def test_a_changed_pack_makes_it_another_report(ask: Ask, tmp_path: Path):
    first = ask()
    own = tmp_path / "criteria"
    shutil.copytree(CRITERIA, own)
    cells = own / "matrices" / "demo-2026.11" / "cells.csv"
    cells.write_text(cells.read_text("utf-8") + "\n", encoding="utf-8")
    forget_loaded()

    assert ask(Library((own,))).id != first.id


def test_a_submitted_assessment_is_reported_as_it_was_handed_in(
    database: Database, files: FileStore, ask: Ask
):
    revision = 1
    handed_in = submit(database, ANA, ASSESSMENT, matrix="demo@2026.11", revision=revision)
    with database.write(ANA) as db:
        certificates.add(db, NORTH, make_certificate(id="c", sites=(SITE,)))

    asked = ask()
    make(database, files)
    with open_report(database, files, ANA, asked.id)[1] as file:
        text = file.read().decode()

    assert (asked.order.submission, asked.order.matrix) == (1, "demo@2026.11")
    assert handed_in.sha256 in text
    assert '"certificates": []' in text


def test_an_assessment_that_was_opened_again_is_not_shown_as_handed_in(
    database: Database, files: FileStore, ask: Ask
):
    handed_in = submit(database, ANA, ASSESSMENT, matrix="demo@2026.11", revision=1)
    reopen(database, ANA, ASSESSMENT, reason="A number was wrong")

    asked = ask()
    make(database, files)
    of_then = ask(submission=1)
    with open_report(database, files, ANA, asked.id)[1] as file:
        text = file.read().decode()

    assert (asked.order.submission, of_then.order.submission) == (0, 1)
    assert handed_in.sha256 not in text


def test_progress_is_seen_and_a_maker_that_fell_silent_makes_nothing(database: Database, ask: Ask):
    asked = ask()
    report = take_up(database, at=AT)
    assert report is not None
    tell_step(database, report, done=2, total=5, message="Matching", at=AT)

    seen = read_report(database, ANA, asked.id)
    later = read_report(database, replace(ANA, at=AT + timedelta(seconds=60)), asked.id)

    assert (seen.state, seen.done, seen.message) == (ReportState.RUNNING, 2, "Matching")
    assert (later.state, later.done) == (ReportState.WAITING, 0)


def test_a_report_whose_file_got_lost_says_so_and_is_made_anew(
    database: Database, files: FileStore, ask: Ask
):
    asked = ask()
    made = make(database, files)
    (files.folder / made.file.stored_name).write_bytes(b"half of it")

    with pytest.raises(ReportLost, match="Ask for it again"):
        open_report(database, files, ANA, asked.id)

    assert read_report(database, ANA, asked.id).state is ReportState.FAILED
    again = ask_again(database, files, SHIPPED, ANA, asked.id)
    assert (again.state, again.order) == (ReportState.WAITING, asked.order)


def test_a_lost_file_is_noticed_also_by_whoever_asks_for_the_same(
    database: Database, files: FileStore, ask: Ask
):
    first = ask()
    made = make(database, files)
    (files.folder / made.file.stored_name).unlink()

    again = ask()

    assert again.id != first.id
    assert again.state is ReportState.WAITING


def test_a_report_that_is_not_made_cannot_be_opened(database: Database, files: FileStore, ask: Ask):
    asked = ask()

    with pytest.raises(NotFound):
        open_report(database, files, ANA, asked.id)
    stop_report(database, ANA, asked.id)
    with pytest.raises(NotFound):
        open_report(database, files, ANA, asked.id)


def test_another_organisation_finds_nothing(database: Database, files: FileStore, ask: Ask):
    mine = ask()

    for work in (
        lambda: order_report(database, files, SHIPPED, SUE, WANTED),
        lambda: ask_again(database, files, SHIPPED, SUE, mine.id),
        lambda: list_reports(database, SUE, ASSESSMENT),
        lambda: read_report(database, SUE, mine.id),
        lambda: stop_report(database, SUE, mine.id),
        lambda: open_report(database, files, SUE, mine.id),
    ):
        with pytest.raises(NotFound):
            work()
    assert list_reports(database, SUE, OTHER_ASSESSMENT) == ()


def test_what_does_not_exist_is_told(ask: Ask):
    with pytest.raises(UnknownFormat, match="pdf, xlsx, json"):
        ask(format="docx")
    with pytest.raises(UnknownMatrix):
        ask(matrix="nothing@1")
    with pytest.raises(NotFound):
        ask(submission=1)


def test_many_who_ask_for_the_same_at_once_share_one_report(database: Database, ask: Ask):
    ask(format="xlsx")

    with ThreadPoolExecutor(8) as pool:
        asked = list(pool.map(lambda _: ask().id, range(8)))

    assert len(set(asked)) == 1
    assert len(list_reports(database, ANA, ASSESSMENT)) == 2


def test_one_organisation_cannot_fill_the_queue(ask: Ask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ddtool.usecases.report_orders.MOST_UNMADE", 3)
    asked = [ask(as_of=date(2026, 12, day)) for day in (1, 2, 3)]

    with pytest.raises(TooManyReports, match="3 reports of your organisation are waiting"):
        ask(as_of=date(2026, 12, 4))
    assert ask(as_of=date(2026, 12, 3)).id == asked[2].id


def test_a_comparison_is_on_offer_once_there_is_a_cycle_that_a_crosswalk_leads_from(
    database: Database, files: FileStore, ask: Ask
):
    ask()
    before = kinds_without_content(database, SHIPPED, ANA, ASSESSMENT)
    _earlier(database, "rra@2.0", "2019")
    _earlier(database, "jdds@rev3", "2020")

    after = kinds_without_content(database, SHIPPED, ANA, ASSESSMENT)
    make(database, files)
    ask(kind="comparison", format="json")
    compared = make(database, files)

    assert list(before) == ["assessor", "comparison"]
    assert list(after) == ["assessor"]
    assert compared.name.startswith("comparison-report-")


def _earlier(database: Database, criteria_set: str, period: str) -> None:
    """An assessment of the same site that began before."""
    head = AssessmentHead(id="", site=SITE, criteria_set=criteria_set, period=period)
    start_assessment(database, ANA, SHIPPED, head)
