"""Checks one segment against its link and its manifest."""

from collections import Counter
from hashlib import sha256

from crawler.archive.entries import Entry
from crawler.archive.manifest import manifest_entries
from crawler.archive.places import Place, digest_of
from crawler.archive.proof.damage import damage
from crawler.archive.proof.links import Link
from crawler.archive.proof.problems import Findings
from crawler.archive.walk import record_of


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
    size, digest = place.size(link.segment), digest_of(place, link.segment)
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
        _records(place, link, manifest_entries(listed), findings)


def _manifest(place: Place, link: Link, findings: Findings) -> bytes | None:
    """Return the manifest of the segment where it is what was sealed; it is unpacked only where it is needed."""
    try:
        packed = place.read(link.manifest)
    except FileNotFoundError:
        findings.wrong(link.manifest, "the manifest is missing")
        return None
    if sha256(packed).hexdigest() != link.manifest_sha256:
        findings.wrong(link.manifest, "the manifest is not what was sealed")
        return None
    return packed


def _records(place: Place, link: Link, listed: list[Entry], findings: Findings) -> None:
    """Open every record: its place, its digests, and what the manifest says of it."""
    types: Counter[str] = Counter()
    at = 0
    with place.open(link.segment) as source:
        for one in listed:
            try:
                record = record_of(source.read(one.length), at)
            except ValueError as error:
                findings.wrong(
                    link.segment, f"the {one.kind} cannot be read: {error}", offset=at, url=one.url
                )
                return
            findings.plain_bytes += record.plain_length
            if record.entry != one or not record.sound:
                findings.wrong(
                    link.segment, f"the {one.kind} is not what its manifest says", offset=at, url=one.url
                )
            types[record.kind] += 1
            at += one.length
    if at != link.length or types != Counter(link.types):
        findings.wrong(link.segment, "the manifest does not have every record of it")
