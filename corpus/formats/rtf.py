"""Rich text, read without a library: those there are keep no bold and say not what they drop."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.archive import found
from corpus.formats.blocks import Paragraph, Run, joined, written
from corpus.formats.facts import facts_of
from corpus.normalise import normalise

_TOKEN = re.compile(
    r"\\(?:'(?P<byte>[0-9a-fA-F]{2})|(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?\x20?"
    r"|(?P<symbol>[^a-zA-Z']))|(?P<brace>[{}])|(?P<end>[\r\n]+)|(?P<text>[^\\{}\r\n]+)|(?P<other>.)",
    re.DOTALL,
)
_CHARACTERS = {
    "line": "\n",
    "tab": "\t",
    "cell": " | ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "~": "\u00a0",
    "_": "\u2011",
    "\n": "\n",
    "\r": "\n",
}
_PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "row"})
_SAID_ELSEWHERE = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "page header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "page footer"),
    "footnote": "footnote",
    "annotation": "comment",
}
_FACTS = {"title": "title", "author": "author"}
_NOT_SAID = frozenset(
    "fonttbl colortbl stylesheet info pict object fldinst listtable listoverridetable rsidtbl"
    " generator themedata datastore operator company creatim revtim keywords subject doccomm"
    " bkmkstart bkmkend xe tc atnid atnauthor nonshppict pntext listtext".split()
)
_CHARSETS = {
    0: "cp1252",
    77: "mac-roman",
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
MAX_DEPTH = 1_000


@dataclass(frozen=True, slots=True)
class _State:
    r"""What holds until the group ends.

    Attributes:
        into: Where words go: ``"body"``, a destination with words, or empty for nowhere.
        skip: Characters that stand in for each ``\u`` character.
    """

    into: str = "body"
    bold: bool = False
    italic: bool = False
    hidden: str = ""
    codec: str = "cp1252"
    skip: int = 1


@dataclass(slots=True)
class _Parsed:
    paragraphs: list[Paragraph] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    elsewhere: list[tuple[str, int, str]] = field(default_factory=list)

    """What has been found so far."""

    def say(self, text: str, state: _State) -> None:
        into = state.hidden if state.hidden and state.into == "body" else state.into
        if into == "body":
            self.runs.append(Run(text, state.bold, state.italic))
        elif into and self.elsewhere and self.elsewhere[-1][0] == into:
            name, place, before = self.elsewhere.pop()
            self.elsewhere.append((name, place, before + text))
        elif into:
            self.elsewhere.append((into, len(self.paragraphs) + 1, text))

    def end(self) -> None:
        if self.runs and self.runs[-1].text == _CHARACTERS["cell"]:
            self.runs.pop()  # it ends the last cell of a row and parts it from none
        self.paragraphs.append(Paragraph(joined(self.runs)))
        self.runs = []


def read(data: bytes, where: str) -> Extracted:
    """Return the body of a rich text; heads, feet, notes, comments and what is hidden are out.

    Raises:
        SourceError: If ``data`` is no rich text, or holds no words.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise SourceError(where, f"expected rich text (.rtf), found {found(data)}")
    parsed = _parsed(data.decode("latin-1"), where)
    said = [(name, place, " ".join(_whole(text).split())) for name, place, text in parsed.elsewhere]
    facts = facts_of((_FACTS[name], text) for name, _, text in said if name in _FACTS)
    kept = {text for _, text in facts}
    left_out = tuple(
        LeftOut("properties", Kind.METADATA, text, name)
        if name in _FACTS
        else LeftOut(f"paragraph {place}", Kind.BOILERPLATE, text, name)
        for name, place, text in said
        if text and not (name in _FACTS and text in kept)
    )
    return Extracted(
        normalise(_whole(written(parsed.paragraphs)), where), facts=facts, left_out=left_out
    )


def _parsed(source: str, where: str) -> _Parsed:
    parser = _Parser(where)
    for token in _TOKEN.finditer(source):
        parser.take(token)
    parser.out.end()
    return parser.out


