"""A seal by which the server knows again what it gave a browser to remember."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from platformdirs import user_state_path

KEY_BYTES = 32

log = logging.getLogger(__name__)


def seal(told: Mapping[str, object]) -> str:
    """Return what only servers of this user can write under ``told``, which is JSON."""
    written = json.dumps(told, sort_keys=True).encode()
    return hmac.digest(_key(), written, hashlib.sha256).hex()


def is_sealed(told: Mapping[str, object], found: object) -> bool:
    """Return whether ``found`` is the seal of ``told``."""
    return isinstance(found, str) and hmac.compare_digest(found.encode(), seal(told).encode())


@cache
def _key() -> bytes:
    return kept_key(user_state_path("onrecord") / "seal.key")


def kept_key(path: Path) -> bytes:
    """Return the key in the file at ``path``, made if there is none, which its owner alone reads.

    Where none can be kept it is a new one: what was sealed before is then nobody's word.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            key = path.read_bytes()
            if len(key) == KEY_BYTES:
                return key
            raise OSError(f"expected {KEY_BYTES} bytes, found {len(key)}") from None
        with os.fdopen(made, "wb") as file:
            key = secrets.token_bytes(KEY_BYTES)
            file.write(key)
    except OSError as error:
        log.warning("%s: answers from before a restart cannot be judged (%s)", path, error)
        key = secrets.token_bytes(KEY_BYTES)
    return key
