"""A site whose list stands in no page: a script asks for it as JSON that no adapter knows."""

import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from crawler.browser.program import absence
from crawler.registry import Column

SCRIPT = """
const page = new URLSearchParams(location.search).get("p") || "1";
fetch("/open/data?p=" + page, {headers: {"X-App": "list"}}).then(r => r.json()).then(found => {
  const shown = found.things.map(one => `<li><a href="${one.to}">${one.what}</a><span>${one.when}</span></li>`);
  document.getElementById("list").innerHTML = shown.join("");
  if (found.next) document.getElementById("turn").innerHTML = found.next;
});
"""
SHELL = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>通知公告</title></head>
<body><div id="app"><ul id="list"></ul><div class="pages" id="turn"></div></div>
<script src="/static/app.js"></script></body></html>"""
COLUMN = Column(id="tzgg", name="通知公告", url="/tzgg/", render=True)
PLAIN = Column(id="tzgg", name="通知公告", url="/tzgg/")


def things(pages, numbers, following=""):
    """Return the answer that the script asks for."""
    found = [
        {"what": f"关于第{at}号事项的公告", "to": pages.path(at), "when": f"2015-06-{at % 28 + 1:02}"}
        for at in numbers
    ]
    return (200, {"Content-Type": "application/json"}, json.dumps({"things": found, "next": following}))


@pytest.fixture(autouse=True)
def _browser_is_here():
    if why := absence(""):
        pytest.skip(why)


@pytest.fixture
def drawn(serve, pages):
    """A site of one list that a script draws, twelve notices on two pages."""
    more = '<a href="/tzgg/?p=2">下一页</a>'
    return serve(
        {
            "/tzgg/": SHELL,
            "/static/app.js": (200, {"Content-Type": "text/javascript"}, SCRIPT),
            "/open/data?p=1": things(pages, range(12, 6, -1), more),
            "/open/data?p=2": things(pages, range(6, 0, -1)),
            **pages.notices(range(1, 13)),
        }
    )


@pytest.fixture
def processes():
    """Return a function that tells the living processes below this one that have to do with a browser, by name."""

    def found():
        own, parents, names = os.getpid(), {}, {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                try:
                    stat = (entry / "stat").read_text()
                except OSError:
                    continue
                name, state = stat.partition("(")[2].rpartition(")")[0], stat.rpartition(")")[2].split()
                parents[int(entry.name)] = int(state[1])
                if state[0] != "Z" and name.startswith(("chrom", "node")):
                    names[int(entry.name)] = name
        return {name: pid for pid, name in sorted(names.items(), reverse=True) if _below(pid, own, parents)}

    return found


def _below(pid, own, parents):
    while pid in parents and pid != own:
        pid = parents[pid]
    return pid == own


@pytest.fixture
def words():
    return SimpleNamespace(shell=SHELL, script=SCRIPT, column=COLUMN, plain=PLAIN, things=things)
