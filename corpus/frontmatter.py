"""The optional block of facts at the top of a source: YAML between two lines of dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from corpus.errors import SourceError

_BLOCK = re.compile(r"---[ \t]*\n(?=\S)(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_SCALARS = (str, int, float, bool)
LONGEST = 100_000
"""Characters of a block: YAML takes seconds to read more."""


class _Loader(yaml.SafeLoader):
    """Reads YAML without aliases: of few lines that repeat each other it makes billions."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(problem="an alias (*)", problem_mark=mark)
        return super().compose_node(parent, index)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the block says.

    Attributes:
        pairs: (key, value) as texts, in the order written; a list gives one pair per item.
        body_start: Where the text behind the block begins.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    body_start: int = 0

    def first(self, key: str) -> str | None:
        """Return the first value under ``key``."""
        return next(iter(self.all(key)), None)

    def all(self, key: str) -> tuple[str, ...]:
        """Return every value under ``key``, in order."""
        return tuple(value for name, value in self.pairs if name == key)


def read_front_matter(text: str, where: str) -> FrontMatter:
    """Return the front matter of ``text``; an empty one if the text does not begin with a block.

    A pair of rules around prose is not front matter and stays text.

    Raises:
        SourceError: If the block is not YAML, or holds more than a flat list of facts.
    """
    block = _BLOCK.match(text)
    if block is None or not re.search(r"^[\w -]+:(?:\s|$)", block[1], re.MULTILINE):
        return FrontMatter()
    if len(block[1]) > LONGEST:
        raise SourceError(
            where, f"expected front matter of at most {LONGEST:,} characters, found more: cut it"
        )
    try:
        data = yaml.load(block[1], _Loader)  # noqa: S506 # it is a safe one
        facts = data.items() if isinstance(data, dict) else ()
        pairs = tuple(pair for key, value in facts for pair in _pairs(str(key), value, where))
    # Beside its own errors, YAML lets through those of impossible dates, of deep brackets and
    # of numbers with more digits than Python writes.
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or str(error).partition("\n")[0].partition(";")[0]
        raise SourceError(
            f"{where}:{mark.line + 2}" if mark else where,  # the block begins on line 2
            f"expected `key: value` in the front matter, found: {why}: put the value in quotes",
        ) from error
    return FrontMatter(pairs, block.end()) if isinstance(data, dict) else FrontMatter()


def _pairs(key: str, value: object, where: str) -> list[tuple[str, str]]:
    values = value if isinstance(value, list) else [value]
    texts = []
    for item in values:
        if item is not None and not (isinstance(item, _SCALARS) or hasattr(item, "isoformat")):
            raise SourceError(
                where,
                f"expected a text or a list of texts under {key!r} in the front matter, "
                f"found {type(item).__name__}: write one `key: value` a line",
            )
        said = "" if item is None else str(item)
        texts += [(key, said)] if said.strip() else []
    return texts
