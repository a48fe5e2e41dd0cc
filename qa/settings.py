"""What a user can set, read once at the edge: flags, then environment, then a file, then defaults.

The file is ``onrecord.toml`` in the working directory, with the names of the fields below;
in the environment they are ``ONRECORD_LIBRARY``, ``ONRECORD_EMBEDDER`` and so on.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from corpus.errors import SettingsError
from index.models import BGE_SMALL, COLBERT, MS_MARCO

FILE = "onrecord.toml"
PREFIX = "ONRECORD_"
DEFAULT_LIBRARY = ".onrecord"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set.

    Attributes:
        library: The library's folder.
        bundled_texts: Whether a library that does not exist yet starts with the texts
            that come with onrecord: so unless ``--library`` names it.
        embedder: A hub name or folder that sentence-transformers loads.
        reranker: A hub name or folder of a cross-encoder in ONNX form.
        aligner: A hub name or folder of an encoder in ONNX form with one vector a token.
        allow_network: Whether models that are not on this machine may be fetched from the hub.
        threshold: Confidence from which an answer is given; from the calibration if ``None``.
    """

    library: Path = Path(DEFAULT_LIBRARY)
    bundled_texts: bool = True
    embedder: str = BGE_SMALL
    reranker: str = MS_MARCO
    aligner: str = COLBERT
    allow_network: bool = False
    threshold: float | None = None


NAMES = tuple(field.name for field in fields(Settings) if field.name != "bundled_texts")


def load_settings(
    library: str | os.PathLike[str] | None = None,
    *,
    environment: Mapping[str, str] = os.environ,
    folder: Path | None = None,
) -> Settings:
    """Return the settings in force.

    Args:
        library: The folder given as ``--library``; it wins over everything else.
        environment: Where ``ONRECORD_*`` are looked up.
        folder: Where ``onrecord.toml`` may be; the working directory by default.

    Raises:
        SettingsError: If a setting is unknown or its value cannot be used.
    """
    found = {**_from_file((folder or Path.cwd()) / FILE), **_from_environment(environment)}
    values = {name: _value(name, raw, where) for name, (raw, where) in found.items()}
    if library is not None:
        values |= {"library": Path(library), "bundled_texts": False}
    return Settings(**values)  # type: ignore[arg-type]  # _value returns what each field takes


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


def _value(name: str, raw: object, where: str) -> object:
    if name not in NAMES:
        raise SettingsError(f"{where}: unknown setting: expected one of {', '.join(NAMES)}")
    if name == "library" and isinstance(raw, str) and raw:
        return Path(raw)
    if name in ("embedder", "reranker", "aligner") and isinstance(raw, str) and raw:
        return raw
    if name == "allow_network":
        return _flag(raw, where)
    if name == "threshold":
        return _probability(raw, where)
    raise SettingsError(f"{where}: expected a text that is not empty, found {raw!r}")


def _flag(raw: object, where: str) -> bool:
    flags: dict[object, bool] = {True: True, False: False, "1": True, "0": False}
    flags |= {"true": True, "false": False}
    if isinstance(raw, float) or raw not in flags:
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
