"""Which language a passage is in, as far as its script shows: regional shapes differ."""

import re

_CHINESE_AND_JAPANESE = re.compile("[\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_JAPANESE = re.compile("[\u3040-\u30ff\u31f0-\u31ff]")
_KOREAN = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_EASTERN = ("zh", "ja", "ko")


def language_of(text: str, report: str) -> str:
    """The language of a text: Korean and Japanese show by their letters, other Han is Chinese.

    A report that is itself Chinese, Japanese or Korean keeps its language, and so does every text
    in another script: nobody has said what it is.
    """
    if text.isascii() or report.startswith(_EASTERN):
        return report
    if _KOREAN.search(text):
        return "ko"
    if _JAPANESE.search(text):
        return "ja"
    return "zh-Hans" if _CHINESE_AND_JAPANESE.search(text) else report


def split_page_text(text: str) -> tuple[str, str, str]:
    """A text like "Page {page} of {pages}" in its three parts around the two numbers."""
    before, _, rest = text.partition("{page}")
    between, _, after = rest.partition("{pages}")
    return before, between, after
