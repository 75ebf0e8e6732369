"""The file of a trained classifier: small arrays, the runs it knows, and what it was made of; no notice's text."""

import io
import json
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from crawler.errors import InvalidFile
from monitor.catalogue.model import Edition
from monitor.matching.linear import Linear
from monitor.matching.model import Combiner, Model, Thresholds
from monitor.matching.notice import Field

FILE = "model.npz"
_NAMED = 12  # signs of a digest that tell kept models apart
LIMIT = 8 * 1024 * 1024
"""Bytes of a file that is read; the shipped one has less than a tenth."""


def write_model(path: Path, model: Model) -> None:
    """Write *model* to *path*; the same model gives the same bytes."""
    about = {
        "categories": model.categories,
        "grams": [f"{place}:{run}" for place, run in model.linear.grams],
        "combiner": asdict(model.combiner),
        "thresholds": asdict(model.thresholds),
        "provenance": dict(model.provenance),
    }
    written = io.BytesIO()
    np.savez_compressed(
        written,
        about=np.frombuffer(json.dumps(about, ensure_ascii=False, sort_keys=True).encode(), dtype=np.uint8),
        rarity=model.linear.rarity.astype(np.float16),
        weights=model.linear.weights.astype(np.float16),
        bias=model.linear.bias.astype(np.float32),
    )
    path.write_bytes(written.getvalue())


def keep_model(path: Path, model: Model) -> str:
    """Write *model* to *path*, keep what stood there beside it under its digest, and return the digest of the new one."""
    if path.is_file():
        before = sha256(path.read_bytes()).hexdigest()
        path.replace(path.with_name(f"{path.stem}-{before[:_NAMED]}{path.suffix}"))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_model(path, model)
    return sha256(path.read_bytes()).hexdigest()


def read_model(path: Path) -> Model:
    """Return the model at *path*; raise InvalidFile where it is none."""
    if path.stat().st_size > LIMIT:
        raise InvalidFile(path, None, f"a model has at most {LIMIT} bytes")
    raw = path.read_bytes()
    try:
        return replace(_model(raw), digest=sha256(raw).hexdigest())
    except (BadZipFile, EOFError, KeyError, OSError, TypeError, ValueError) as error:
        raise InvalidFile(path, None, f"holds no model: {error}") from error


def _model(raw: bytes) -> Model:
    with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
        about: dict[str, Any] = json.loads(arrays["about"].tobytes())
        linear = Linear(
            grams=tuple(_gram(one) for one in about["grams"]),
            rarity=arrays["rarity"].astype(np.float32),
            weights=arrays["weights"].astype(np.float32),
            bias=arrays["bias"].astype(np.float32),
        )
    shape = (len(linear.grams), len(about["categories"]))
    if linear.weights.shape != shape or linear.rarity.shape != shape[:1] or linear.bias.shape != shape[1:]:
        raise ValueError(f"weights of {linear.weights.shape} for {shape[0]} runs and {shape[1]} categories")
    return Model(
        categories=tuple(about["categories"]),
        linear=linear,
        combiner=Combiner(**about["combiner"]),
        thresholds=Thresholds(**about["thresholds"]),
        provenance=about["provenance"],
    )


def _gram(written: str) -> tuple[Field, str]:
    place, _, run = written.partition(":")
    return Field(place), run


def model_at(folder: Path, edition: Edition) -> Model | None:
    """Return the model in the *folder* of *edition*, or None where there is none."""
    path = folder / FILE
    if not path.is_file():
        return None
    model = read_model(path)
    unknown = set(model.categories) - {one.id for one in edition.categories}
    if unknown:
        raise InvalidFile(
            path, None, f"speaks for what the edition does not have: {', '.join(sorted(unknown))}"
        )
    return model
