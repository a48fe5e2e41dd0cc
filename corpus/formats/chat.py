"""CHAT (``.cha``), the transcripts of TalkBank and CHILDES.

A line ``*MOT:`` is what somebody says, ``%mor:`` tells of the line above, and ``@`` of the file;
a line that begins with a tab belongs to the one before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from corpus.cues import Cue, from_cues
from corpus.errors import SourceError
from corpus.extracted import Extracted, Kind, LeftOut
from corpus.formats.naming import role_facts
from corpus.normalise import decode, normalise

STARTS = re.compile(r"@(?:UTF8|Begin)\s*\n")
"""How such a file begins."""

_SAID = re.compile(r"\*(?P<code>[^\s:*]{1,20}):\s*(?P<said>.*)")
_ABOUT = "participants:"
# Between two signs that no text has stands when a line is heard, and in old files in what.
_HEARD = re.compile(r"\x15(?:[^\x15\n]{0,200}_)?(?P<start>\d{1,9})_(?P<end>\d{1,9})-?\x15")
_SIGNS = re.compile(r"[\x01-\x08\x15]")


def read(data: bytes, where: str) -> Extracted:
    """Return what is said, with the signs for how; the other lines are left out.

    Raises:
        SourceError: If the bytes are no text, or nobody speaks in it.
    """
    lines = list(_whole_lines(decode(data, where).lstrip("\ufeff")))
    people = _people([line for _, line in lines if line.startswith("@")])
    cues = [_cue(found, people) for _, line in lines if (found := _SAID.match(line))]
    if not cues:
        raise SourceError(
            where, 'expected lines such as "*MOT: …", found none: save it as plain text'
        )
    left_out = [
        LeftOut(
            f"line {number}",
            Kind.METADATA,
            normalise(_SIGNS.sub("", line), where),
            "not what is said",
        )
        for number, line in lines
        if not _SAID.match(line)
    ]
    facts = role_facts(people.values())
    return from_cues(cues, where, facts=facts, left_out=tuple(left_out))


def _whole_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield lines, each with those that go on with it, and the number of the first."""
    first, parts = 1, list[str]()
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if line.startswith(("*", "%", "@")):
            if parts:
                yield first, " ".join(parts)
            first, parts = number, [line]
        elif line.strip():
            parts.append(line.strip())
    if parts:
        yield first, " ".join(parts)


def _cue(found: re.Match[str], people: dict[str, tuple[str, str]]) -> Cue:
    heard = _HEARD.search(found["said"])
    return Cue(
        " ".join(_SIGNS.sub("", _HEARD.sub("", found["said"])).split()),
        people.get(found["code"], (found["code"], ""))[0],
        float(heard["start"]) if heard else None,
        float(heard["end"]) if heard else None,
    )


def _people(headers: list[str]) -> dict[str, tuple[str, str]]:
    """Return the name and the role of each code; two with one name keep their codes.

    A header says ``CHI Ross Target_Child, MOT Mother``: the code, perhaps a name, and the role.
    """
    told = "".join(line[1:] for line in headers if line[1:].casefold().startswith(_ABOUT))
    people: dict[str, tuple[str, str]] = {}
    for person in told[len(_ABOUT) :].split(","):
        if len(words := person.replace("_", " ").split()) > 1:
            named = person.split()
            name = named[1] if len(named) in (2, 3) else words[0]
            people[words[0]] = name.replace("_", " "), named[-1].replace("_", " ")
    names = Counter(name for name, _ in people.values())
    return {
        code: (name if names[name] == 1 else code, role) for code, (name, role) in people.items()
    }
