import ast
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from tools import messages

LANGUAGES = list(messages.catalogues())


def texts(catalogue: Catalog) -> dict[str, Message]:
    """The messages of a catalogue by their singular."""
    return {
        message.id[0] if isinstance(message.id, tuple) else str(message.id): message
        for message in catalogue
        if message.id
    }


def forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text),)


def places(text: str) -> set[str]:
    """What stands in curly braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_template_holds_every_marked_text():
    marked = {text: message.id for text, message in texts(messages.collect()).items()}

    template = texts(messages.read(messages.TRANSLATIONS / "ddtool.pot"))

    assert {text: message.id for text, message in template.items()} == marked, "run: make messages"


def test_there_is_a_second_language():
    assert [path.parent.name for path in LANGUAGES] == ["es"]


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.parent.name)
def test_a_catalogue_has_the_texts_of_the_template_and_no_others(path: Path):
    catalogue = messages.read(path)

    template = messages.read(messages.TRANSLATIONS / "ddtool.pot")

    assert texts(catalogue).keys() == texts(template).keys(), "run: make messages"
    assert not catalogue.obsolete


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.parent.name)
def test_every_text_is_translated_and_nothing_is_doubtful(path: Path):
    found = texts(messages.read(path))

    assert [text for text, one in found.items() if not all(forms(one.string))] == []
    assert [text for text, one in found.items() if one.fuzzy] == []


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.parent.name)
def test_every_text_with_a_number_has_all_plural_forms(path: Path):
    catalogue = messages.read(path)

    plural = {text: one for text, one in texts(catalogue).items() if isinstance(one.id, tuple)}

    assert plural
    wrong = [
        text for text, one in plural.items() if len(forms(one.string)) != catalogue.num_plurals
    ]
    assert wrong == []


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.parent.name)
def test_translations_have_the_places_of_their_texts(path: Path):
    wrong = []
    for text, one in texts(messages.read(path)).items():
        singular, *others = map(places, forms(one.string))
        english, *english_others = map(places, forms(one.id))
        if singular != english or any(other != english_others[0] for other in others):
            wrong.append(text)

    assert wrong == []


def test_no_marked_text_hides_in_an_f_string():
    marks = {"n_", "Sentence", "gettext", "ngettext"}
    calls = [
        (path, call)
        for path in sorted((messages.ROOT / "ddtool").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for call in (_calls(node) if isinstance(node, ast.JoinedStr) else [])
    ]

    assert [f"{path.name}:{call.lineno}" for path, call in calls if _name(call) in marks] == []


def _calls(node: ast.AST) -> list[ast.Call]:
    return [found for found in ast.walk(node) if isinstance(found, ast.Call)]


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))
