from datetime import date
from pathlib import Path

import pytest

from ddtool.domain.applicability import AppliesWhen, Condition, ConditionKind
from ddtool.domain.certificates import Edition
from ddtool.domain.criteria import Rating
from ddtool.domain.errors import UnknownCriteriaSet, UnknownLanguage, UnknownMatrix
from ddtool.packs import Library, PackProblems, loading
from tests.packs.small import CRITERIA, HEADER, MATRIX, SET, STANDARDS, cells, write_packs

SET_FILE = "sets/mini-1.0/set.toml"
CRITERIA_FILE = "sets/mini-1.0/criteria.toml"
EDITION = '[[standards.editions]]\nid = "2018"\n'
CELLS_FILE = "matrices/small-2026.1/cells.csv"
SPANISH = "sets/mini-1.0/text.es.toml"


SPANISH_CELL = '[cells."mini@1.0/1/ISO 45001/2018"]\nrationale = "X"\n'


def problems_of(root: Path, changes: dict[str, str | None]) -> list[str]:
    library = Library((write_packs(root, changes),))
    return [str(problem) for problem in library.check()]


def test_a_small_set_is_read_whole(tmp_path: Path):
    criteria_set = Library((write_packs(tmp_path),)).criteria_set("mini@1.0")

    assert (criteria_set.name, criteria_set.label) == ("mini@1.0", "working text")
    assert [criterion.number for criterion in criteria_set.criteria] == ["1", "2"]
    assert [part.id for part in criteria_set.criteria[0].assessed] == ["1.a", "1.b"]
    condition = Condition(ConditionKind.FACT, "has_tailings")
    assert criteria_set.criteria[1].applies_when == AppliesWhen((condition,))
    assert criteria_set.outlook.blocking == (Rating.DOES_NOT_MEET,)
    assert len(criteria_set.sha256) == 64


def test_packs_without_problems_have_none(tmp_path: Path):
    assert problems_of(tmp_path, {}) == []


