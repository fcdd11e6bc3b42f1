"""What a gap report says: headings, sentences, rows and totals, whatever it is written as.

:func:`make_content` turns an analysis into a :class:`ReportContent`. Each section is a module
here, with its values above and the words it chooses below. Whoever writes a file arranges these
values and adds no fact.
"""

from ddtool.reports.content.report import USUAL, ReportContent, Wanted, make_content
from ddtool.reports.content.snapshot import content_hash, plain
from ddtool.reports.content.values import NOTHING, Day, Explained, Fact, Sign
from ddtool.reports.content.voice import Voice

__all__ = [
    "NOTHING",
    "USUAL",
    "Day",
    "Explained",
    "Fact",
    "ReportContent",
    "Sign",
    "Voice",
    "Wanted",
    "content_hash",
    "make_content",
    "plain",
]
