"""What a coverage request may hold, and how each fault is told."""

import json

import pytest

from ddtool.coverage_requests import RequestsRefused, read_requests
from ddtool.domain.certificates import ResultBasis

SCALES = {"TSM": (("C", "B", "A", "AA", "AAA"), ("no", "yes"))}


def make_request(**changes):
    """The smallest request with one credential and one cell."""
    request = {
        "on": "2026-06-01",
        "site": {"id": "S1"},
        "criterion": {"set": "RRA-3.0", "id": "17"},
        "credentials": [{"id": "k", "standard": "TSM"}],
        "cells": [
            {
                "criteria_set": "RRA-3.0",
                "criterion": "17",
                "standard": "TSM",
                "standard_versions": ["2023"],
                "level": "full",
            }
        ],
    }
    return {**request, **changes}


def with_credential(**changes):
    return make_request(credentials=[{"id": "k", "standard": "TSM", **changes}])


def with_cell(**changes):
    cell = make_request()["cells"][0]
    return make_request(cells=[{**cell, **changes}])


def read(request):
    return read_requests(json.dumps(request).encode(), SCALES)


def faults(request):
    with pytest.raises(RequestsRefused) as refused:
        read(request)
    return [str(problem) for problem in refused.value.problems]


def test_what_is_not_said_has_the_meaning_of_the_rules():
    question = read(make_request()).questions[0]

    certificate = question.certificates[0]
    assert certificate.status.value == "active"
    assert certificate.evidence_type.value == "third_party"
    assert certificate.result_basis is ResultBasis.AUDITED
    assert certificate.accredited is None
    assert question.cells[0].status == ""
    assert question.aspect.applicable


def test_a_result_basis_of_null_is_not_known_while_none_at_all_is_audited():
    question = read(with_credential(result_basis=None)).questions[0]

    assert question.certificates[0].result_basis is None


def test_null_an_empty_text_and_an_empty_list_are_missing():
    question = read(with_credential(sites=[], areas=None, version="", issued="")).questions[0]

    certificate = question.certificates[0]
    assert (certificate.sites, certificate.areas) == ((), ())
    assert (certificate.edition, certificate.issued) == ("", None)


@pytest.mark.parametrize(
    ("key", "value", "accepted"),
    [
        ("status", [], "active, suspended, withdrawn"),
        ("valid_until", [], "a day as YYYY-MM-DD"),
        ("has_report", "", "true, false"),
        ("sites", "", "a list of texts"),
        ("sites", [""], "a list of texts"),
        ("activities", ["*"], "a list of texts"),
        ("results", [], "names with values"),
    ],
)
def test_an_empty_value_of_another_kind_is_refused(key, value, accepted):
    (fault,) = faults(with_credential(**{key: value}))

    assert fault.startswith(
        f"credentials[0].{key}: found {json.dumps(value)}, accepted: {accepted}"
    )


def test_in_a_request_only_published_stands_for_counts():
    question = read(with_cell(status="adopted")).questions[0]

    assert not question.cells[0].counts


def test_ids_are_handed_back_in_the_order_of_the_list():
    asked = read([make_request(id="b"), make_request(), make_request(id="a")])

    assert asked.ids == ("b", None, "a")
    assert not asked.single


@pytest.mark.parametrize(
    ("request_with_fault", "expected"),
    [
        (make_request(colour="red"), "colour: found an unknown key, accepted: id, on, site, "),
        (make_request(on=None), "on: found nothing, accepted: a day as YYYY-MM-DD"),
        (make_request(on="2026-02-30"), 'on: found "2026-02-30", accepted: a day as YYYY-MM-DD'),
        (make_request(on="20260601"), 'on: found "20260601", accepted: a day as YYYY-MM-DD'),
        (make_request(site=3), "site: found 3, accepted: an object"),
        (make_request(site={"id": ""}), "site.id: found nothing, accepted: a text"),
        (make_request(cells={}), "cells: found {}, accepted: a list"),
        (
            with_credential(status="activ"),
            'credentials[0].status: found "activ", accepted: active, suspended, ',
        ),
        (
            with_credential(sites="S1"),
            'credentials[0].sites: found "S1", accepted: a list of texts',
        ),
        (
            with_credential(accredited=1),
            "credentials[0].accredited: found 1, accepted: true, false",
        ),
        (
            with_credential(results={"x": True}),
            "credentials[0].results.x: found true, accepted: a number or a word",
        ),
        (
            with_credential(results={"x": "AAAA"}),
            'credentials[0].results.x: found "AAAA", accepted: a number, C, B, A, AA, AAA, no, yes',
        ),
        (with_cell(level="total"), 'cells[0].level: found "total", accepted: unknown, none, '),
        (with_cell(level=None), "cells[0].level: found nothing, accepted: unknown, none, "),
        (
            with_cell(max_audit_age_months=1.5),
            "cells[0].max_audit_age_months: found 1.5, accepted: a whole number",
        ),
        (
            with_cell(level_below_threshold="full"),
            'cells[0].level_below_threshold: found "full", accepted: none, partial',
        ),
        (
            with_cell(covers=["17.a"]),
            'cells[0].covers: found "17.a", accepted: nothing: the criterion has no subs',
        ),
        (
            make_request(self_assessed="not_applicable"),
            'self_assessed: found "not_applicable", accepted: fully_meets, partially_meets, ',
        ),
        (
            make_request(derived=[{"from": "X", "via": "Y", "first": "same", "second": "equal"}]),
            'derived[0].first: found "same", accepted: equal, superset, subset, intersects',
        ),
        (make_request(id=7), "id: found 7, accepted: a text"),
    ],
)
def test_a_fault_is_told_with_its_place_what_was_found_and_what_is_accepted(
    request_with_fault, expected
):
    (fault,) = faults(request_with_fault)

    assert fault.startswith(expected)


