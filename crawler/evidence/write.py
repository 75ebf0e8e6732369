"""Writes a pack: one ZIP that holds everything, and nothing whose sum is not in its list."""

import io
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from crawler.archive.durable import write_whole
from crawler.archive.proof.keys import Signer
from crawler.evidence.records import Kept

SUMS = "SHA256SUMS"
_FIRST = (1980, 1, 1, 0, 0, 0)  # the oldest moment that ZIP knows: the same pack has the same bytes
_PACKED = (".gz", ".png", ".tsr")


def contents(archive: Path, records: Sequence[Kept], proofs: Sequence[str]) -> dict[str, bytes]:
    """Return the files of a pack that hold its *records* and prove them, by name."""
    return {
        "records.tsv": "".join(f"{one.line()}\n" for one in records).encode(),
        "verify.sh": (files("crawler.evidence") / "verify.txt").read_bytes(),
        **{f"records/{one.name}": one.packed for one in records},
        **{f"archive/{name}": (archive / name).read_bytes() for name in proofs},
    }


def write_pack(path: Path, held: Mapping[str, bytes], signer: Signer | None) -> str:
    """Write the pack at *path*, whole or not at all, and return its SHA-256; its list is signed where there is a key."""
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(held.items())).encode()
    everything = {**held, SUMS: sums, **({f"{SUMS}.sig": signer.sign(sums)} if signer else {})}
    if signer:
        everything[f"{SUMS}.pem"] = signer.public
    sink = io.BytesIO()
    with ZipFile(sink, "w") as book:
        for name, data in sorted(everything.items()):
            entry = ZipInfo(f"{path.stem}/{name}", _FIRST)
            entry.external_attr = (0o755 if name.endswith(".sh") else 0o644) << 16
            entry.compress_type = ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED
            book.writestr(entry, data)
    whole = sink.getvalue()
    write_whole(path, whole)
    return sha256(whole).hexdigest()
