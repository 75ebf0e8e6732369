"""Puts the pack together: one ZIP that holds everything, and nothing whose sum is not in its list."""

import io
import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from rich.console import Console

from crawler.archive.durable import write_whole
from crawler.archive.proof.keys import Signer
from crawler.door.door import current
from crawler.door.terminal import terminal
from monitor.hanging import WIDTH
from monitor.judgement import Judgement
from monitor.pack.proofs import proofs_of
from monitor.pack.records import Kept, Records
from monitor.pack.sheet import Taking, draw_sheet
from monitor.show_verdict import Sources, draw
from monitor.verdict import Verdict

SUMS = "SHA256SUMS"
_FIRST = (1980, 1, 1, 0, 0, 0)  # the oldest moment that ZIP knows: the same pack has the same bytes
_PACKED = (".gz", ".png", ".tsr")


def contents(
    judged: Judgement,
    verdict: Verdict,
    sources: Sources,
    data: Mapping[str, Any],
    archive: Path,
    taking: Taking,
    shots: Mapping[str, bytes],
    records: list[Kept],
) -> dict[str, bytes]:
    """Return the files of the pack by name, the list of their sums not among them; *data* is the verdict as JSON."""
    bureau = judged.bureaus[verdict.obligation.bureau].name
    proofs = proofs_of(archive, {one.segment for one in records})
    sheet = draw_sheet(verdict, judged.edition, bureau, records, proofs, taking)
    said = current().data(data)
    shown = draw(verdict, judged.edition, bureau, sources, "zh", judged.review(verdict.key))
    return {
        "溯源表.html": sheet.encode(),
        "verdict.json": json.dumps(said, ensure_ascii=False, indent=1, default=str).encode() + b"\n",
        "explain.txt": _text(shown).encode(),
        "records.tsv": "".join(f"{one.line()}\n" for one in records).encode(),
        "verify.sh": (files("monitor.pack") / "verify.txt").read_bytes(),
        **{f"records/{one.name}": one.packed for one in records},
        **{f"archive/{name}": (archive / name).read_bytes() for name in proofs},
        **{f"screens/{name}": image for name, image in shots.items()},
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


def notices_in(verdict: Verdict, records: list[Kept]) -> Iterator[tuple[int, int]]:
    """Yield notice and fetch of every original of a notice that the pack holds."""
    fetched = {one.fetch.fetch for one in records}
    for candidate in verdict.evidence.candidates:
        for state in candidate.states:
            if state.fetch in fetched:
                yield candidate.notice, state.fetch


def behind(archive: Path, sources: Sources) -> list[Kept]:
    """Return the records behind a verdict."""
    return Records(archive).behind(sources)


def _text(shown: object) -> str:
    console: Console = terminal(width=WIDTH, highlight=False, record=True, file=io.StringIO())
    console.print(shown)
    return console.export_text()