class _Parser:
    """Takes tokens one after another."""

    def __init__(self, where: str) -> None:
        self.out = _Parsed()
        self._where = where
        self._state = _State()
        self._outer: list[_State] = []
        self._codecs: dict[int, str] = {}
        self._font = 0
        self._skipping = 0
        self._bytes = b""

    def take(self, token: re.Match[str]) -> None:
        if token["byte"] or token["text"]:
            raw = bytes.fromhex(token["byte"]) if token["byte"] else token[0].encode("latin-1")
            self._bytes += raw[self._skipping :]
            self._skipping = max(self._skipping - len(raw), 0)
        elif not token["end"]:  # the line ends of the file are none of the text
            self._decode()
            if token["brace"]:
                self._group(token["brace"])
            elif token["symbol"]:
                self._state = _symbol(token["symbol"], self._state, self.out)
            elif token["word"]:
                self._word(token["word"], int(token["number"]) if token["number"] else None)

    def _decode(self) -> None:
        """Say the bytes that have come: several may be one character."""
        if self._bytes:
            self.out.say(self._bytes.decode(self._state.codec, "replace"), self._state)
            self._bytes = b""

    def _group(self, brace: str) -> None:
        self._skipping = 0
        if brace == "}":
            self._state = self._outer.pop() if self._outer else self._state
            return
        self._outer.append(self._state)
        if len(self._outer) > MAX_DEPTH:
            raise SourceError(
                self._where,
                f"expected at most {MAX_DEPTH} groups in one another, found more: "
                "save it as plain text",
            )

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self.out.say(chr(number % 65536), self._state)
            self._skipping = self._state.skip
        elif word == "f":
            self._font = number or 0
            codec = self._codecs.get(self._font, self._state.codec)
            self._state = replace(self._state, codec=codec)
        elif word == "fcharset":
            self._codecs[self._font] = _CHARSETS.get(number or 0, "cp1252")
        else:
            self._state = _word(word, number, self._state, self.out)


def _symbol(symbol: str, state: _State, out: _Parsed) -> _State:
    if symbol == "*":  # what follows is for programs, unless it is known
        return replace(state, into="")
    if symbol in "\r\n":
        _end(state, out)
    elif symbol != "-":  # where a word may be broken
        out.say(_CHARACTERS.get(symbol, symbol), state)
    return state


def _word(word: str, number: int | None, state: _State, out: _Parsed) -> _State:
    on = number != 0
    if word in _PARAGRAPH_ENDS:
        _end(state, out)
    elif word in _CHARACTERS:
        out.say(_CHARACTERS[word], state)
    elif word in _SAID_ELSEWHERE:
        return replace(state, into=_SAID_ELSEWHERE[word])
    elif word in _FACTS and state.into != "body":
        return replace(state, into=word)
    elif word in _NOT_SAID:
        return replace(state, into="")
    elif word == "shptxt":  # a text box
        return replace(state, into="body")
    return _styled(word, number, on, state)


def _styled(word: str, number: int | None, on: bool, state: _State) -> _State:
    if word == "b":
        return replace(state, bold=on)
    if word == "i":
        return replace(state, italic=on)
    if word == "v":
        return replace(state, hidden="hidden text" if on else "")
    if word == "deleted":
        return replace(state, hidden="deleted text" if on else "")
    if word == "plain":
        return replace(state, bold=False, italic=False, hidden="")
    if word == "uc":
        return replace(state, skip=max(number or 0, 0))
    if word == "ansicpg" and f"cp{number}" in _CHARSETS.values():
        return replace(state, codec=f"cp{number}")
    return state


def _end(state: _State, out: _Parsed) -> None:
    if state.into == "body":
        out.end()
    else:
        out.say(" ", state)


def _whole(text: str) -> str:
    """Join the halves in which characters beyond the first 65,536 are written."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
