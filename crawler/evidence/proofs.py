"""The files of an archive that prove some of its segments: manifests, links, signatures, daily roots, stamps, keys."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from crawler.archive.entries import manifest_of
from crawler.archive.proof.links import KEYS, SIGNATURE, link_files, read_link
from crawler.archive.proof.roots import read_root, root_names
from crawler.archive.proof.stamps import AUTHORITY, STAMP


def proofs_of(folder: Path, segments: Iterable[str]) -> list[str]:
    """Return the names, relative to the archive, of the files that prove *segments*, and that are there."""
    return sorted({name for name in _names(folder, set(segments)) if (folder / name).is_file()})


def _names(folder: Path, segments: set[str]) -> Iterator[str]:
    for path in link_files(folder):
        link = read_link(path.read_bytes())
        if link.segment not in segments:
            continue
        yield from (link.file, f"{link.file}{SIGNATURE}", manifest_of(link.segment))
        yield from _signer(link.signer)
        for name in root_names(folder):
            root = read_root(name, (folder / name).read_bytes())
            if root.first <= link.number <= root.last:
                yield from (name, f"{name}{SIGNATURE}", f"{name}{STAMP}")
                yield from _signer(root.signer)
    yield from (one.relative_to(folder).as_posix() for one in folder.glob(f"{AUTHORITY}*.pem"))


def _signer(fingerprint: str) -> Iterator[str]:
    if fingerprint:
        yield f"{KEYS}/{fingerprint[:16]}.pem"
