"""What must hold whatever the certificates and cells are."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from ddtool.domain.certificates import (
    Certificate,
    CertificateStatus,
    EvidenceType,
    Nonconformity,
    ResultBasis,
)
from ddtool.domain.coverage import Question, decide
from ddtool.domain.decisions import Aspect, Coverage
from ddtool.domain.equivalency import Cell, Conditions, Level, Matrix
from ddtool.domain.matching import Matcher
from ddtool.domain.places import Place
from ddtool.domain.reasons import Kind
from ddtool.domain.shares import Share, residual
from ddtool.domain.verdicts import Outcome

ON = date(2026, 6, 1)
SETS, CRITERIA = ("rra@3.0", "jdds@rev3"), ("1", "2")
ACTIVITIES, AREAS, SUBS = ("mining", "smelting", "refining"), ("north", "south"), ("a", "b", "c")
STANDARDS = ("S", "T")
ORDER = [Coverage.NONE, Coverage.SUGGESTED, Coverage.PENDING, Coverage.PARTIAL]
ORDER += [Coverage.COMBINED, Coverage.FULL]


def mostly(sound, *others):
    """Sound most of the time: certificates do count, and what spoils one stands out."""
    return st.sampled_from([sound] * 30 + list(others))


def day(offset):
    return ON + timedelta(days=offset)


def some(values):
    """Any part of the values, in their order."""
    sizes = range(len(values) + 1)
    return st.sampled_from([part for size in sizes for part in combinations(values, size)])


certificates = st.builds(
    Certificate,
    id=st.uuids().map(str),
    standard=st.sampled_from(STANDARDS),
    edition=mostly("1", "2", ""),
    evidence_type=mostly(EvidenceType.THIRD_PARTY, EvidenceType.MEMBERSHIP),
    status=mostly(CertificateStatus.ACTIVE, *CertificateStatus),
    issued=mostly(day(-40), day(0), day(1), None),
    valid_until=mostly(day(40), day(0), day(-1), None),
    last_audit=mostly(day(-10), day(-40), None),
    sites=mostly(("S1",), ("S1", "S2"), ("S2",), ()),
    areas=some(AREAS),
    activities=mostly(ACTIVITIES, ("mining",), ("mining", "smelting"), ("refining",), ()),
    accredited=mostly(True, False, None),
    result_basis=mostly(ResultBasis.AUDITED, ResultBasis.RECOGNISED, None),
    has_report=mostly(True, False),
    results=mostly({"x": 7, "y": 7}, {"x": 2, "y": 7}, {"y": 7}),
    companions=mostly(("supplement",), ()),
    nonconformity=mostly(None, *Nonconformity),
    transition_end=mostly(None, day(0), day(-1)),
)
conditions = st.builds(
    Conditions,
    editions=mostly(("1",), ("1", "2"), ("2",)),
    activities=mostly((), ("mining",), ("mining", "smelting")),
    accredited_required=st.booleans(),
    report_required=st.booleans(),
    max_audit_age_months=mostly(None, 0, 1),
    validity_months=mostly(None, 0, 2),
    min_results=st.sampled_from([(), (("x", 5),), (("x", 5), ("y", 1))]),
    requires_companion=mostly((), ("supplement",)),
    effective_from=mostly(None, day(0), day(1)),
    effective_to=mostly(None, day(0), day(-1)),
)
cells = st.builds(
    Cell,
    criteria_set=mostly(*SETS),
    criterion=mostly(*CRITERIA),
    standard=st.sampled_from(STANDARDS),
    level=st.sampled_from([*Level, Level.PARTIAL, Level.PARTIAL]),
    conditions=conditions,
    status=st.sampled_from(("published", "adopted", "published", "proposed")),
    covers=some(SUBS),
    gap_note=st.sampled_from(("", "remedy")),
    below_threshold=st.sampled_from((Level.NONE, Level.PARTIAL)),
    without_companion=st.sampled_from((Level.NONE, Level.PARTIAL)),
)
places = st.builds(
    Place,
    id=st.just("S1"),
    activities=some(ACTIVITIES),
    areas=some(AREAS),
    assessment_day=mostly(None, day(41), day(0)),
)
aspects = st.builds(
    Aspect,
    criteria_set=st.just(SETS[0]),
    criterion=st.just("1"),
    requirements=mostly(SUBS, ()),
)
questions = st.builds(
    Question,
    aspect=aspects,
    place=places,
    on=st.just(ON),
    certificates=st.lists(certificates, min_size=1, max_size=4).map(tuple),
    cells=st.lists(cells, min_size=1, max_size=6).map(tuple),
    scales=st.just({}),
)


def test_the_questions_tried_here_reach_every_coverage():
    reached = set()

    @settings(max_examples=900, derandomize=True, database=None)
    @given(questions)
    def ask(question):
        reached.add(decide(question).coverage)

    ask()
    assert reached == set(ORDER)


def told(decision):
    """Everything that must not depend on an order."""
    return decision.coverage, decision.by, decision.residual, decision.codes


@given(questions, st.randoms(use_true_random=False))
def test_the_order_of_certificates_and_cells_never_matters(question, random):
    certificates, cells = list(question.certificates), list(question.cells)
    random.shuffle(certificates)
    random.shuffle(cells)

    shuffled = replace(question, certificates=tuple(certificates), cells=tuple(cells))

    assert told(decide(shuffled)) == told(decide(question))


@given(questions, certificates)
def test_one_more_certificate_never_lowers_a_coverage(question, another):
    more = replace(question, certificates=(*question.certificates, another))

    assert ORDER.index(decide(more).coverage) >= ORDER.index(decide(question).coverage)


@given(questions)
def test_nothing_expired_suspended_out_of_scope_or_unpublished_ever_counts(question):
    for verdict in decide(question).verdicts:
        if verdict.ruling.outcome is not Outcome.COUNTS:
            continue
        certificate = next(c for c in question.certificates if c.id == verdict.certificate)
        assert verdict.cell is not None
        assert verdict.cell.status in ("published", "adopted")
        assert certificate.status is CertificateStatus.ACTIVE
        assert certificate.evidence_type is EvidenceType.THIRD_PARTY
        assert certificate.valid_until is None or certificate.valid_until >= ON
        assert "S1" in certificate.sites
        assert verdict.ruling.share.activities
        assert verdict.ruling.share.areas
        assert not {Kind.REJECTS, Kind.FACT_MISSING} & {r.kind for r in verdict.ruling.reasons}


@given(questions)
def test_a_coverage_is_told_with_what_it_rests_on(question):
    decision = decide(question)

    assert bool(decision.by) is (decision.coverage is not Coverage.NONE)
    assert bool(decision.residual) is (decision.coverage is Coverage.PARTIAL)
    assert set(decision.by) <= {certificate.id for certificate in question.certificates}


blocks = st.builds(
    Share,
    requirements=some(SUBS),
    activities=some(ACTIVITIES).filter(bool),
    areas=some(AREAS).filter(bool),
)


@given(st.lists(blocks, min_size=1, max_size=4))
def test_residual_and_shown_parts_together_are_always_the_whole(shares):
    need = Share(SUBS, ACTIVITIES, AREAS)
    shown = {triple for share in shares for triple in product(*share)}

    lines = residual(need, shares)

    if lines is None:
        assert not shown
    else:
        left = {triple for line in lines for triple in triples_of(line, need)}
        assert shown | left == set(product(*need))


def triples_of(line, need):
    """The triples that one line of a residual speaks about."""
    for words, position in (("activities", 1), ("areas", 2)):
        prefix = f"{words} not covered: "
        if line.startswith(prefix):
            names = line.removeprefix(prefix).split(", ")
            return {triple for triple in product(*need) if triple[position] in names}
    parts = line.split(" / ")
    return {triple for triple in product(*need) if all(part in triple for part in parts)}


@given(st.lists(blocks, min_size=1, max_size=4))
def test_nothing_that_is_shown_is_told_as_a_single_open_part(shares):
    need = Share(SUBS, ACTIVITIES, AREAS)
    shown = {triple for share in shares for triple in product(*share)}

    lines = residual(need, shares) or ()

    assert not {line for line in lines if " / " in line} & {" / ".join(one) for one in shown}


@settings(max_examples=60)
@given(
    places,
    st.lists(certificates, max_size=4, unique_by=lambda one: one.id),
    st.lists(cells, max_size=12),
)
def test_matching_many_criteria_at_once_decides_as_one_by_one(place, held, some_cells):
    aspects = [Aspect(one, number, SUBS) for one in SETS for number in CRITERIA]
    matcher = Matcher(Matrix("m", "1", "Matrix", cells=tuple(some_cells)), {})

    together = matcher.decide_all(aspects, place, held, ON)

    for aspect, decision in zip(aspects, together, strict=True):
        alone = decide(Question(aspect, place, ON, held, some_cells, {}))
        assert told(decision) == told(alone)
