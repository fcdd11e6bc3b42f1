"""What a browser says it is, in words people know."""

from ddtool.sentences import Sentence

# The first that is named wins: most browsers also name those they are like.
_BROWSERS = (
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
_LONGEST = 80


def name_of(agent: str) -> str:
    """Such as "Firefox on Windows"; what it says of itself where nobody knows it."""
    browser, system = _first(_BROWSERS, agent), _first(_SYSTEMS, agent)
    if browser and system:
        return Sentence("{browser} on {system}", browser=browser, system=system)
    return browser or agent[:_LONGEST] or Sentence("An unknown browser")


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in known if sign in agent), "")
