"""Whether a plain text is subtitles that somebody pasted or saved under another ending."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.formats.subtitles import NUMBER, TIMES, text_behind

LEAST_CUES = 3

MOSTLY = 0.9
"""Least share of times that stand alone on a line below an empty line or a number."""

MOST_LINES = 4
"""Mean lines of words to a cue beyond which times stand above paragraphs, not above cues."""

MOST_ABOVE = 2
"""Lines of words above the first times."""

LONGEST_TIMES = 200


def is_subtitles(text: str) -> bool:
    """Tell whether ``text`` is written as subtitles are, times alone above every few words.

    Names above or below the times tell who speaks, which subtitles do in another way.
    """
    if "-->" not in text and "," not in text:
        return False
    lines = text.split("\n")
    places = [n for n, line in enumerate(lines) if _is_times(line)]
    words = [bool(line.strip()) and not NUMBER.fullmatch(line) for line in lines]
    if len(places) < LEAST_CUES or sum(words[: places[0]]) > MOST_ABOVE:
        return False
    if not len(places) / 2 <= sum(words) - len(places) <= MOST_LINES * len(places):
        return False
    alone = sum(not words[n - 1] or lines[n - 1].startswith("WEBVTT") for n in places if n)
    return alone >= MOSTLY * sum(place > 0 for place in places) and not _named(lines, places)


def _is_times(line: str) -> bool:
    if len(line) > LONGEST_TIMES or not line[:1].isdigit():
        return False
    found = TIMES.fullmatch(line)
    return found is not None and not text_behind(found["more"] or "")


def _named(lines: Sequence[str], places: Sequence[int]) -> bool:
    """Tell whether what stands below the times comes again and again, as names do."""
    below = [
        lines[n + 1].strip()
        for n in places
        if n + 2 < len(lines) and lines[n + 1].strip() and lines[n + 2].strip()
    ]
    return len(below) > MOSTLY * len(places) and 2 * len(set(below)) <= len(below)
