"""``onrecord config``: the settings in force, and those that a library keeps."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.errors import SettingsError
from index.models import find_model
from index.open import engine_at, library_facts
from qa.settings import (
    EMBEDDER_TO_BE,
    NAMES,
    OF_LIBRARY,
    load_settings,
    read_value,
    trace_settings,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting in force.

    Attributes:
        value: As text; empty if nothing is set and there is no default.
        origin: Where it comes from: a flag, a variable, a file, ``"library"`` or ``"default"``.
    """

    name: str
    value: str
    origin: str


def settings_in_force(
    library: str | None, environment: Mapping[str, str] = os.environ
) -> list[Setting]:
    """Return every setting with its value and where it comes from."""
    settings, origins = trace_settings(library, environment=environment)
    values = {name: getattr(settings, name) for name in NAMES}
    return [
        Setting(name, "" if value is None else str(value), origins.get(name, "default"))
        for name, value in values.items()
    ]


def keep_setting(library: str | None, name: str, raw: str) -> None:
    """Let the library keep the value ``raw`` for the setting ``name``.

    Raises:
        SettingsError: If libraries keep no such setting, the value cannot be used, or the
            library holds vectors of another embedder.
        ModelError: If the model is not on this machine.
    """
    if name not in OF_LIBRARY:
        raise SettingsError(
            f"config {name}: expected one of {', '.join(OF_LIBRARY)}; "
            f"set others in the environment or in onrecord.toml"
        )
    settings = load_settings(library)
    value = str(read_value(name, raw, f"config {name}"))
    if name != "stemmer":
        fingerprint = find_model(value, allow_network=settings.allow_network).fingerprint
        built_with = library_facts(settings.library).get("embedder")
        if name == "embedder" and built_with not in (None, fingerprint):
            raise SettingsError(
                f"config embedder: the library was built with {built_with}: run "
                f"`onrecord index --rebuild --embedder {value}`"
            )
    with engine_at(settings.library).writing() as change:
        change.set_fact(EMBEDDER_TO_BE if name == "embedder" else name, value)
