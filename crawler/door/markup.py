"""What templates write: everything they are given goes through the door; what they put together themselves stays."""

from typing import Any

from markupsafe import Markup

from crawler.door.door import shown


def let_out(value: Any) -> Any:
    """Return what a template is about to write as it may leave; for the ``finalize`` of an environment."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value
