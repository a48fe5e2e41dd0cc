"""The beginning or the end of a text, cut between words where it has spaces between them."""

from __future__ import annotations


def beginning(text: str, most: int) -> str:
    """Return the first ``most`` characters of a text in one line, cut as by :func:`cut_after`."""
    return cut_after(" ".join(text.split()), most)


def cut_before(words: str, most: int) -> str:
    """Return the last ``most`` characters, from a whole word on where words have spaces.

    >>> cut_before("the ferry is late", 10)
    '… is late'
    """
    if len(words) <= most:
        return words
    cut = words[-most:]
    return f"… {cut.partition(' ')[2] or cut}"


def cut_after(words: str, most: int) -> str:
    """Return the first ``most`` characters, to a whole word where words have spaces.

    >>> cut_after("the ferry is late", 10)
    'the ferry …'
    >>> cut_after("渡船每天早上从码头出发", 4)
    '渡船每天 …'
    """
    if len(words) <= most:
        return words
    # One more tells whether a word ends there.
    return f"{words[: most + 1].rpartition(' ')[0] or words[:most]} …"
