"""Coverage with reasons for many sites x 71 criteria x 5 certificates, against the working matrix.

The sites are made by a seeded generator, one at a time and not counted as held: what is measured is
matching, not memory for ten thousand answers. The cells are taken as adopted, so that they count.
"""

import gc
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from ddtool.domain.certificates import Certificate
from ddtool.domain.decisions import Aspect
from ddtool.domain.matching import Matcher
from ddtool.domain.places import Place
from ddtool.packs import Library

SITES = 10_000
ON = date(2026, 12, 1)
CERTIFICATES_EACH = 5
ACTIVITIES = ("mining", "concentrating", "smelting", "refining", "recycling", "sx_ew")
AREAS = ("pit", "plant", "acid plant", "port", "camp", "laboratory")
SETS = ("rra@3.0", "jdds@rev3")

Site = tuple[Place, tuple[Certificate, ...]]


def prepare(sites: int = SITES) -> Callable[[], int]:
    """The work: match every site and read every code; it returns how many there were."""
    library = Library((Path(__file__).parents[1] / "criteria",))
    matrix = library.matrix("working@2026.11")
    adopted = replace(matrix, cells=tuple(replace(c, status="adopted") for c in matrix.cells))
    matcher = Matcher(adopted, library.standards().scales)
    aspects = tuple(_aspects(library))
    editions = sorted({(cell.standard, cell.editions[0]) for cell in matrix.cells})
    made = tuple(_made(sites, editions))
    # As the report does: what stays for good is not walked through at every collection.
    gc.freeze()

    def work() -> int:
        codes = 0
        for place, certificates in made:
            for decision in matcher.decide_all(aspects, place, certificates, ON):
                codes += len(decision.codes)
        return codes

    return work


def _aspects(library: Library) -> Iterator[Aspect]:
    for name in SETS:
        for criterion in library.criteria_set(name).criteria:
            requirements = tuple(part.id for part in criterion.requirements)
            yield Aspect(name, criterion.number, requirements)


def _made(sites: int, editions: list[tuple[str, str]]) -> Iterator[Site]:
    chance = random.Random(20261201)  # noqa: S311 -- sites for a measure, no secret
    for number in range(sites):
        activities = tuple(chance.sample(ACTIVITIES, chance.randint(1, 3)))
        areas = tuple(chance.sample(AREAS, chance.randint(1, 4)))
        place = Place(f"S{number}", activities, areas, date(2027, 3, 15))
        held = chance.sample(editions, CERTIFICATES_EACH)
        yield place, tuple(_certificate(chance, place, *one) for one in held)


def _certificate(chance: random.Random, place: Place, standard: str, edition: str) -> Certificate:
    return Certificate(
        id=f"{standard} {edition}",
        standard=standard,
        edition=edition,
        issued=date(2025, 1, 1),
        valid_until=ON + timedelta(days=chance.randint(-60, 900)),
        last_audit=date(2025, 6, 1),
        sites=(place.id,),
        areas=place.areas if chance.random() < 0.7 else place.areas[:1],
        activities=place.activities if chance.random() < 0.7 else place.activities[:1],
        accredited=True,
        has_report=chance.random() < 0.8,
    )
