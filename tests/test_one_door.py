"""No module writes for people's eyes by a way around the door, but for a short list with a reason each."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = [
    path for layer in ("crawler", "monitor", "schedules") for path in sorted((ROOT / layer).rglob("*.py"))
]
WAYS = {
    "print": "writes lines that nobody masked whole",
    "Console": "breaks lines before they are masked: crawler.door.terminal",
    "Environment": "writes what templates are given: finalize=let_out",
    "echo(json)": "writes JSON whose texts nobody asked the door about: crawler.door.terminal.echo_json",
    "aside": "writes past the door",
    "writer": "writes CSV: monitor.guard",
    "Workbook": "writes a workbook: monitor.report.book",
    "EmailMessage": "writes a letter: monitor.mail.message",
    "Response": "answers a request: monitor.web.spell",
    "HTMLResponse": "answers a request: monitor.web.spell",
    "JSONResponse": "answers a request: monitor.web.spell",
    "PlainTextResponse": "answers a request: monitor.web.spell",
    "StreamingResponse": "answers a request: monitor.web.spell",
    "FileResponse": "answers a request: monitor.web.spell",
    "basicConfig": "logs to a stream taken before it was put behind the door",
    "StreamHandler": "logs to a stream taken before it was put behind the door",
    "FileHandler": "logs to a file that no door stands before",
    "sys.stdout.write": "writes to a standard stream by itself",
    "sys.__stdout__": "writes past the streams behind the door",
    "sys.__stderr__": "writes past the streams behind the door",
    "import docx": "writes a document; a writer that goes through the door is wanted first",
    "import openpyxl": "writes a workbook: monitor.report.book",
}
MADE_UP = "shows only what this machine made up"
ALLOWED = {
    ("crawler/door/terminal.py", "aside"): "prints JSON whose every text the door let out",
        ("schedules/cli.py", "aside"): "prints an error whose every text the door let out",
    ("schedules/cli.py", "echo(json)"): "prints an error whose every text the door let out",
    ("crawler/commands/original.py", "aside"): "shows an original, after the look was recorded",
    ("crawler/commands/verify.py", "aside"): "prints the shell lines of a check: digests and names of files, to be run as they are",
    ("crawler/practice/bench/kept.py", "print"): "answers the process that started it: figures",
    ("crawler/practice/bench/one.py", "print"): "answers the process that started it: figures",
    ("schedules/judgebench/one.py", "print"): "answers the process that started it: figures",
    ("crawler/commands/extract.py", "aside"): "reads pages that its caller holds",
    ("monitor/guard.py", "writer"): "writes every CSV, and asks the door about every cell",
    ("monitor/report/book.py", "Workbook"): "writes every workbook, and asks the door about every cell",
    ("monitor/mail/message.py", "EmailMessage"): "puts together what templates and the book let out",
    ("monitor/web/spell.py", "Response"): "CSV from the guard",
    ("monitor/web/spell.py", "HTMLResponse"): "a template that lets out",
    ("monitor/web/spell.py", "JSONResponse"): "data that the door let out",
    ("monitor/web/app.py", "PlainTextResponse"): "two fixed lines for robots",
    ("crawler/transport/handler.py", "Response"): "Scrapy's: an answer that came in",
    ("monitor/hanging.py", "Console"): "measures how wide a line is; the text went through the door, and nothing is printed",
    ("crawler/commands/practice_bench.py", "Console"): MADE_UP,
    ("crawler/commands/practice_bench.py", "echo(json)"): MADE_UP,
    ("crawler/commands/practice.py", "echo(json)"): MADE_UP,
    ("schedules/commands/practice_city.py", "Console"): MADE_UP,
    ("schedules/commands/practice_versions.py", "Console"): MADE_UP,
    ("schedules/commands/practice_judgebench.py", "Console"): MADE_UP,
    ("schedules/commands/practice_judgebench.py", "echo(json)"): MADE_UP,
}  # fmt: skip
"""Module and way → why nothing crawled leaves by it unseen."""


def ways(source: str) -> Iterator[tuple[str, int]]:
    """Yield the ways by which a module writes for people, each with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = (
                [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
            )
            for name in names:
                if f"import {name.split('.')[0]}" in WAYS:
                    yield f"import {name.split('.')[0]}", node.lineno
        elif (
            isinstance(node, ast.Attribute)
            and (said := ast.unparse(node)) in WAYS
            and said.startswith("sys.__")
        ):
            yield said, node.lineno
        elif isinstance(node, ast.Call):
            yield from ((way, node.lineno) for way in _called(node))


def _called(call: ast.Call) -> Iterator[str]:
    said = ast.unparse(call.func)
    name = said.rpartition(".")[2]
    if said in {"sys.stdout.write", "sys.stderr.write", "sys.stdout.writelines", "sys.stderr.writelines"}:
        yield "sys.stdout.write"
    if name == "echo" and any("json.dump" in ast.unparse(one) for one in call.args):
        yield "echo(json)"
    door = any(one.arg == "finalize" and ast.unparse(one.value) == "let_out" for one in call.keywords)
    if name in WAYS and name != "Environment" and not (name == "print" and "." in said):
        yield name
    if name == "Environment" and not door:
        yield name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_writes_around_the_door(path):
    name = str(path.relative_to(ROOT))
    assert [
        f"{name}:{line}: {way} {WAYS[way]}"
        for way, line in ways(path.read_text(encoding="utf-8"))
        if (name, way) not in ALLOWED
    ] == []


def test_every_exception_is_still_one():
    used = {
        (str(path.relative_to(ROOT)), way) for path in MODULES for way, _ in ways(path.read_text("utf-8"))
    }
    assert sorted(set(ALLOWED) - used) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        pytest.param("print(page)", ["print"], id="print"),
        pytest.param("console.print(page)", [], id="the print of a console"),
        pytest.param("rich.console.Console().print(page)", ["Console"], id="a console of its own"),
        pytest.param("click.echo(json.dumps(page))", ["echo(json)"], id="JSON"),
        pytest.param("echo(f'{json.dumps(page)}')", ["echo(json)"], id="JSON in a line"),
        pytest.param("Environment(autoescape=True)", ["Environment"], id="templates without the filter"),
        pytest.param("Environment(finalize=let_out)", [], id="templates with it"),
        pytest.param("with aside(): pass", ["aside"], id="past the door"),
        pytest.param("csv.writer(out)", ["writer"], id="CSV"),
        pytest.param("import openpyxl", ["import openpyxl"], id="a workbook"),
        pytest.param("from docx import Document", ["import docx"], id="a document"),
        pytest.param("sys.stderr.write(page)", ["sys.stdout.write"], id="a stream"),
        pytest.param("sys.__stdout__.write(page)", ["sys.__stdout__"], id="a stream from before"),
        pytest.param("logging.FileHandler('log')", ["FileHandler"], id="a log"),
    ],
)  # fmt: skip
def test_a_way_around_is_seen(source, found):
    assert [way for way, _ in ways(source)] == found
