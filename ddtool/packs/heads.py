"""What every pack says of itself first: id, edition, title, label, publisher."""

from dataclasses import dataclass

from ddtool.packs.tables import Table


@dataclass(frozen=True, slots=True)
class Head:
    """The first keys of ``set.toml`` and ``matrix.toml``."""

    id: str
    edition: str
    title: str
    label: str
    publisher: str


def read_head(table: Table) -> Head:
    """The first keys of a pack; id, edition and title have to be there."""
    return Head(
        id=table.id("id"),
        edition=table.id("edition"),
        title=table.text("title", required=True),
        label=table.text("label"),
        publisher=table.text("publisher"),
    )
