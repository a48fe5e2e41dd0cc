"""What was sealed before a restart is known after it, and by nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from web.seal import is_sealed, kept_key, seal


def test_only_what_was_sealed_is_known_again() -> None:
    told = {"question": "Where?", "confidence": 0.5}
    assert is_sealed(told, seal(told))
    assert not is_sealed(told | {"confidence": 0.6}, seal(told))
    assert not is_sealed(told, seal(told)[:-1])
    assert not is_sealed(told, None)


def test_a_key_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "state" / "seal.key"
    key = kept_key(path)
    assert (len(key), kept_key(path)) == (32, key)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert kept_key(tmp_path / "other.key") != key


@pytest.mark.parametrize("found", [b"", b"short", b"x" * 33])
def test_a_file_that_holds_no_key_is_left_alone_and_trusted_with_nothing(
    tmp_path: Path, found: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "seal.key"
    path.write_bytes(found)
    keys = {kept_key(path), kept_key(path)}
    assert {len(key) for key in keys} == {32}
    assert len(keys) == 2
    assert path.read_bytes() == found
    assert f"expected 32 bytes, found {len(found)}" in caplog.text


def test_where_nothing_can_be_written_a_key_lasts_as_long_as_the_server(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert len(kept_key(tmp_path / "file" / "seal.key")) == 32
