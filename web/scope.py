"""What the next questions are put to: which sources, whose words, what time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.errors import FilterError
from index.library import Library
from qa.narrow import EVERYTHING, Narrowing
from web.whole import whole

LONGEST = 200
"""Characters of a name or date that a page sends."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reader has chosen.

    Attributes:
        chosen: Ids of the only sources to ask; ``None`` for all, those that come later too.
        speaker: The only speaker to quote; empty for anyone.
        among: The time of the sources.
    """

    chosen: frozenset[str] | None = None
    speaker: str = ""
    among: Narrowing = EVERYTHING

    def sources(self, held: frozenset[str]) -> frozenset[str]:
        """Return the chosen ones of the sources that are held."""
        return held if self.chosen is None else self.chosen & held

    def taking_in(self, doc_id: str) -> Scope:
        """Return a scope in which this source is asked too."""
        chosen = None if self.chosen is None else self.chosen | {doc_id}
        return Scope(chosen, self.speaker, self.among)


ALL = Scope()


def read_scope(told: Mapping[str, Any]) -> Scope:
    """Return the scope that a page tells of; what is not of the expected kind chooses nothing.

    Raises:
        FilterError: If a date names no days.
    """
    ids = told.get("chosen")
    chosen = frozenset(map(str, ids)) if isinstance(ids, list) else frozenset[str]()
    return Scope(
        None if told.get("all") is True else chosen,
        _text(told, "speaker"),
        Narrowing(_text(told, "since"), _text(told, "until")),
    )


def scope_told(scope: Scope) -> dict[str, Any]:
    """Return ``scope`` as :func:`read_scope` reads it."""
    return {
        "all": scope.chosen is None,
        "chosen": sorted(scope.chosen or ()),
        "speaker": scope.speaker,
        "since": scope.among.since,
        "until": scope.among.until,
    }


def write_scope(scope: Scope) -> str:
    """Return ``scope`` as a browser remembers it for a reload; nothing for all."""
    return "" if scope == ALL else json.dumps(scope_told(scope))


def remembered_scope(memory: object) -> Scope:
    """Return the scope that a browser has remembered; all if what it has is none of ours."""
    try:
        told = json.loads(memory) if isinstance(memory, str) else None
        return read_scope(told) if isinstance(told, dict) else ALL
    except (ValueError, RecursionError, FilterError):
        return ALL


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return whole(value).strip()[:LONGEST] if isinstance(value, str) else ""


def stated(scope: Scope, library: Library) -> str:
    """Return what is asked in a few words: ``Asking 2 of 5 sources, only Anna``."""
    with library.snapshot() as snapshot:
        held = frozenset(snapshot.doc_ids)
        asked = scope.sources(held)
        if asked and scope.among.is_dated:
            asked &= scope.among.doc_ids(snapshot, asked) or frozenset()
    return f"Asking {_count(len(asked), len(held))}{_when(scope.among)}{_whom(scope)}"


def _count(asked: int, held: int) -> str:
    noun = "source" if held == 1 else "sources"
    if asked < held:
        return f"{asked or 'none'} of {held} {noun}"
    return {0: "no sources: there are none", 1: "the one source"}.get(held, f"all {held} {noun}")


def _when(among: Narrowing) -> str:
    since = f", from {among.since}" if among.since else ""
    return since + (f", up to {among.until}" if among.until else "")


def _whom(scope: Scope) -> str:
    return f", only {scope.speaker}" if scope.speaker else ""
