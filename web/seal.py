"""A seal by which the server knows again what it gave a browser to remember."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping

_KEY = secrets.token_bytes(32)
"""Of this run of the server: what was sealed before it was started is nobody's word."""


def seal(told: Mapping[str, object]) -> str:
    """Return what only this server can write under ``told``, which is JSON."""
    written = json.dumps(told, sort_keys=True).encode()
    return hmac.digest(_KEY, written, hashlib.sha256).hex()


def is_sealed(told: Mapping[str, object], found: object) -> bool:
    """Return whether ``found`` is the seal of ``told``."""
    return isinstance(found, str) and hmac.compare_digest(found.encode(), seal(told).encode())
