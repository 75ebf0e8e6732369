"""Daily roots: a plain list of SHA-256 sums of everything that a day added, which ``sha256sum -c`` reads; signed, stamped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from crawler.archive.places import Place
from crawler.archive.proof.coverage import Cover, Covered
from crawler.archive.proof.keys import Signer
from crawler.archive.proof.links import (
    CHAIN,
    KEYS,
    SIGNATURE,
    Link,
    LinkKind,
    chain_of,
    link_files,
    read_link,
    sign_and_write,
    stamp_of,
)
from crawler.archive.proof.problems import Findings
from crawler.archive.proof.signatures import Keys
from crawler.archive.proof.stamps import AUTHORITY, STAMP, check_stamp

ROOTS = "roots"
_NAME = re.compile(r"roots/([0-9]{6})-([0-9-]{10})\.sha256")
_HEAD = re.compile(r"# links ([0-9]+) to ([0-9]+), made \S+, signer ([0-9a-f]*|none)")
_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._/-]*)")


@dataclass(frozen=True, kw_only=True)
class Root:
    """A root as its file says it."""

    name: str
    number: int
    first: int
    last: int
    """The links that it covers."""
    signer: str
    sums: Mapping[str, str]
    """File → SHA-256."""


def make_roots(folder: Path, signer: Signer | None, now: datetime, *, today: bool = False) -> list[str]:
    """Write the roots that are due and return their names: of every finished day (UTC), and with *today* of this one."""
    with chain_of(folder, signer):
        roots = root_names(folder)
        covered = read_root(roots[-1], (folder / roots[-1]).read_bytes()).last if roots else 0
        links = [read_link(one.read_bytes()) for one in link_files(folder)[covered:]]
        made: list[str] = []
        for day, group in groupby(_dated(links), key=lambda one: one[0]):
            if day < stamp_of(now)[:10] or today:
                made.append(_make(folder, signer, now, day, [link for _, link in group], [*roots, *made]))
    return made


def _dated(links: Sequence[Link]) -> list[tuple[str, Link]]:
    """Return every link with its day; one that a clock set back dates before others counts to the day of those."""
    found: list[tuple[str, Link]] = []
    for one in links:
        found.append((max(one.at[:10], found[-1][0] if found else ""), one))
    return found


def _make(
    folder: Path, signer: Signer | None, now: datetime, day: str, links: Sequence[Link], before: Sequence[str]
) -> str:
    name = f"{ROOTS}/{len(before) + 1:06}-{day}.sha256"
    sums: dict[str, str] = {}
    for one in links:
        sums[one.file] = sha256((folder / one.file).read_bytes()).hexdigest()
        if one.kind is LinkKind.SEGMENT:
            sums[one.manifest] = one.manifest_sha256
            sums |= {one.segment: one.sha256} if one.sha256 else {}
    if before:
        earlier = (f"{before[-1]}{end}" for end in ("", SIGNATURE, STAMP))
        files = [*earlier, *(f"{KEYS}/{one.name}" for one in sorted((folder / KEYS).glob("*.pem")))]
        sums |= {
            one: sha256((folder / one).read_bytes()).hexdigest() for one in files if (folder / one).exists()
        }
    head = f"# links {links[0].number} to {links[-1].number}, made {stamp_of(now)}"
    head += f", signer {signer.fingerprint if signer else 'none'}\n"
    lines = [f"{digest}  {file}\n" for file, digest in sums.items()]
    sign_and_write(folder, name, "".join([head, *lines]).encode(), signer)
    return name


def root_names(folder: Path) -> list[str]:
    """Return the roots of *folder*, the oldest first."""
    found = (f"{ROOTS}/{one.name}" for one in (folder / ROOTS).glob("*.sha256"))
    return sorted(one for one in found if _NAME.fullmatch(one))


def is_of_roots(name: str) -> bool:
    """Whether a file of that name belongs among the roots: one, its signature or stamp, or an authority's certificates."""
    bare = name.removesuffix(SIGNATURE).removesuffix(STAMP)
    return bool(_NAME.fullmatch(bare)) or (name.startswith(AUTHORITY) and name.endswith(".pem"))


def read_root(name: str, data: bytes) -> Root:
    """Return what the file of a root says; raise ValueError where it cannot be one."""
    head, *lines = data.decode("ascii", "replace").splitlines()
    told, named = _HEAD.fullmatch(head), _NAME.fullmatch(name)
    sums = [_LINE.fullmatch(one) for one in lines]
    if told is None or named is None or not all(sums):
        raise ValueError("not a root as we write them")
    first, last, signer = told.groups()
    return Root(
        name=name,
        number=int(named[1]),
        first=int(first),
        last=int(last),
        signer="" if signer == "none" else signer,
        sums={one[2]: one[1] for one in sums if one},
    )


def check_roots(
    place: Place,
    names: Sequence[str],
    links: Sequence[Link],
    digests: Mapping[str, str],
    keys: Keys,
    findings: Findings,
) -> list[Covered]:
    """Note every root that is missing, forged or not of this chain; return which links are held by which kind."""
    number, next_link, signed = 1, 1, False
    known, covered = dict(digests), list[Covered]()
    for name in (one for one in names if _NAME.fullmatch(one)):
        data = place.read(name)
        known[name] = sha256(data).hexdigest()
        try:
            root = read_root(name, data)
        except ValueError as error:
            findings.wrong(name, str(error))
            continue
        findings.roots += 1
        if (root.number, root.first) != (number, next_link):
            findings.wrong(name, f"root {number} of link {next_link} is missing before it")
        signed = keys.check(name, data, root.signer, signed, names)
        _check_sums(place, root, known, names, findings)
        by = Cover.SIGNED_ROOT if root.signer else Cover.ROOT
        if f"{name}{STAMP}" in names and check_stamp(place, names, name, data, findings):
            by = Cover.STAMP
        covered.append(Covered(first=root.first, last=root.last, by=by))
        number, next_link = root.number + 1, root.last + 1
    late = [one for one in links if one.number >= next_link]
    if late:
        findings.notes.append(
            f"{len(late)} of {len(links)} links are in no root yet; each day has one once it is over"
        )
    return covered


def _check_sums(
    place: Place, root: Root, known: Mapping[str, str], names: Sequence[str], findings: Findings
) -> None:
    """Hold the sums of a root against what was found; every link that it covers must be among them."""
    for file, digest in root.sums.items():
        found = known.get(file)
        if found is None and file.startswith((f"{KEYS}/", f"{ROOTS}/")) and file in names:
            found = sha256(place.read(file)).hexdigest()
        if found != digest:
            said = "is not what it was" if found else "is not there, or nothing says so but this root"
            findings.wrong(root.name, f"{file} {said}")
    for number in range(root.first, root.last + 1):
        if f"{CHAIN}/{number:08}.json" not in root.sums:
            findings.wrong(root.name, f"does not have link {number}, which it says it covers")
