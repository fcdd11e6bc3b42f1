"""Small packs as text; a test names only the file it breaks."""

from collections.abc import Mapping
from pathlib import Path

VOCABULARY = """\
[[activities]]
id = "mining"
title = "Mining"

[[activities]]
id = "smelting"
title = "Smelting"

[[metals]]
id = "copper"
title = "Copper"

[[facts]]
id = "has_tailings"
question = "Does the site have tailings?"
why = "Decides about criterion 2."
"""

STANDARDS = """\
[[standards]]
id = "ISO 45001"
title = "Occupational health and safety management systems"
kind = "certificate"
[[standards.editions]]
id = "2018"

[[standards]]
id = "TSM"
title = "Towards Sustainable Mining"
kind = "assessment"
scales = [["C", "B", "A"], ["no", "yes"]]
results = ["Tailings"]
[[standards.editions]]
id = "2023"

[[standards]]
id = "ISO 26000"
title = "Guidance on social responsibility"
certifiable = false
[[standards.editions]]
id = "2010"

[[standards]]
id = "mini"
title = "The criteria as a standard"
[[standards.editions]]
id = "1"
"""

SET = """\
id = "mini"
edition = "1.0"
title = "A small set"
label = "working text"

[[sections]]
id = "people"
title = "People"

[[ratings]]
code = "fully_meets"
title = "Fully meets"

[[ratings]]
code = "partially_meets"
title = "Partially meets"

[[ratings]]
code = "does_not_meet"
title = "Does not meet"

[[ratings]]
code = "not_applicable"
title = "Not applicable"
"""

CRITERIA = """\
[[criteria]]
number = "1"
title = "Safety"
section = "people"
summary = "Keep people safe."

[[criteria.requirements]]
id = "1.a"
text = "Hazards are known."

[[criteria.requirements]]
id = "1.b"
text = "Hazards are controlled."

[[criteria]]
number = "2"
title = "Tailings"
section = "people"
summary = "Keep dams safe."
applies_when = ["fact:has_tailings"]
"""

MATRIX = """\
id = "small"
edition = "2026.1"
title = "A small matrix"
"""

HEADER = (
    "criteria_set,criterion,standard,editions,level,status,covers,gap_note,activities,min_results,"
    "level_below_threshold,effective_from,effective_to,source_document,source_edition,source_date,"
    "adopted_by,adopted_on,confirmed_by\n"
)
COLUMNS = HEADER.strip().split(",")

GOOD_CELL = {
    "criteria_set": "mini@1.0",
    "criterion": "1",
    "standard": "ISO 45001",
    "editions": "2018",
    "level": "full",
    "status": "proposed",
}


def cells(*changes: dict[str, str]) -> str:
    """The text of ``cells.csv``: a good cell for each change."""
    rows = ({**GOOD_CELL, **change} for change in changes)
    return HEADER + "".join(",".join(row.get(name, "") for name in COLUMNS) + "\n" for row in rows)


FILES = {
    "vocabulary.toml": VOCABULARY,
    "standards.toml": STANDARDS,
    "sets/mini-1.0/set.toml": SET,
    "sets/mini-1.0/criteria.toml": CRITERIA,
    "matrices/small-2026.1/matrix.toml": MATRIX,
    "matrices/small-2026.1/cells.csv": cells({}),
}


def write_packs(root: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Write the small packs with some files changed, added or (None) left out."""
    for name, text in {**FILES, **(changes or {})}.items():
        if text is not None:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return root
