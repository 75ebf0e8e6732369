"""Facts never import judgement, judgement never imports time, judging never loads Scrapy, and rules look nowhere."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = {"crawler": {"monitor", "schedules"}, "monitor": {"schedules"}, "schedules": set()}
OPEN_TO_MONITOR = {
    "appended",
    "clock",
    "door",
    "errors",
    "extract",
    "locks",
    "personal",
    "plaintext",
    "plural",
    "records",
    "registry",
    "store",
    "strict",
    "vantage",
    "versions",
    "words",
    "workspace",
}
"""What judgement may use of the facts layer, and archive, evidence and logs for the commands that show evidence."""

MODULES = [path for layer in FORBIDDEN for path in sorted((ROOT / layer).rglob("*.py"))]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def layer_of(path):
    return path.relative_to(ROOT).parts[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_import_goes_back(path):
    back = {name for name in imported(path) if name.split(".")[0] in FORBIDDEN[layer_of(path)]}
    assert not back


@pytest.mark.parametrize(
    "path",
    [one for one in MODULES if layer_of(one) == "monitor"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_judgement_reaches_facts_through_their_records_only(path):
    parts = [name.split(".") for name in imported(path) if name.startswith("crawler.")]
    shows = {"commands", "web"}.intersection(path.parts)
    allowed = OPEN_TO_MONITOR | ({"archive", "evidence", "logbook"} if shows else set())
    assert {one[1] for one in parts} <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_clock_and_environment_are_read_at_the_edges(path):
    text = path.read_text(encoding="utf-8")
    relative = str(path.relative_to(ROOT))
    edge = "commands" in path.parts or relative in {"crawler/clock.py", "schedules/cli.py"}
    for name in ("datetime.now(", "date.today(", "time.time(", "os.environ", "os.getenv"):
        assert edge or name not in text, f"{relative} reads {name}"


def test_judging_never_loads_scrapy():
    code = "import sys, monitor.judge, monitor.commands.check; sys.exit('scrapy' in sys.modules or 'twisted' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


RULES = sorted((ROOT / "monitor" / "rules").glob("*.py"))
OPEN_TO_RULES = {
    "collections.abc",
    "dataclasses",
    "datetime",
    "monitor.absence",
    "monitor.evidence",
    "monitor.obligations",
    "monitor.rules",
    "monitor.words",
    "types",
    "typing",
}
"""Values, words, and the one pure function about absence: nothing that could look anywhere by itself."""
LOOKS = {
    "open",
    "input",
    "print",
    "now",
    "today",
    "system_clock",
    "read_text",
    "read_bytes",
    "getenv",
    "exec",
    "eval",
}
"""What a rule would have to call to learn more than its evidence and the day."""
OUTSIDE = (
    "sqlalchemy",
    "sqlite3",
    "psycopg",
    "socket",
    "http.client",
    "urllib.request",
    "subprocess",
    "scrapy",
)


def called(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_knows_its_evidence_and_the_day_only(path):
    beyond = {
        name
        for name in imported(path)
        if not any(name == one or name.startswith(f"{one}.") for one in OPEN_TO_RULES)
    }
    assert not beyond
    assert not set(called(path)) & LOOKS


def test_rules_load_nothing_that_reads_a_database_or_a_network():
    code = f"import sys, monitor.rules.registry; sys.exit(' '.join(sorted(set({OUTSIDE!r}) & set(sys.modules))) or 0)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
