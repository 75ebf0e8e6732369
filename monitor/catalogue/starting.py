"""Writes the starter files of an edition: a small one of its own, or another edition under a new id."""

import re
import shutil
import tempfile
from pathlib import Path

from crawler.errors import UsageError
from monitor.catalogue.load import FILE, load_edition
from monitor.catalogue.model import Edition

STARTER = Path(__file__).resolve().parent / "starter"
_ID_LINE = re.compile(r"^id:.*$", re.MULTILINE)


def start_edition(folder: Path, source: Path = STARTER) -> Edition:
    """Write the files of *source* into *folder*, whose name becomes the id, and return the edition as it loads.

    The folder appears complete or not at all; raises UsageError when something is there already.
    """
    if folder.exists():
        raise UsageError(f"{str(folder)!r} is there already", hint="choose another name or --out")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as workplace:
        fresh = Path(workplace) / folder.name
        shutil.copytree(source, fresh)
        head = fresh / FILE
        head.write_text(
            _ID_LINE.sub(f"id: {folder.name}", head.read_text(encoding="utf-8"), count=1), encoding="utf-8"
        )
        load_edition(fresh)
        shutil.move(fresh, folder)
    return load_edition(folder)
