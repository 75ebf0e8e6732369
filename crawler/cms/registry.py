"""The adapters by name: what a site's file may write after ``adapter =``."""

from crawler.cms.island import HANWEB
from crawler.cms.jsonlist import GKMLPT
from crawler.cms.nextlink import STATIC, VSB
from crawler.cms.numbered import PRESETS
from crawler.cms.page import Adapter
from crawler.errors import UsageError

ADAPTERS: dict[str, Adapter] = {one.name: one for one in (HANWEB, GKMLPT, VSB, STATIC, *PRESETS)}


def adapter_named(name: str) -> Adapter:
    """Return the adapter called *name*; raise UsageError for one that does not exist."""
    if name not in ADAPTERS:
        raise UsageError(f"no such adapter: {name!r}", hint=f"adapters: {', '.join(sorted(ADAPTERS))}")
    return ADAPTERS[name]
