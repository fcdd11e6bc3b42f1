"""The words for domain values, marked for translation; whoever prints them translates."""

from ddtool.sentences import Translate, n_
from ddtool.wording.packs import pack_word
from ddtool.wording.reasons import says, sentence
from ddtool.wording.values import TIME_LIMITS, words

__all__ = ["TIME_LIMITS", "Translate", "n_", "pack_word", "says", "sentence", "words"]
