"""Runs programs that are not ours on bytes that are not ours: found on the path, with limits of their own."""

import re
import resource
import shutil
import subprocess
from functools import cache

from crawler.files import limits

PROGRAMS = "/usr/local/bin:/usr/bin:/bin"  # not the path of whoever called us, which may lead anywhere
VERSION = re.compile(rb"\d+(?:\.\d+)+")


@cache
def version_of(program: str, flag: str) -> str:
    """Return the version that *program* tells of itself, or an empty text."""
    said = VERSION.search(run_tool([program, flag], timeout=limits.WORK.total_seconds(), errors=True))
    return said[0].decode() if said else ""


@cache
def tool(name: str) -> str:
    """Return the path of an installed program, or an empty text."""
    return shutil.which(name, path=PROGRAMS) or ""


def run_tool(
    words: list[str], *, given: bytes = b"", timeout: float, folder: str = "/", errors: bool = False
) -> bytes:
    """Return what the program *words* writes, whatever its exit status; raise TimeoutExpired where it takes too long."""
    ended = subprocess.run(  # noqa: S603 - our own words; the file is on its input or in a folder of ours
        words,
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if errors else subprocess.DEVNULL,
        timeout=max(timeout, 0.1),
        check=False,
        cwd=folder,
        env={
            "PATH": PROGRAMS,
            "HOME": folder,
            "LC_ALL": "C.UTF-8",
            "OMP_THREAD_LIMIT": "1",
        },
        preexec_fn=_confine,
    )
    return ended.stdout


def _confine() -> None:
    """Give a program the room that it needs to begin, and its own time."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = limits.TOOL_MEMORY if hard == resource.RLIM_INFINITY else min(limits.TOOL_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    seconds = int(limits.WORK.total_seconds())
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
