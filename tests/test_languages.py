from pathlib import Path

from ddtool.languages import list_languages, load_language

SPANISH = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "gap"
msgid_plural "gaps"
msgstr[0] "brecha"
msgstr[1] "brechas"

#, fuzzy
msgid "action"
msgstr "acto"
"""


def write_catalogue(folder: Path, language: str, text: str = SPANISH) -> None:
    (folder / language).mkdir()
    (folder / language / "ddtool.po").write_text(text, encoding="utf-8")


def test_languages_are_found_by_looking_into_the_folder(tmp_path: Path):
    write_catalogue(tmp_path, "zh_Hans")
    write_catalogue(tmp_path, "es")
    (tmp_path / "notes").mkdir()

    assert list_languages(tmp_path) == ("en", "es", "zh_Hans")


def test_a_catalogue_needs_no_compiling_beforehand(tmp_path: Path):
    write_catalogue(tmp_path, "es")

    spanish = load_language("es", tmp_path)

    assert spanish.ngettext("gap", "gaps", 1) == "brecha"
    assert spanish.ngettext("gap", "gaps", 2) == "brechas"


def test_a_doubtful_translation_is_not_used(tmp_path: Path):
    write_catalogue(tmp_path, "es")

    assert load_language("es", tmp_path).gettext("action") == "action"


def test_english_and_unknown_languages_leave_the_text_as_it_is(tmp_path: Path):
    write_catalogue(tmp_path, "es")

    assert load_language("en", tmp_path).gettext("gap") == "gap"
    assert load_language("tlh", tmp_path).gettext("gap") == "gap"
    assert load_language("../es", tmp_path).gettext("gap") == "gap"


def test_every_language_of_the_tool_loads():
    for language in list_languages():
        assert load_language(language).gettext("no such text") == "no such text"
