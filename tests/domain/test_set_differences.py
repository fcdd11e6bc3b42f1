from ddtool.domain.criteria import CriteriaSet
from ddtool.domain.crosswalks import Crosswalk, CrosswalkEntry
from ddtool.domain.set_differences import Change, SetDifference, compare_sets, turned_round
from tests.factories import make_criteria_set, make_criterion, make_requirement


def compare(
    before: CriteriaSet, after: CriteriaSet, crosswalk: Crosswalk | None = None
) -> SetDifference:
    return compare_sets(before, after, crosswalk, lambda applies: str(len(applies.any_of)))


def test_without_a_crosswalk_criteria_are_found_again_by_their_numbers():
    old = make_criteria_set(
        make_criterion("1", "a", "b", title="Law"),
        make_criterion("2", "a", title="Books"),
        make_criterion("3", "a", title="Water"),
    )
    new = make_criteria_set(
        make_criterion("1", "a", "b", title="Law"),
        make_criterion("2", "a", "b", title="Books and records"),
        make_criterion("4", "a", title="Tailings"),
        edition="4.0",
    )

    found = compare(old, new)

    assert [(one.criterion.shown.number, one.change.value) for one in found.criteria] == [
        ("1", "same"),
        ("2", "changed"),
        ("4", "new"),
        ("3", "gone"),
    ]
    (title,) = found.criteria[1].criterion.texts
    assert (title.name, title.before, title.after) == ("title", "Books", "Books and records")
    assert found.criteria_counted == {
        Change.SAME: 1,
        Change.CHANGED: 1,
        Change.NEW: 1,
        Change.GONE: 1,
    }
    assert found.requirements_counted == {
        Change.SAME: 3,
        Change.CHANGED: 0,
        Change.NEW: 2,
        Change.GONE: 1,
    }


def test_a_criterion_is_changed_where_only_a_requirement_is():
    part = make_requirement("1.a", text="Keep records.")
    other = make_requirement("1.a", text="Keep records for five years.")
    old = make_criteria_set(make_criterion("1", requirements=(part,)))
    new = make_criteria_set(make_criterion("1", requirements=(other,)))

    (found,) = compare(old, new).criteria

    assert (found.criterion.change, found.change) == (Change.SAME, Change.CHANGED)
    assert [one.name for one in found.requirements[0].texts] == ["text"]


def test_a_crosswalk_finds_what_has_another_number():
    old = make_criteria_set(make_criterion("1", "a", title="Law", summary=""))
    new = make_criteria_set(make_criterion("5", "a", title="Law", summary=""), edition="4.0")
    entries = (CrosswalkEntry("1", "5", "same"), CrosswalkEntry("1.a", "5.a", "same"))
    crosswalk = Crosswalk(old.name, new.name, entries)

    (there,) = compare(old, new, crosswalk).criteria
    (back,) = compare(new, old, turned_round(crosswalk)).criteria

    assert [(one.name, one.before, one.after) for one in there.criterion.texts] == [
        ("number", "1", "5")
    ]
    assert there.requirements[0].before[0].id == "1.a"
    assert back.requirements[0].before[0].id == "5.a"


def test_what_was_made_from_two_shows_both_and_compares_no_words():
    old = make_criteria_set(make_criterion("1", title="Air"), make_criterion("2", title="Water"))
    new = make_criteria_set(make_criterion("7", title="Air and water"))
    entries = (CrosswalkEntry("1", "7", "merged"), CrosswalkEntry("2", "7", "merged"))

    (found,) = compare(old, new, Crosswalk(old.name, new.name, entries)).criteria

    assert found.change is Change.CHANGED
    assert [one.title for one in found.criterion.before] == ["Air", "Water"]
    assert found.criterion.texts == ()
