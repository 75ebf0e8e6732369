"""The scripts that the pages of one site share: asked for once a visit."""

from dataclasses import dataclass, field

MOST = 8 * 2**20  # bytes; what is above is asked for again


@dataclass(frozen=True, kw_only=True)
class Supplied:
    """An answer as the browser gets it, and the record that holds it."""

    status: int
    headers: dict[str, str]
    body: bytes
    identity: str = ""


@dataclass
class Kept:
    """What was supplied in one visit and may be supplied again."""

    by_address: dict[str, Supplied] = field(default_factory=dict)
    size: int = 0

    def get(self, url: str) -> Supplied | None:
        """Return what is kept of *url*."""
        return self.by_address.get(url)

    def keep(self, url: str, supplied: Supplied) -> None:
        """Keep *supplied*, as long as there is room."""
        if self.size + len(supplied.body) <= MOST:
            self.by_address[url] = supplied
            self.size += len(supplied.body)
