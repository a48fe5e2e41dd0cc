"""Texts that a JSON file holds in pieces, since some of them are bold or link somewhere."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.formats.json_spoken import Json

_TEXTS = ("text", "content")
"""Keys of texts in pieces: Telegram's, and those of chats with language models."""


def join_pieces(root: Json) -> None:
    """Put together, within ``root``, every text that is a list of its pieces.

    What a piece holds besides, such as where it links to, moves beside the text.
    """
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            for key in _TEXTS:
                _join(node, key)
            waiting += node.values()
        elif isinstance(node, list):
            waiting += [value for value in node if isinstance(value, dict | list)]


def _join(node: dict[str, Json], key: str) -> None:
    pieces = node.get(key)
    if not isinstance(pieces, list) or not all(map(_is_piece, pieces)):
        return
    marked = [piece for piece in pieces if isinstance(piece, dict)]
    texts = [piece.get("text", "") if isinstance(piece, dict) else piece for piece in pieces]
    if not marked or not any(texts):
        return
    # Between plain words a marked one is part of the line; else each is a paragraph.
    inline = len(marked) < len(pieces)
    node[key] = ("" if inline else "\n\n").join(str(text) for text in texts if text)
    for piece in marked:
        _move(node, key, piece)


def _is_piece(value: Json) -> bool:
    """Tell whether it is a text, or an object of how a text is shown; it may be a picture."""
    if isinstance(value, dict):
        return isinstance(value.get("text", ""), str) and isinstance(value.get("type"), str)
    return isinstance(value, str)


def _move(node: dict[str, Json], key: str, piece: Mapping[str, Json]) -> None:
    for name, value in piece.items():
        beside = node.setdefault(f"{key}.{name}", []) if name != "text" else None
        if isinstance(beside, list):
            beside.append(value)
