"""What a user can set, read once at the edge.

Flags win over the environment, that over a file, that over what the library was built with, and
that over the defaults. The file is ``onrecord.toml`` in the working directory, with the names
of the fields below; in the environment they are ``ONRECORD_LIBRARY``, ``ONRECORD_EMBEDDER``
and so on.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from corpus.errors import SettingsError
from index.device import AUTO as AUTO_DEVICE
from index.device import DEVICES, Device
from index.models import BGE_SMALL, COLBERT, MS_MARCO
from index.open import library_facts
from index.place import Place, expanded, place_of
from index.words import AUTO, STEMMER_CHOICES, STEMMERS

FILE = "onrecord.toml"
PREFIX = "ONRECORD_"
EMBEDDER_TO_BE = "embedder_to_be"
"""The fact of an empty library that says what embeds its first text."""

DEFAULT_LIBRARY = ".onrecord"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set.

    Attributes:
        library: The library's folder, or its database.
        bundled_texts: Whether a library that does not exist yet starts with the texts
            that come with onrecord: so unless ``--library`` names it.
        embedder: A hub name or folder that sentence-transformers loads.
        reranker: A hub name or folder of a cross-encoder, in ONNX form or one that
            sentence-transformers loads.
        aligner: A hub name or folder of an encoder in ONNX form with one vector a token.
        stemmer: What words are reduced by: ``"auto"`` for the stemmer of each text's
            language, ``"none"``, or a language for every text.
        allow_network: Whether models that are not on this machine may be fetched from the hub.
        threshold: Confidence from which an answer is given; from the calibration if ``None``.
        device: What models run on: ``"auto"``, ``"cpu"``, ``"cuda"`` or ``"mps"``.
        batch_size: How many texts PyTorch reads at a time; each model's own choice if ``None``.
        read_only: Whether the chat shows its sources and lets nobody change them.
        feedback: Whether readers of the chat may say what they think of its answers.
    """

    library: Place = Path(DEFAULT_LIBRARY)
    bundled_texts: bool = True
    embedder: str = BGE_SMALL
    reranker: str = MS_MARCO
    aligner: str = COLBERT
    stemmer: str = AUTO
    allow_network: bool = False
    threshold: float | None = None
    device: str = AUTO_DEVICE
    batch_size: int | None = None
    read_only: bool = False
    feedback: bool = True

    @property
    def runs_on(self) -> Device:
        """What models run on."""
        return Device(self.device, self.batch_size)

    def of_library(self) -> dict[str, str]:
        """Return what is noted down in a library when it is built, the embedder apart.

        The embedder's fingerprint is recorded with the vectors it makes.
        """
        return {name: getattr(self, name) for name in OF_LIBRARY if name != "embedder"}


OF_LIBRARY = ("embedder", "reranker", "aligner", "stemmer")
"""The settings a library keeps."""

NAMES = tuple(field.name for field in fields(Settings) if field.name != "bundled_texts")


