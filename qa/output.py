"""What a command prints, all of it or one line that says why not."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from corpus.errors import OutputError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


@contextmanager
def whole_output() -> Iterator[None]:
    """Write what the block prints before it is left; end quietly where nobody reads any more.

    Raises:
        OutputError: If the output has no room, or no bytes for a character.
    """
    try:
        try:
            yield
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except UnicodeEncodeError as error:
        if codecs.lookup(error.encoding).name == "utf-8":
            raise  # it has all characters, so this was another text's
        raise OutputError(
            f"the output is {error.encoding}, which has no {error.object[error.start]!a}: set "
            "PYTHONIOENCODING=utf-8"
        ) from error
    except BrokenPipeError:  # as `| head` leaves it
        _drop_the_rest()
        sys.exit(1)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        _drop_the_rest()
        raise OutputError(
            f"the output cannot be written ({error.strerror}): make room, or write elsewhere"
        ) from error


def _drop_the_rest() -> None:
    """Let what is still to be written vanish: Python would try again when it ends, and complain."""
    with suppress(OSError, ValueError):  # one that is no file has nothing to write to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
