"""A list service that a site's file describes where no adapter knows it: how to ask, and what its answers call things."""

import json
import re
from dataclasses import dataclass

PAGE, OFFSET = "{page}", "{offset}"
"""Stand in an address or a body where the number of the page goes, or the number of rows before it."""
_PLACE = re.compile(r"\{[\w.-]{1,80}\}")


@dataclass(frozen=True, kw_only=True)
class ListService:
    """One service; ``rows`` and the names of fields are paths with dots, numbers count in lists."""

    url: str
    body: str = ""
    """What is sent by POST: a form, or JSON where it begins with a brace. Empty: it is a GET."""
    first: int = 1
    """The number by which it knows its first page."""
    size: int = 0
    """Rows of a page, for ``{offset}``."""
    rows: str
    title: str
    link: str
    """A path, or an address with paths in braces, such as ``/show/{id}.html``."""
    date: str = ""
    doc_number: str = ""
    index_number: str = ""
    files: str = ""
    total: str = ""
    """Where the number of all rows stands; without it a list ends with the first page that holds none."""
    pages: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        if lacking := [name for name in ("url", "title", "link") if not getattr(self, name)]:
            raise ValueError(f"a service needs {' and '.join(lacking)}")
        places = {PAGE, OFFSET}
        if strange := [one for one in _PLACE.findall(self.url) if one not in places]:
            raise ValueError(f"{strange[0]!r} in a service's url; {PAGE} and {OFFSET} are filled in")
        if (OFFSET in self.url + self.body) != bool(self.size):
            raise ValueError(f"{OFFSET} and size belong together")
        if self.body.startswith("{"):
            self._check_body()

    def _check_body(self) -> None:
        try:
            json.loads(self.body.replace(PAGE, "1").replace(OFFSET, "0"))
        except ValueError as error:
            raise ValueError(f"the body of a service is no JSON: {error}") from error