def test_a_word_is_not_compared_with_a_number():
    request = with_cell(min_results={"Water": 75})
    request["credentials"][0]["results"] = {"Water": "A"}

    assert faults(request) == [
        'credentials[0].results.Water: found "A", accepted: a number like 75'
    ]


def test_words_of_two_scales_are_not_compared():
    request = with_cell(min_results={"Water": "yes"})
    request["credentials"][0]["results"] = {"Water": "A"}

    assert faults(request) == [
        'credentials[0].results.Water: found "A", accepted: a word on the same scale as "yes"'
    ]


def test_all_faults_of_all_requests_are_told_at_once_in_their_order():
    first = make_request(on="today", colour=1)
    second = with_credential(status="gone")

    assert [fault.split(":")[0] for fault in faults([first, make_request(), second])] == [
        "requests[0].on",
        "requests[0].colour",
        "requests[2].credentials[0].status",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "file: found no JSON at line 1, column 1, accepted: one request or a list"),
        (b"\xff\xfe", "file: found bytes that are no UTF-8, accepted: JSON in UTF-8"),
        (b'{"x": 1' + b"0" * 5000 + b"}", "file: found a number of thousands of digits, accepted"),
        (b"[" * 100_000, "file: found lists within lists without end"),
        (b'"text"', 'request: found "text", accepted: an object'),
        (b"[3]", "requests[0]: found 3, accepted: an object"),
    ],
)
def test_a_file_that_holds_no_requests_is_told_in_one_line(content, expected):
    with pytest.raises(RequestsRefused) as refused:
        read_requests(content, SCALES)

    (problem,) = refused.value.problems
    assert str(problem).startswith(expected)


def test_a_number_without_end_is_no_result():
    content = json.dumps(with_credential(results={"x": float("nan")})).encode()

    with pytest.raises(RequestsRefused) as refused:
        read_requests(content, SCALES)

    assert "credentials[0].results.x: found NaN, accepted: numbers" in str(refused.value)


def test_an_empty_list_asks_nothing():
    assert read([]).questions == ()


def test_faults_of_the_shape_do_not_hide_those_between_the_parts():
    request = with_cell(covers=["zz"], min_results={"Water": 75})
    request["credentials"][0] |= {"status": "bad", "results": {"Water": "A"}}

    assert [fault.split(":")[0] for fault in faults(request)] == [
        "credentials[0].status",
        "cells[0].covers",
        "credentials[0].results.Water",
    ]


def test_results_are_compared_only_where_a_gate_would_compare_them():
    other_criterion = with_cell(criterion="18", min_results={"Water": 75})
    other_criterion["credentials"][0]["results"] = {"Water": "A"}

    assert read(other_criterion).questions[0].certificates[0].results == {"Water": "A"}


def test_a_key_given_twice_is_told_with_its_place_beside_other_faults():
    content = b'[{"on": "2026-06-01", "on": "2026-06-02", "site": {"id": "S", "id": "T"}}]'

    with pytest.raises(RequestsRefused) as refused:
        read_requests(content, SCALES)

    assert [str(problem) for problem in refused.value.problems] == [
        'requests[0]: found the key "on" twice in one object, accepted: each key once',
        'requests[0].site: found the key "id" twice in one object, accepted: each key once',
        "requests[0].criterion: found nothing, accepted: a value",
    ]


@pytest.mark.parametrize("key", ["bo\ngus", "x\u001b[31m", "y" * 5000, "\u202e"])
def test_an_odd_key_cannot_break_the_line_or_forge_a_fault(key):
    (fault,) = faults(make_request(**{key: 1}))

    assert fault.isprintable()
    assert len(fault) < 400


@pytest.mark.parametrize("number", [10**400, 1e300, -(10**16)])
def test_numbers_without_measure_are_refused(number):
    assert faults(with_credential(results={"x": number}))[0].startswith("credentials[0].results.x")


def test_half_a_character_is_no_text():
    (fault,) = faults(make_request(id="\ud800"))

    assert fault == 'id: found "\\ud800", accepted: a text without half characters'


def test_a_site_of_endless_combinations_is_refused():
    names = [f"n{number}" for number in range(400)]
    request = make_request(site={"id": "S1", "activities": names, "areas": names})

    assert faults(request) == [
        "site: found 160000 combinations of subs, activities and areas, accepted: at most 100000"
    ]
