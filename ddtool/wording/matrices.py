"""What keeps a line of a matrix from being adopted, in words that can be translated.

The domain says the same in English; whoever shows it finds it here in the reader's language.
"""

from ddtool.sentences import n_

REFUSALS = (
    n_("Whoever has put this line forward cannot confirm it: a second person has to."),
    n_("This line does not count, so there is nothing to withdraw."),
    n_("Nobody waits on this line: it was not put forward, or is decided already."),
    n_("Say in which document and edition you have read this, and on which day."),
    n_("This edition was issued or discarded; nothing in it changes any more."),
)
"""Each as the domain says it."""
