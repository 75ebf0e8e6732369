"""Checks one segment against its link and its manifest."""

from hashlib import sha256

from crawler.archive.manifest import manifest_entries
from crawler.archive.places import PIECE, Place
from crawler.archive.proof.damage import damage
from crawler.archive.proof.links import Link
from crawler.archive.proof.opening import open_records
from crawler.archive.proof.pace import Pace
from crawler.archive.proof.problems import Findings


def check_segment(
    place: Place,
    link: Link,
    removal: Link | None,
    findings: Findings,
    *,
    deep: bool,
    present: bool,
    moved: str = "",
) -> None:
    """Note everything that is wrong with the segment of *link*; it is not missed where a *removal* records it.

    *moved* is what the archive says of where segments went that are not here.
    """
    wrong = findings.wrong
    listed = _manifest(place, link, findings)
    if removal:
        if present:
            findings.notes.append(f"{link.segment}: its removal is recorded, but it is still there")
        findings.notes.append(f"{link.segment}: removed {removal.at} by {removal.by}: {removal.reason}")
        return
    if not present:
        wrong(link.segment, f"the segment is missing, with {link.records} records{moved}")
        return
    size, digest = place.size(link.segment), _digest(place, link.segment, findings.pace)
    findings.segments += 1
    findings.packed_bytes += size
    findings.types.update(link.types)
    if not link.sha256:
        wrong(
            link.segment,
            f"less than the {link.length} bytes that had been committed were there when it was sealed",
        )
    elif size != link.length or digest != link.sha256:
        if size != link.length:
            wrong(link.segment, f"{size} bytes long, not {link.length}")
        else:
            wrong(link.segment, "its digest is not the one it was sealed with")
        if listed is not None:
            entries = manifest_entries(listed)
            findings.problems += damage(link.segment, place.read(link.segment), entries)
    elif deep and listed is not None:
        open_records(place, link, listed, findings)


def _manifest(place: Place, link: Link, findings: Findings) -> bytes | None:
    """Return the manifest of the segment where it is what was sealed; it is unpacked only where it is needed."""
    try:
        packed = place.read(link.manifest)
    except FileNotFoundError:
        findings.wrong(link.manifest, "the manifest is missing")
        return None
    with findings.pace.hashing(len(packed)):
        digest = sha256(packed).hexdigest()
    if digest != link.manifest_sha256:
        findings.wrong(link.manifest, "the manifest is not what was sealed")
        return None
    return packed


def _digest(place: Place, name: str, pace: Pace) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    total = sha256()
    with place.open(name) as source:
        while piece := source.read(PIECE):
            with pace.hashing(len(piece)):
                total.update(piece)
    return total.hexdigest()
