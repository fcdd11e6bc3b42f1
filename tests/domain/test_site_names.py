"""People see the names of sites where the database keeps ids."""

from ddtool.domain.coverage import Question, decide
from ddtool.domain.decisions import Coverage
from ddtool.domain.reasons import Code
from ddtool.domain.site_names import named, site_names, with_site_ids, with_site_names
from tests.factories import (
    ON,
    make_aspect,
    make_assessment,
    make_cell,
    make_certificate,
    make_place,
    make_site,
)

NAMES = {"id-1": "North smelter", "id-2": "South mine"}


def test_sites_of_one_name_are_told_apart_by_their_ids():
    sites = [
        make_site(id="1f00-1"),
        make_site(id="2a00-2", name="north  Smelter"),
        make_site(id="3c00-3", name="South mine"),
    ]

    assert site_names(sites) == {
        "1f00-1": "North smelter (1f00)",
        "2a00-2": "north  Smelter (2a00)",
        "3c00-3": "South mine",
    }


def test_a_name_that_looks_like_one_told_apart_takes_no_place_of_it():
    sites = [
        make_site(id="1f00-1"),
        make_site(id="1f00-2"),
        make_site(id="9", name="North smelter (1f00)"),
    ]

    assert site_names(sites) == {
        "1f00-1": "North smelter (1f00-1)",
        "1f00-2": "North smelter (1f00-2)",
        "9": "North smelter (1f00)",
    }


def test_a_name_that_two_sites_have_means_neither_of_them():
    names = site_names([make_site(id="1f00-1"), make_site(id="2a00-2")])

    kept = with_site_ids(make_certificate(sites=("North smelter",)), names)

    assert (kept.sites, kept.other_sites) == ((), ("North smelter",))


def test_an_assessment_names_its_site_and_those_of_its_certificates():
    assessment = make_assessment(
        site=make_site(id="id-1"), certificates=(make_certificate(sites=("id-2", "id-1")),)
    )

    told = with_site_names(assessment, NAMES)

    assert told.site.id == "North smelter"
    assert told.certificates[0].sites == ("South mine", "North smelter")


def test_names_become_ids_and_strangers_stay_as_names():
    certificate = make_certificate(sites=("SOUTH mine", "Harbour depot", "id-2"))

    kept = with_site_ids(certificate, NAMES)

    assert (kept.sites, kept.other_sites) == (("id-2",), ("Harbour depot",))
    assert named(kept, NAMES).sites == ("South mine",)


def test_a_certificate_that_names_only_other_sites_does_not_cover_this_one():
    certificate = make_certificate(sites=(), other_sites=("Harbour depot",))

    decision = decide(
        Question(make_aspect(), make_place(), ON, [certificate], [make_cell()], scales={})
    )

    assert decision.coverage is Coverage.NONE
    assert decision.codes == (Code.SITE_NOT_COVERED,)
