"""Checks an archive by nothing but itself: chain, signatures, segments, manifests, records, roots, and what is too much."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from crawler.archive.entries import MANIFEST, SEGMENT
from crawler.archive.places import ELSEWHERE, Place
from crawler.archive.proof.coverage import coverage
from crawler.archive.proof.links import CHAIN, KEYS, NUMBERED, SIGNATURE, Link, LinkKind, read_link
from crawler.archive.proof.pace import Pace
from crawler.archive.proof.problems import Findings
from crawler.archive.proof.revisits import check_revisits
from crawler.archive.proof.roots import check_roots, is_of_roots
from crawler.archive.proof.segments import check_segment
from crawler.archive.proof.signatures import Keys
from crawler.archive.proof.watched import WatchedPlace

LOCK = ".lock"


@dataclass(kw_only=True)
class Knowledge:
    """What a check has learned of the files of an archive by the time it looks at the next."""

    links: list[Link] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    """File → what the chain says its SHA-256 is, or what it was found to be."""
    removed: dict[str, Link] = field(default_factory=dict)
    """Segment → the link that records its removal."""


def check_archive(
    place: Place,
    *,
    deep: bool = False,
    trusted: Collection[str] = (),
    noted: Collection[str] = (),
    pace: Pace | None = None,
) -> Findings:
    """Return everything that is wrong with the archive at *place*, and how much of it was looked at.

    The digest of a segment holds every byte of it, so records are opened only where it is not right, or where *deep*
    asks for it. Where fingerprints are *trusted*, no signature of another key counts. *noted* are the SHA-256 of
    links and roots that somebody kept elsewhere, and that must still be there. What it spends its time on is counted
    by *pace*.
    """
    findings = Findings(pace=pace or Pace())
    place = WatchedPlace(place=place, pace=findings.pace)
    names = place.names()
    keys = Keys(place, names, trusted, findings)
    known = _chain(place, names, keys, findings)
    sealed = [one for one in known.links if one.kind is LinkKind.SEGMENT]
    here, moved = set(names), _moved(place, names)
    for one in sealed:
        removal, present = known.removed.get(one.segment), one.segment in here
        check_segment(place, one, removal, findings, deep=deep, present=present, moved=moved)
    check_revisits(place, sealed, known.removed, findings)
    roots = check_roots(place, names, known.links, known.digests, keys, findings)
    findings.covered = coverage(known.links, roots)
    if known.links:
        findings.end = (known.links[-1].file, known.digests[known.links[-1].file])
    _missed(place, names, known, noted, findings)
    _strangers(names, known, findings)
    findings.pace.finish()
    return findings


def _moved(place: Place, names: Sequence[str]) -> str:
    """Return where segments went by the word of the archive, which proves nothing until it was looked at there."""
    if ELSEWHERE not in names:
        return ""
    return f"; {ELSEWHERE} names {place.read(ELSEWHERE).decode('utf-8', 'replace').partition(chr(10))[0]!r}"


def _chain(place: Place, names: Sequence[str], keys: Keys, findings: Findings) -> Knowledge:
    """Read the chain from its first link to its last, and note where it is broken."""
    known, number, previous, signed = Knowledge(), 1, "", False
    for name in (
        one for one in names if one.startswith(f"{CHAIN}/") and NUMBERED.fullmatch(one[len(CHAIN) + 1 :])
    ):
        data = place.read(name)
        known.digests[name] = sha256(data).hexdigest()
        try:
            link = read_link(data)
        except ValueError as error:
            findings.wrong(name, str(error))
            link = None
        at = int(name[len(CHAIN) + 1 :].partition(".")[0])
        if at != number:
            findings.wrong(name, f"link {number} of the chain is missing before it")
        if link:
            _link(link, name, at, previous, findings)
            signed = keys.check(name, data, link.signer, signed, names)
            _learn(link, known)
        number, previous = at + 1, known.digests[name]
    return known


def _link(link: Link, name: str, number: int, previous: str, findings: Findings) -> None:
    if link.number != number:
        findings.wrong(name, f"it is link {link.number} under another's name")
    if link.previous != previous:
        before = f"{CHAIN}/{number - 1:08}.json"
        findings.wrong(name, f"does not follow {before} as that is now: one of both was changed")


def _learn(link: Link, known: Knowledge) -> None:
    known.links.append(link)
    if link.kind is LinkKind.REMOVAL:
        known.removed[link.segment] = link
        return
    known.digests[link.segment] = link.sha256
    known.digests[link.manifest] = link.manifest_sha256


def _missed(
    place: Place, names: Sequence[str], known: Knowledge, noted: Collection[str], findings: Findings
) -> None:
    """Note every digest that somebody *noted* of a link or a root and that none has now."""
    if noted:
        roots = (one for one in names if is_of_roots(one))
        here = {*known.digests.values(), *(sha256(place.read(one)).hexdigest() for one in roots)}
        for one in noted:
            if one.lower() not in here:
                findings.wrong(
                    CHAIN,
                    f"no link and no root has the SHA-256 {one!r} that was noted: it was changed, or taken off",
                )


def _strangers(names: Sequence[str], known: Knowledge, findings: Findings) -> None:
    """Note every file that nothing accounts for; what is being written is no stranger."""
    every = set(names)
    for name in names:
        if name in known.digests or name.startswith(f"{KEYS}/") or name == ELSEWHERE or is_of_roots(name):
            continue
        if name.endswith(LOCK):
            continue
        base = name.removesuffix(".part").removesuffix(MANIFEST).removesuffix(SEGMENT)
        if f"{base}{SEGMENT}{LOCK}" in every:
            if name.endswith(SEGMENT):
                findings.notes.append(f"{name}: still open, or left so by a crash; the next crawl seals it")
            continue
        if (
            name.startswith(f"{CHAIN}/")
            and name.endswith(SIGNATURE)
            and name.removesuffix(SIGNATURE) in every
        ):
            continue
        findings.wrong(name, "was added: no link of the chain knows it")
