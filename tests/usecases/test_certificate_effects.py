"""What a certificate does, told site by site to a producer."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ddtool.domain.assessment_heads import AssessmentState
from ddtool.domain.certificates import Certificate, CertificateStatus
from ddtool.domain.decisions import Coverage
from ddtool.foreign_results import ResultsNotComparable
from ddtool.packs import Library
from ddtool.reports.content import Voice
from ddtool.reports.content.certificate_effects import EffectsTold
from ddtool.store import Database, assessments, certificates, sites
from ddtool.usecases.certificate_effects import SiteEffect, certificate_effects
from ddtool.usecases.certificates import record_certificate
from tests.factories import make_site
from tests.reports.analyses import CRITERIA
from tests.store.makers import ANA, ASSESSMENT, NORTH, OTHER_SITE, SITE, SUE, fill, make_head

LIBRARY = Library((CRITERIA,))
DAY = date(2026, 12, 1)
VOICE = Voice(vocabulary=LIBRARY.vocabulary(), standards=LIBRARY.standards())
ISO_14001 = Certificate(
    id="",
    standard="ISO 14001",
    edition="2015",
    issued=date(2025, 3, 1),
    valid_until=date(2028, 2, 28),
    last_audit=date(2026, 3, 1),
    sites=(SITE,),
    activities=("smelting", "refining"),
    accredited=True,
)


@pytest.fixture
def north(database: Database) -> Database:
    fill(database)
    return database


def told(database: Database, **changes: Any) -> SiteEffect:
    (effect,) = certificate_effects(
        database, ANA, LIBRARY, replace(ISO_14001, **changes), voice=VOICE, as_of=DAY
    )
    return effect


def test_it_says_for_which_criteria_it_counts_and_on_whose_decision(north: Database):
    effect = told(north)

    first = effect.told.counts[0]
    assert (effect.site.name, effect.criteria_set, effect.assessment) == (
        "North smelter",
        "RRA 3.0",
        ASSESSMENT,
    )
    assert effect.told.summary == "Counts for 4 criteria."
    assert (first.number, first.coverage, first.says) == (
        "1",
        Coverage.PARTIAL,
        "shows a part; the matrix notes: environmental part only; social and governance policies, "
        "roles, targets, training, audits and remedy to people",
    )
    assert first.cell == (
        "adopted by M. Lindqvist (fictional), 2\xa0Nov\xa02026, confirmed by P. Adeyemi (fictional)"
    )
    assert first.until.value == date(2028, 2, 28)
    assert effect.told.warnings == (
        "A newer edition is out; this one is accepted until 30\xa0Apr\xa02029.",
    )
    assert (effect.told.hints, effect.told.nothing) == ("28, 29, 33", "26, 27, 30, 32")


def test_it_says_which_fact_would_bring_what(north: Database):
    effect = told(north, valid_until=None, sites=())

    assert effect.told.summary == "Would count for 4 criteria, but facts are missing."
    (group,) = effect.told.to_bring
    assert effect.told.for_all == (
        "No day of expiry is stated and no rule sets one; bring the day of expiry.",
        "The list of sites in the certificate has not been supplied.",
    )
    assert effect.would_count == len(group.rows) == 4


def test_it_says_what_is_wrong_with_the_names_that_people_know(north: Database):
    effect = told(north, status=CertificateStatus.SUSPENDED)

    assert effect.told.problems == ("The certificate is suspended.",)
    assert effect.told.summary == "Does not count here."


def test_of_a_site_that_it_does_not_name_nothing_else_is_said(north: Database):
    effect = told(
        north, status=CertificateStatus.SUSPENDED, sites=(), other_sites=("Harbour depot",)
    )

    assert effect.told == EffectsTold("This site is not in its scope.")


def test_before_anybody_decides_a_fault_is_told_beside_what_it_could_count_for(north: Database):
    with north.write(ANA) as db:
        day = date(2027, 3, 15)
        head = make_head(id="open", matrix="working@2026.11", assessment_day=day)
        assessments.add(db, NORTH, head)
    (_, faultless), (_, faulty) = (
        certificate_effects(north, ANA, LIBRARY, one, voice=VOICE, as_of=DAY)
        for one in (
            replace(ISO_14001, edition="2026"),
            replace(ISO_14001, edition="2026", valid_until=date(2027, 1, 31)),
        )
    )

    good, bad = faultless.told.if_adopted, faulty.told.if_adopted
    assert good is not None
    assert bad is not None
    assert (faultless.told.counts, good.faults) == ((), ())
    assert (good.rows[0].number, good.rows[0].title) == ("1", "Management System")
    assert [(one.numbers, one.says) for one in bad.faults] == [
        ("", "It ends on 31\xa0Jan\xa02027, before the assessment planned for 15\xa0Mar\xa02027.")
    ]


def test_an_edition_that_nobody_recognises_is_told_by_criterion(north: Database):
    effect = told(north, edition="2004")

    assert effect.told.problems == ()
    assert [(one.numbers, one.says) for one in effect.told.not_for] == [
        (
            "1, 2, 5, 18, 26–30, 32, 33",
            "The matrix does not recognise 2004. This edition of the standard ended on "
            "15\xa0Sep\xa02018.",
        )
    ]


def test_facts_that_only_some_criteria_wait_for_stand_beside_these(north: Database):
    effect = told(north, standard="TSM", edition="2023")

    assert effect.told.for_all == ("The audit report is asked for and has not been supplied.",)
    assert [(one.facts, [row.number for row in one.rows]) for one in effect.told.to_bring][1] == (
        (
            "The result for Preventing Child and Forced Labour is not recorded; at least yes is "
            "asked for.",
        ),
        ["11", "12"],
    )


def test_a_standard_outside_the_matrix_is_told_as_such(north: Database):
    effect, other = (
        told(north, standard=standard, edition="") for standard in ("ISO 9001", "Better Mining")
    )

    assert effect.told.summary == "The matrix says that it shows nothing for these criteria."
    assert other.told.summary == "The matrix does not compare it with these criteria."


def test_every_open_assessment_of_every_site_is_asked_about(north: Database):
    with north.write(ANA) as db:
        sites.add(db, NORTH, make_site(id="second", name="Second site"))
        assessments.add(db, NORTH, make_head(id="due", criteria_set="jdds@rev3"))
        assessments.add(db, NORTH, make_head(id="old"))
        assessments.set_state(db, NORTH, "old", AssessmentState.SUBMITTED, version=1)

    found = certificate_effects(north, ANA, LIBRARY, ISO_14001, voice=VOICE, as_of=DAY)

    assert {(one.site.name, one.criteria_set) for one in found} == {
        ("North smelter", "RRA 3.0"),
        ("North smelter", "JDDS rev. 3"),
        ("Second site", "RRA 3.0"),
    }


def test_a_result_on_a_foreign_scale_is_told_and_breaks_nothing(north: Database):
    effect = told(north, standard="TSM", edition="2023", results={"Water Stewardship": "yes"})

    assert effect.told.problems == (
        "The result Water Stewardship=yes cannot be compared with A, the least that the matrix "
        "asks for.",
    )


def test_nobody_is_told_about_the_sites_of_others(north: Database):
    found = certificate_effects(
        north, SUE, LIBRARY, replace(ISO_14001, sites=()), voice=VOICE, as_of=DAY
    )

    assert [one.site.id for one in found] == [OTHER_SITE]


def test_a_result_that_no_matrix_can_compare_is_not_stored(north: Database):
    foreign = replace(
        ISO_14001,
        number="T-1",
        standard="TSM",
        edition="2023",
        results={"Water Stewardship": "yes"},
    )

    with pytest.raises(ResultsNotComparable, match="Certificate T-1 states Water Stewardship=yes"):
        record_certificate(north, ANA, foreign, library=LIBRARY)

    with north.read() as db:
        assert certificates.listed(db, NORTH) == ()
