"""Somebody without a mouse, who looks at every key that the focus is seen and never stuck."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

_FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const labels = [...(one.labels || [])];
  const rings = [one, ...labels].map((each) => getComputedStyle(each));
  const isRing = (ring) => ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2;
  const box = (one.type === "radio" && labels[0] ? labels[0] : one).getBoundingClientRect();
  const across = box.right > 0 && box.left < innerWidth;
  const own = one.matches("a, button, summary") ? one.innerText : one.ariaLabel;
  const legend = one.closest("fieldset")?.querySelector("legend");
  return {
    seen: rings.some(isRing),
    inside: across && box.bottom > 0 && box.top < innerHeight,
    words: (labels.map((label) => label.innerText).join(" ") || own || "").trim(),
    group: one.type === "radio" && legend ? legend.innerText.trim() : "",
    place: [...document.querySelectorAll("*")].indexOf(one),
    type: one.type || "",
  };
}"""

_MOST_PLACES = 400
# Month, day, year and the button that opens a calendar are walked through within one field.
_PARTS_OF_A_DAY = 4


@dataclass(frozen=True)
class Keyboard:
    """The keys of a page. Where the focus comes to rest, it has to be seen."""

    page: Page

    def tab_to(self, words: str, *, group: str = "", most: int = 150) -> None:
        """Press Tab until the focus is on something with these words, as a person would."""
        visits: Counter[int] = Counter()
        for _ in range(most):
            self.page.keyboard.press("Tab")
            focused = self.focused()
            if focused is None:
                continue
            self._look_whether_stuck(focused, visits)
            if words in focused["words"] and group in focused["group"]:
                return
        raise AssertionError(f"{words!r} was not reached with {most} times Tab")

    def focused(self) -> Any:
        """What has the focus; nothing where the browser itself has it."""
        focused = self.page.evaluate(_FOCUSED)
        if focused:
            assert focused["seen"], f"the focus cannot be seen at {focused}"
            assert focused["inside"], f"the focus is outside the window at {focused}"
        return focused

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type_into(self, label: str, text: str) -> None:
        """Go to a field and type."""
        self.tab_to(label)
        self.page.keyboard.type(text)

    def go(self, words: str) -> None:
        """Follow a link or press a button that leads to another page."""
        self.tab_to(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def walk_round(self) -> int:
        """Press Tab through the whole page until it begins anew; how many places that are."""
        first = None
        visits: Counter[int] = Counter()
        for _ in range(_MOST_PLACES):
            self.page.keyboard.press("Tab")
            focused = self.focused()
            if focused is None:
                continue
            if focused["place"] == first:
                return len(visits)
            first = focused["place"] if first is None else first
            self._look_whether_stuck(focused, visits)
        raise AssertionError("the focus never comes back to where it began")

    @staticmethod
    def _look_whether_stuck(focused: Any, visits: Counter[int]) -> None:
        visits[focused["place"]] += 1
        most = _PARTS_OF_A_DAY if focused["type"] == "date" else 1
        assert visits[focused["place"]] <= most, f"the focus is stuck at {focused}"
