"""The adapters by name: what a site's file may write after ``adapter =``."""

from crawler.cms.fragments import FRAGMENTS
from crawler.cms.inline import UCAP_NEW
from crawler.cms.island import HANWEB
from crawler.cms.messages import TRUECMS
from crawler.cms.nextlink import LINKED
from crawler.cms.numbered import PRESETS
from crawler.cms.page import Adapter
from crawler.cms.services import SERVICES
from crawler.errors import UsageError

ADAPTERS: dict[str, Adapter] = {
    one.name: one for one in (HANWEB, TRUECMS, *SERVICES, *FRAGMENTS, UCAP_NEW, *PRESETS, *LINKED)
}


def adapter_named(name: str) -> Adapter:
    """Return the adapter called *name*; raise UsageError for one that does not exist."""
    if name not in ADAPTERS:
        raise UsageError(f"no such adapter: {name!r}", hint=f"adapters: {', '.join(sorted(ADAPTERS))}")
    return ADAPTERS[name]
