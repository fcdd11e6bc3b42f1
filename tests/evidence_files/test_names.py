"""The names that people see and save files under."""

import pytest

from ddtool.evidence_files import LinkRefused, clean_name, require_link


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("证书.pdf", "证书.pdf"),
        ("größe.pdf", "größe.pdf"),
        ("gro\u0308\u00dfe.pdf", "größe.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\permit.pdf", "permit.pdf"),
        ("permit\r\nSet-Cookie: a.pdf", "permitSet-Cookie_ a.pdf"),
        ("annual\u202efdp.exe", "annualfdp.exe"),
        ("report\u2028 1.pdf", "report 1.pdf"),
        ("  .hidden  ", "hidden"),
        ("a\tb   c.pdf", "a b c.pdf"),
        ('quo"te<1>|?.pdf', "quo_te_1___.pdf"),
        ("con", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("contract.pdf", "contract.pdf"),
        ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
        ("\x00\u202e", "file"),
        ("", "file"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_what_harms(name: str, cleaned: str):
    assert clean_name(name) == cleaned


def test_a_long_name_keeps_its_ending():
    cleaned = clean_name("证" * 200 + ".pdf")

    assert cleaned == "证" * 83 + ".pdf"
    assert len(cleaned.encode()) <= 255


def test_a_long_name_without_ending_is_cut():
    assert clean_name("a." + "b" * 300) == "a." + "b" * 253


@pytest.mark.parametrize(
    "address", ["https://example.org/permit?a=1#b", "https://example.org:8443/", " https://a.b/ "]
)
def test_an_address_that_begins_with_https_may_stand_for_a_document(address: str):
    assert require_link(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://example.org/",
        "javascript:alert(1)",
        "https://",
        "https://ana:secret@example.org/",
        "https://example.org/a b",
        "https://example.org\\@evil.example/",
        "https://example.org/\u202e",
        "https://[::1/",
        "https://example.org:port/",
        "file:///etc/passwd",
        "https://example.org/" + "a" * 2_000,
    ],
)
def test_any_other_address_is_refused(address: str):
    with pytest.raises(LinkRefused):
        require_link(address)
