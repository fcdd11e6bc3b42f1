"""Take the pictures of the pages in README.md anew.

    python -m tools.readme_pictures

They are as large as a window and in light colours; commit them when pages have changed their look.
"""

from pathlib import Path

from tools.screenshot_pages import PAGES, find_places
from tools.screenshots import chromium, demonstration, open_session

_FOLDER = Path(__file__).resolve().parents[1] / "docs"
_WINDOW = {"width": 1280, "height": 860}
_PICTURES = {"criterion": "criterion-page.png", "gaps": "gaps-page.png"}
"""The names of pages in the list of ``tools/screenshot_pages.py``, and the files they become."""


def main() -> None:
    """Take all of them."""
    wanted = [one for one in PAGES if one.name in _PICTURES]
    with demonstration() as (served, passwords, _), chromium() as browser:
        places = find_places(served.instance)
        for one in wanted:
            session = open_session(
                browser.new_context(base_url=served.address), one.who, passwords[one.who]
            )
            context = browser.new_context(
                base_url=served.address,
                storage_state=session,
                viewport=_WINDOW,  # type: ignore[arg-type]
                color_scheme="light",
            )
            page = context.new_page()
            page.goto(one.address.format(**places))
            page.screenshot(path=_FOLDER / _PICTURES[one.name])
            context.close()


if __name__ == "__main__":
    main()
