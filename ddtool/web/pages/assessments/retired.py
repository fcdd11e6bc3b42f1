"""What an assessment stands on and new ones do not begin with any more."""

from ddtool.domain.pack_uses import MATRICES, SETS, Retirement
from ddtool.usecases.analyses import Analysed
from ddtool.web import access


def retired_of(found: Analysed) -> tuple[Retirement, ...]:
    """Its criteria set and its matrix, as far as they are out of use by today."""
    library, analysis = access.library(), found.analysis
    names = ((SETS, analysis.criteria_set.name), (MATRICES, analysis.matrix.name))
    known = (library.retirement(shelf, name) for shelf, name in names)
    return tuple(one for one in known if one and one.holds_on(access.today()))
