"""From an exception to what people read on stderr and the exit code scripts read."""

import hashlib
import os
import traceback

import click

from ddtool.domain.errors import DdtoolError, Problems, Tellable
from ddtool.sentences import Translate, n_

_FAILED = 1

_UNFORESEEN = n_(
    "ddtool met something it was not prepared for (error {number}). Nothing more was done. "
    "Please report this number; with --debug before the command ddtool shows where it arose."
)
_NO_OUTPUT = n_(
    "Not everything could be written ({reason}). Free some space, or send the output elsewhere."
)
_STOPPED = n_("Stopped.")


def tell(error: Exception, translate: Translate = str) -> int:
    """Print what happened on stderr, a sentence or a line per problem, and return the exit code."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    for sentence in _sentences(error, translate):
        click.echo(sentence, err=True)
    return _FAILED


def _sentences(error: Exception, translate: Translate) -> list[str]:
    match error:
        case Problems():
            return [_told(problem, translate) for problem in error.problems]
        case DdtoolError():
            return [_told(error.args[0] if error.args else error, translate)]
        case click.Abort():
            return [translate(_STOPPED)]
        case OSError() if error.filename is not None and error.strerror:
            return [f"{error.filename}: {error.strerror}"]
        case OSError() if error.strerror:
            return [translate(_NO_OUTPUT).format(reason=error.strerror)]
    return _unforeseen(error, translate)


def _told(problem: Tellable, translate: Translate) -> str:
    """One problem in one line; problems of packs and requests know how to say themselves."""
    told = getattr(problem, "told", None)
    return str(told(translate)) if told else str(problem)


def _unforeseen(error: Exception, translate: Translate) -> list[str]:
    sentence = translate(_UNFORESEEN).format(number=number_of(error))
    if os.environ.get("DDTOOL_DEBUG", "").lower() in ("", "0", "false", "no", "off"):
        return [sentence]
    return ["".join(traceback.format_exception(error)), sentence]


def number_of(error: Exception) -> str:
    """The same place and kind of error get the same number, on every machine."""
    frames = traceback.extract_tb(error.__traceback__)
    trail = [f"{os.path.basename(frame.filename)}:{frame.name}" for frame in frames]  # noqa: PTH119 -- a frame names its file as text
    kind = type(error).__name__
    return hashlib.sha256("\n".join([kind, *trail]).encode()).hexdigest()[:8]
