"""Whether every pack that lies in a folder is the one that is used."""

from ddtool.packs import Library
from ddtool.sentences import Sentence
from ddtool.usecases.doctor.checks import Check


def examine_packs(library: Library) -> Check:
    """Look for folders that are passed over because a pack of their name was loaded by upload."""
    hidden = library.hidden()
    found = Sentence("none is passed over")
    if hidden:
        found = Sentence(
            "{folders}: passed over, a pack of the same name was loaded by upload",
            folders=", ".join(hidden),
        )
    return Check(
        Sentence("pack folders"),
        ok=not hidden,
        found=found,
        remedy=Sentence("remove the folder, or give its pack another edition"),
    )
