"""Has ``openssl ts`` say whether a stamp holds, where our library cannot read how its authority wrote it."""

import re
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

_MOMENT = re.compile(r"^Time stamp: (\w{3} +\d+ [\d:]+)(?:\.\d+)? (\d{4}) GMT$", re.MULTILINE)
_PATIENCE = 30  # seconds; openssl takes a hundredth of one


def openssl_moment(answer: bytes, data: bytes, certificates: bytes) -> datetime | None:
    """Return the moment that the stamp *answer* attests for *data* by the *certificates*, which are PEM.

    Returns None where openssl is not installed; raises ValueError where it refuses the stamp.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-stamp-") as folder:
        stamp, root, trusted = (Path(folder) / one for one in ("root.tsr", "root", "authority.pem"))
        stamp.write_bytes(answer)
        root.write_bytes(data)
        trusted.write_bytes(certificates)
        try:
            _openssl("-verify", "-data", str(root), "-in", str(stamp), "-CAfile", str(trusted))
            told = _openssl("-reply", "-in", str(stamp), "-text")
        except FileNotFoundError:
            return None
    return _moment(told)


def _openssl(*arguments: str) -> str:
    command = ["openssl", "ts", *arguments]
    done = subprocess.run(  # noqa: S603 - our own words and files
        command, capture_output=True, text=True, errors="replace", check=False, timeout=_PATIENCE
    )
    if done.returncode:
        lines = [one for one in done.stderr.splitlines() if one.strip()]
        raise ValueError(f"openssl refuses it: {lines[-1] if lines else done.returncode}")
    return done.stdout


def _moment(told: str) -> datetime:
    r"""Return the moment in what ``openssl ts -reply -text`` prints.

    >>> _moment("Accuracy: 0x01 seconds\nTime stamp: Jun  4 09:33:28.25 2015 GMT\n").isoformat()
    '2015-06-04T09:33:28+00:00'
    """
    found = _MOMENT.search(told)
    if found is None:
        raise ValueError("openssl names no moment of it")
    return datetime.strptime(f"{found[1]} {found[2]}", "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
