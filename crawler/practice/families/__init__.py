"""The four CMS families that the city's sites run on."""

from types import ModuleType

from crawler.practice.families import gkmlpt, hanweb, trs, vsb

FAMILIES: dict[str, ModuleType] = {"hanweb": hanweb, "trs": trs, "gkmlpt": gkmlpt, "vsb": vsb}
"""Family → module with ``list_path``, ``notice_path``, ``file_path`` and ``serve``."""

ERRORS_AS_PAGES = frozenset({"hanweb", "gkmlpt"})
"""Families whose sites answer 200 for an address that shows nothing."""