def load_settings(
    library: str | os.PathLike[str] | None = None,
    *,
    environment: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> Settings:
    """Return the settings in force.

    Args:
        library: The folder or address given as ``--library``; it wins over everything else.
        environment: Where ``ONRECORD_*`` are looked up.
        folder: Where ``onrecord.toml`` may be; the working directory by default.

    Raises:
        SettingsError: If a setting is unknown or its value cannot be used.
    """
    return trace_settings(library, environment=environment, folder=folder)[0]


def trace_settings(
    library: str | os.PathLike[str] | None = None,
    *,
    environment: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> tuple[Settings, dict[str, str]]:
    """Return the settings as :func:`load_settings` does, and where each that is set comes from."""
    found = {**_from_file((folder or Path.cwd()) / FILE), **_from_environment(environment)}
    values = {name: read_value(name, raw, where) for name, (raw, where) in found.items()}
    origins = {name: where for name, (_, where) in found.items()}
    if library is not None:
        values |= {"library": _place(library), "bundled_texts": False}
        origins["library"] = "--library"
    home = values.get("library")
    place = home if isinstance(home, Place) else Path(DEFAULT_LIBRARY)
    for name, value in _from_library(place).items():
        if name not in values:
            values[name], origins[name] = value, "library"
    # read_value returns what each field takes.
    return Settings(**values), origins  # type: ignore[arg-type]


def _place(library: str | os.PathLike[str]) -> Place:
    return place_of(library) if isinstance(library, str) else Path(library)


def _from_library(home: Place) -> dict[str, str]:
    """Return what the library at ``home`` was built with, or is to be built with."""
    facts = library_facts(home)
    if "embedder" in facts:
        # The fingerprint is the name, "@" and a digest.
        facts["embedder"] = facts["embedder"].rpartition("@")[0]
    elif EMBEDDER_TO_BE in facts:
        facts["embedder"] = facts[EMBEDDER_TO_BE]
    return {name: facts[name] for name in OF_LIBRARY if name in facts}


def _from_file(path: Path) -> dict[str, tuple[object, str]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: expected a readable TOML file, found: {error}") from error
    return {name: (value, f"{path}: {name}") for name, value in table.items()}


def _from_environment(environment: Mapping[str, str]) -> dict[str, tuple[object, str]]:
    return {
        key.removeprefix(PREFIX).lower(): (value, key)
        for key, value in environment.items()
        if key.startswith(PREFIX)
    }


def read_value(name: str, raw: object, where: str) -> object:
    """Return the value of the setting ``name`` that ``raw`` stands for.

    Raises:
        SettingsError: If there is no such setting, or ``raw`` is no value for it.
    """
    if name not in NAMES:
        raise SettingsError(f"{where}: unknown setting: expected one of {', '.join(NAMES)}")
    if name == "library" and isinstance(raw, str) and raw:
        return place_of(raw)
    if name == "stemmer" and isinstance(raw, str):
        return _stemmer(raw, where)
    if name in OF_LIBRARY and isinstance(raw, str) and raw:
        # The library remembers a folder, and may be opened from another place.
        folder = expanded(raw)
        return str(folder.resolve()) if folder.is_dir() else raw
    if name in ("allow_network", "read_only", "feedback"):
        return _flag(raw, where)
    if name == "device" and isinstance(raw, str):
        return _device(raw, where)
    if name == "batch_size":
        return _count(raw, where)
    if name == "threshold":
        return _probability(raw, where)
    raise SettingsError(f"{where}: expected a text that is not empty, found {raw!r}")


def _stemmer(raw: str, where: str) -> str:
    word = raw.strip().lower()
    choice = STEMMERS.get(word, word)
    if choice not in STEMMER_CHOICES:
        raise SettingsError(f"{where}: expected one of {', '.join(STEMMER_CHOICES)}, found {raw!r}")
    return choice


def _device(raw: str, where: str) -> str:
    device = raw.strip().lower()
    if device not in DEVICES:
        raise SettingsError(f"{where}: expected one of {', '.join(DEVICES)}, found {raw!r}")
    return device


def _count(raw: object, where: str) -> int:
    text = str(raw).strip()
    if isinstance(raw, bool) or not (text.isascii() and text.isdigit() and 0 < int(text) <= 4096):
        raise SettingsError(f"{where}: expected a whole number from 1 to 4096, found {raw!r}")
    return int(text)


def _flag(raw: object, where: str) -> bool:
    flags: dict[object, bool] = {True: True, False: False, "1": True, "0": False}
    flags |= {"true": True, "false": False}
    if not isinstance(raw, bool | int | str) or raw not in flags:
        raise SettingsError(f"{where}: expected true or false, found {raw!r}")
    return flags[raw]


def _probability(raw: object, where: str) -> float:
    try:
        value = float(raw)  # type: ignore[arg-type]  # anything else is the error below
    except (TypeError, ValueError):
        value = -1.0
    if not 0.0 <= value <= 1.0 or isinstance(raw, bool):
        raise SettingsError(f"{where}: expected a number from 0 to 1, found {raw!r}")
    return value
