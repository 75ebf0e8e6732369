"""What is due for an archive between crawls: roots of the days that are over, stamps under them, copies in the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from crawler.archive.proof.keys import load_signer
from crawler.archive.proof.links import newest_link
from crawler.archive.proof.roots import make_roots, root_names
from crawler.archive.proof.stamps import Authority, stamp_roots
from crawler.archive.shipping import Shipped, ship
from crawler.errors import GongkaiError, IntegrityFailure
from crawler.workspace import ArchiveSettings


@dataclass(frozen=True, kw_only=True)
class Upkeep:
    """What was done, and what could not be done yet."""

    roots: Mapping[str, str] = field(default_factory=dict)
    """Root that was written → its SHA-256."""
    unsigned_end: tuple[str, str] = ("", "")
    """Where there is no key: file of the newest link, and its SHA-256; nothing in the archive holds that one."""
    unstamped: Mapping[str, str] = field(default_factory=dict)
    """Root → why its authority did not stamp it; it is asked again next time."""
    shipped: Shipped | None = None
    unshipped: str = ""
    """Why the store could not be written to; it is tried again next time."""


def keep_up(root: Path, settings: ArchiveSettings, now: datetime, *, today: bool = False) -> Upkeep:
    """Do what is due for the archive of the workspace at *root*; killed anywhere, the next time goes on."""
    folder = root / settings.folder
    if not folder.is_dir():
        return Upkeep()
    signer = load_signer(root / settings.key)
    made = make_roots(folder, signer, now, today=today)
    unstamped: Mapping[str, str] = {}
    if settings.authority:
        authority = Authority(url=settings.authority, certificates=root / settings.authority_ca)
        unstamped = stamp_roots(folder, authority, root_names(folder))
    shipped, unshipped = None, ""
    try:
        shipped = ship(folder, settings, now) if settings.store else None
    except IntegrityFailure:
        raise
    except GongkaiError as error:
        unshipped = error.message
    return Upkeep(
        roots={one: sha256((folder / one).read_bytes()).hexdigest() for one in made},
        unsigned_end=("", "") if signer else newest_link(folder),
        unstamped=unstamped,
        shipped=shipped,
        unshipped=unshipped,
    )