CASES = {
    "unknown key": (
        {SET_FILE: 'colour = "red"\n' + SET},
        f'{SET_FILE}: unknown key "colour"; remove it or use one of: id, edition, title, '
        "short_title, publisher, label, published, in_force_from, superseded_by, language, "
        "rights, note, sources, sections, ratings, outlook",
    ),
    "missing key": (
        {SET_FILE: SET.replace('title = "A small set"\n', "")},
        f'{SET_FILE}: the key "title" is missing; add it',
    ),
    "an edition that is no text": (
        {"matrices/small-2026.1/matrix.toml": MATRIX.replace('"2026.1"', "2026.1")},
        "matrices/small-2026.1/matrix.toml: edition is a number; give a text",
    ),
    "another folder name": (
        {SET_FILE: SET.replace('edition = "1.0"', 'edition = "1.1"')},
        f'{SET_FILE}: the folder is "mini-1.0", id and edition are "mini" and "1.1"; '
        'rename the folder to "mini-1.1", or mend the two',
    ),
    "broken TOML": (
        {CRITERIA_FILE: "[[criteria]\n"},
        f"{CRITERIA_FILE}, line 1, column 11: Expected ']]' at the end of an array declaration; "
        "mend it so that it is valid TOML",
    ),
    "a missing rating": (
        {SET_FILE: SET.replace('code = "does_not_meet"', 'code = "fully_meets"')},
        f'{SET_FILE}, ratings: "fully_meets" stands more than once; give each rating once',
    ),
    "a number that appears twice": (
        {CRITERIA_FILE: CRITERIA.replace('number = "2"', 'number = "1"')},
        f'{CRITERIA_FILE}, "1": this number or id appears twice; give each its own',
    ),
    "an unknown section": (
        {CRITERIA_FILE: CRITERIA.replace('section = "people"', 'section = "planet"', 1)},
        f'{CRITERIA_FILE}, criterion "1": section is "planet"; use one of: people',
    ),
    "an unknown fact": (
        {CRITERIA_FILE: CRITERIA.replace("fact:has_tailings", "fact:has_tails")},
        f'{CRITERIA_FILE}, criterion "2": applies_when names "fact:has_tails"; '
        "use a fact of vocabulary.toml, or add it there",
    ),
    "a condition of no kind": (
        {CRITERIA_FILE: CRITERIA.replace("fact:has_tailings", "has_tailings")},
        f'{CRITERIA_FILE}, criterion "2": applies_when names "has_tailings"; '
        "begin it with activity:, metal: or fact:, then its id",
    ),
    "an unknown key inside a requirement": (
        {CRITERIA_FILE: CRITERIA.replace('id = "1.b"', 'id = "1.b"\nhint = "x"')},
        f'{CRITERIA_FILE}, criterion "1", requirement "1.b": unknown key "hint"; '
        "remove it or use one of: id, official_number, text, question, guidance, evidence, "
        "references, applies_when",
    ),
    "a missing file": (
        {CRITERIA_FILE: None, CELLS_FILE: HEADER},
        f"{CRITERIA_FILE}: the file is missing; add it",
    ),
    "a file that no pack has": (
        {"sets/mini-1.0/critera.toml": ""},
        "sets/mini-1.0/critera.toml: a pack has no such file; "
        "remove it or use one of: set.toml, criteria.toml, due_diligence.toml",
    ),
    "an unknown column": (
        {CELLS_FILE: cells({}).replace("gap_note", "gap")},
        f'{CELLS_FILE}, line 1: unknown column "gap"; remove it or use one of: criteria_set, '
        "criterion, standard, editions, level, status, covers, gap_note, activities, "
        "accredited_required, report_required, min_results, level_below_threshold, "
        "requires_companion, level_without_companion, max_audit_age_months, validity_months, "
        "effective_from, effective_to, source_document, source_edition, source_page, source_date, "
        "source_url, adopted_by, adopted_on, confirmed_by, rationale, confidence",
    ),
    "too few fields": (
        {CELLS_FILE: cells({}) + "mini@1.0,1\n"},
        f"{CELLS_FILE}, line 3: 2 fields under 19 columns; "
        "quote texts with commas; fill every column",
    ),
    "an edition that appears twice": (
        {"standards.toml": STANDARDS.replace(EDITION, EDITION * 2)},
        'standards.toml, standard "ISO 45001": edition "2018" appears twice; keep one',
    ),
    "a word that stands twice on the scales": (
        {"standards.toml": STANDARDS.replace('["no", "yes"]', '["no", "A"]')},
        'standards.toml, standard "TSM": "A" stands twice on the scales; give each word one place',
    ),
    "an overlay of an id that does not exist": (
        {SPANISH: '[requirements."1.c"]\ntext = "Nada"\n'},
        f'{SPANISH}, requirements, 1.c: there is no such id to translate; correct it',
    ),
    "a text with an invisible character": (
        {SET_FILE: SET.replace("A small set", "A small\\tset")},
        f"{SET_FILE}: title holds a control character; "
        "remove tabs and other invisible characters",
    ),
    "a crosswalk to nowhere": (
        {"crosswalks/mini-1.0--mini-2.0.csv": "from,to,relation,note\n"},
        'crosswalks/mini-1.0--mini-2.0.csv: "mini-1.0" or "mini-2.0" is no folder of a criteria '
        "set; name the file FROM--TO.csv by two folders of criteria sets",
    ),
    "a crosswalk whose end does not exist": (
        {"crosswalks/mini-1.0--mini-1.0.csv": "from,to,relation,note\n1.a,1.z,related,\n"},
        'crosswalks/mini-1.0--mini-1.0.csv, line 2: to is "1.z", which mini@1.0 does not have; '
        "use a criterion or requirement of that set",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES.keys())
def test_a_broken_pack_says_where_and_what_to_do(
    tmp_path: Path, changes: dict[str, str | None], expected: str
):
    assert problems_of(tmp_path, changes)[0] == expected


def test_files_that_are_not_utf8_or_too_large_are_refused(tmp_path: Path):
    write_packs(tmp_path)
    (tmp_path / CRITERIA_FILE).write_bytes(b'title = "\xff"')
    (tmp_path / CELLS_FILE).write_bytes(b" " * (2 * 1024 * 1024 + 1))

    found = [str(problem) for problem in Library((tmp_path,)).check()]

    assert found[0] == f"{CRITERIA_FILE}, byte 9: this is not UTF-8; save the file as UTF-8"
    too_large = f"{CELLS_FILE}: is larger than 2 MB; split the pack or shorten its texts"
    assert too_large in found


def test_deep_nesting_is_a_problem_and_no_crash(tmp_path: Path):
    deep = "evidence = " + "[" * 5000 + "]" * 5000

    found = problems_of(tmp_path, {CRITERIA_FILE: deep})

    assert found[0] == (
        f"{CRITERIA_FILE}: it is nested too deeply; use the tables of criteria/README.md only"
    )


def test_a_byte_order_mark_does_no_harm(tmp_path: Path):
    changes: dict[str, str | None] = {CELLS_FILE: "\ufeff" + cells({}), SET_FILE: "\ufeff" + SET}

    assert problems_of(tmp_path, changes) == []


def test_a_pack_with_problems_is_never_half_loaded(tmp_path: Path):
    packs = write_packs(tmp_path, {CRITERIA_FILE: CRITERIA + 'colour = "red"\n'})

    with pytest.raises(PackProblems, match='unknown key "colour"'):
        Library((packs,)).criteria_set("mini@1.0")
    with pytest.raises(PackProblems, match='unknown key "colour"'):
        Library((packs,)).matrix("small@2026.1")


def test_an_unknown_name_is_answered_with_what_there_is(tmp_path: Path):
    library = Library((write_packs(tmp_path),))

    with pytest.raises(UnknownCriteriaSet, match='no criteria set "rra@9"; there is: mini@1'):
        library.criteria_set("rra@9")
    with pytest.raises(UnknownMatrix, match='no matrix "small"; there is: small@2026'):
        library.matrix("small")
    with pytest.raises(UnknownMatrix):
        library.matrix("../matrices/small@2026.1")


def test_texts_in_another_language_replace_what_is_translated(tmp_path: Path):
    spanish = (
        '[set]\ntitle = "Un conjunto"\n[sections.people]\ntitle = "Personas"\n'
        '[ratings.fully_meets]\ntitle = "Cumple"\n[criteria."1"]\ntitle = "Seguridad"\n'
        '[requirements."1.a"]\ntext = "Se conocen los peligros."\nevidence = ["registro"]\n'
    )
    library = Library((write_packs(tmp_path, {SPANISH: spanish}),))

    translated = library.criteria_set("mini@1.0", language="es")

    assert (translated.title, translated.language) == ("Un conjunto", "es")
    assert translated.languages == ("en", "es")
    assert translated.sections[0].title == "Personas"
    assert translated.word(Rating.FULLY_MEETS) == "Cumple"
    assert [part.text for part in translated.criteria[0].requirements] == [
        "Se conocen los peligros.",
        "Hazards are controlled.",
    ]
    assert library.criteria_set("mini@1.0").title == "A small set"


def test_the_vocabulary_and_matrices_can_be_translated_too(tmp_path: Path):
    changes: dict[str, str | None] = {
        "vocabulary.es.toml": '[activities.mining]\ntitle = "Minería"\n',
        "matrices/small-2026.1/text.es.toml": SPANISH_CELL,
    }
    library = Library((write_packs(tmp_path, changes),))

    assert library.check() == ()
    assert [term.title for term in library.vocabulary("es").activities] == ["Minería", "Smelting"]
    assert library.matrix("small@2026.1", "es").cells[0].rationale == "X"
    assert library.matrix("small@2026.1", "fr") == library.matrix("small@2026.1")
    assert library.vocabulary("../x") == library.vocabulary()


def test_a_language_without_texts_is_refused(tmp_path: Path):
    library = Library((write_packs(tmp_path),))

    with pytest.raises(UnknownLanguage, match='no texts in "es"; it has: en'):
        library.criteria_set("mini@1.0", language="es")


def test_private_packs_stand_beside_the_shipped_ones(tmp_path: Path):
    shipped = write_packs(tmp_path / "shipped")
    private = tmp_path / "private"
    own = private / "sets" / "own-1"
    own.mkdir(parents=True)
    text = SET.replace('id = "mini"', 'id = "own"').replace('edition = "1.0"', 'edition = "1"')
    (own / "set.toml").write_text(text, encoding="utf-8")
    (own / "criteria.toml").write_text(CRITERIA, encoding="utf-8")
    library = Library((shipped, private))

    assert [(head.name, head.private) for head in library.criteria_sets()] == [
        ("mini@1.0", False),
        ("own@1", True),
    ]
    assert library.criteria_set("own@1").name == "own@1"


def test_the_same_name_twice_is_a_problem(tmp_path: Path):
    library = Library((write_packs(tmp_path / "a"), write_packs(tmp_path / "b", {
        "vocabulary.toml": None, "standards.toml": None, CELLS_FILE: None,
        "matrices/small-2026.1/matrix.toml": None,
    })))  # fmt: skip
    expected = (
        "private/sets/mini-1.0: a pack of that id and edition exists already; "
        "give the private pack another id or edition"
    )

    assert [str(problem) for problem in library.check()] == [expected]
    with pytest.raises(PackProblems, match="exists already"):
        library.criteria_set("mini@1.0")


def test_a_private_file_may_add_editions_to_a_known_standard(tmp_path: Path):
    shipped = write_packs(tmp_path / "shipped")
    private = tmp_path / "private"
    private.mkdir()
    (private / "standards.toml").write_text(
        '[[standards]]\nid = "ISO 45001"\n[[standards.editions]]\n'
        'id = "2027"\npublished = 2027-03-01\n',
        encoding="utf-8",
    )

    standard = Library((shipped, private)).standards().by_id["ISO 45001"]

    assert standard.edition("2027") == Edition("2027", published=date(2027, 3, 1))
    assert standard.edition("2018") == Edition("2018")


def test_a_pack_is_read_once_per_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    packs = write_packs(tmp_path)
    first = Library((packs,)).criteria_set("mini@1.0")
    (packs / SET_FILE).unlink()

    assert Library((packs,)).criteria_set("mini@1.0") is first

    loading.forget_loaded()
    with pytest.raises(PackProblems, match="the file is missing"):
        Library((packs,)).criteria_set("mini@1.0")


def test_listing_reads_the_heads_only(tmp_path: Path):
    packs = write_packs(tmp_path, {CRITERIA_FILE: "broken [", CELLS_FILE: "broken"})

    library = Library((packs,))

    assert [head.name for head in library.criteria_sets()] == ["mini@1.0"]
    assert [head.name for head in library.matrices()] == ["small@2026.1"]


def test_one_folder_can_be_checked_alone(tmp_path: Path):
    library = Library((write_packs(tmp_path / "packs"),))
    broken = write_packs(tmp_path / "other", {SET_FILE: SET + "[outlook]\nblock = []\n"})

    found = [str(problem) for problem in library.check(broken / "sets" / "mini-1.0")]

    assert found == [
        'private/sets/mini-1.0/set.toml, outlook: unknown key "block"; '
        "remove it or use one of: blocking, plan"
    ]
    assert library.check(broken / "matrices" / "small-2026.1") == ()
    assert [problem.found for problem in library.check(tmp_path)] == [
        "there is no pack in this place"
    ]
