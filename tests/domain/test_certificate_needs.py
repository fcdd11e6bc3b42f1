"""What is asked about a certificate follows from its standard and the cells about it."""

from ddtool.domain.certificate_needs import ResultNeed, needs_of
from ddtool.domain.certificates import Edition, EvidenceType, Standard
from tests.factories import make_cell, make_certificate

SCALES = (("C", "B", "A"), ("no", "yes"))
TSM = Standard(
    "TSM",
    "Towards Sustainable Mining",
    kind="assessment",
    editions=(Edition("2019"), Edition("2023")),
    scales=SCALES,
    results=("Water", "Child labour"),
)


def test_a_plain_certificate_is_asked_little():
    needs = needs_of(Standard("ISO 9001", "Quality", kind="certificate"), [make_cell()])

    assert (needs.accreditation, needs.report, needs.proof) == (False,) * 3
    assert (needs.results, needs.companions, needs.audit) == ((), (), True)


def test_what_cells_demand_is_asked():
    cells = [
        make_cell(accredited_required=True, requires_companion=("Annex",)),
        make_cell(report_required=True, requires_companion=("Annex", "Supplement")),
    ]

    needs = needs_of(TSM, cells)

    assert (needs.accreditation, needs.report) == (True, True)
    assert needs.companions == ("Annex", "Supplement")
    assert [one.id for one in needs.editions] == ["2023", "2019"]


def test_a_result_has_the_scale_that_cells_ask_on():
    cells = [make_cell(min_results=(("Water", "A"), ("Child labour", "yes"), ("Score", 60)))]

    assert needs_of(TSM, cells).results == (
        ResultNeed("Water", ("C", "B", "A"), "A"),
        ResultNeed("Child labour", ("no", "yes"), "yes"),
        ResultNeed("Score", (), 60),
    )
    assert needs_of(TSM, []).results[0].scale == ("C", "B", "A", "no", "yes")


def test_a_membership_is_no_audit():
    needs = needs_of(Standard("EITI", "Support", kind="membership"), [])

    assert (needs.usual_proof, needs.proof, needs.audit) == (EvidenceType.MEMBERSHIP, True, False)


def test_what_is_known_already_can_always_be_changed():
    held = make_certificate(
        standard="TSM", results={"Old": "B"}, companions=("Letter",), accredited=False
    )

    needs = needs_of(TSM, [], held)

    assert (needs.accreditation, needs.report, needs.companions) == (True, True, ("Letter",))
    assert needs.results[-1] == ResultNeed("Old", ("C", "B", "A"))
