"""``gongkai practice city``: play the grown city, sound and with faults over it, and hold every verdict against the truth."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
from rich.console import Console

from crawler.clock import system_clock
from crawler.errors import UsageError
from crawler.plural import counted
from crawler.practice.faults.model import Fault
from crawler.practice.faults.registry import city_faults
from crawler.practice.grown.grow import LONGEST, grow_city

if TYPE_CHECKING:
    from schedules.city.rounds import Round
    from schedules.city.run import Campaign, Played

DIFFERS = 1  # exit status where anything is said that is not true
WIDE = 130
EVERY = 10  # visits between two lines of progress
ZONE = "TZ"
NONE, FIRST, ALL, EACH = "none", "first", "all", "each"


@click.command()
@click.option("--bureaus", default=60, show_default=True, help="Bureaus in the city.")
@click.option(
    "--years", default=3, show_default=True, type=click.IntRange(1, LONGEST), help="Years that are played."
)
@click.option(
    "--faults",
    default=NONE,
    show_default=True,
    metavar="WHICH",
    help="none; first: of every row the first; all: every fault once; each: every fault over --take sites; or rows"
    " of the matrix, such as 4,16.",
)
@click.option("--take", default=2, show_default=True, type=click.IntRange(min=1), help="Sites a fault.")
@click.option("--seed", default=1, show_default=True, help="Same seed, same city.")
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), help="Empty folder to play in; kept."
)
@click.option(
    "--again",
    is_flag=True,
    help="Judge the sound city that was kept in --folder, without playing it, and lay faults over its last weeks anew.",
)
@click.pass_context
def city(
    context: click.Context,
    bureaus: int,
    years: int,
    faults: str,
    take: int,
    seed: int,
    folder: Path | None,
    again: bool,
) -> None:
    r"""Play a city of sixty bureaus over three years, judge it, and print how verdicts and truth agree.

    Exit status 1 where the sound city differs from its truth in anything; where under a fault anything is said but the
    truth, or less of it; or where all faults were asked for and a row of collection was not laid.

    \b
    gongkai practice city
    gongkai practice city --bureaus 6 --years 1 --faults 5,16
    gongkai practice city --faults all --folder play
    gongkai practice city --folder play --again
    gongkai practice city --folder play --again --faults all
    """
    if again and folder is None:
        raise UsageError("--again wants the --folder of a city that was played")
    from schedules.city.run import campaign  # noqa: PLC0415 - loads the collector, which no other verb needs

    started, used = time.monotonic(), time.process_time()
    console = Console(width=max(Console().width, WIDE))
    grown = grow_city(bureaus, years, seed)
    chosen, rows = _chosen(faults)
    with ExitStack() as stack:
        place = _place(folder, again) or Path(stack.enter_context(TemporaryDirectory(prefix="gongkai-")))
        played = stack.enter_context(
            campaign(grown, place, system_clock, _told(console), machine_in, kept=again)
        )
        words = f"{counted(bureaus, 'bureau')}, {grown.first} to {grown.last}, {counted(len(grown.visits), 'visit')}"
        console.print(f"{grown.name}: {words}, {counted(len(played.truth), 'obligation')}", highlight=False)
        rounds = _rounds(played, chosen, rows, faults, take)
        spoiled = _sound(console, played.sound_again() if again else played.sound())
        spoiled += _faulty(console, played, rounds, whole=faults in {FIRST, ALL, EACH}) if rounds else 0
    spent = f"{time.monotonic() - started:.0f} seconds, {time.process_time() - used:.0f} of them computing"
    console.print(spent, highlight=False)
    if spoiled:
        context.exit(DIFFERS)


def _chosen(said: str) -> tuple[list[Fault], list[int]]:
    """Return the faults that were asked for, and their rows; no row is every row."""
    if said in {ALL, EACH}:
        return list(city_faults()), []
    if said in {NONE, FIRST}:
        firsts = {one.row: one for one in reversed(city_faults())}
        return ([] if said == NONE else sorted(firsts.values(), key=lambda one: one.row)), []
    from schedules.city.ours import OURS  # noqa: PLC0415 - as above

    known = {one.row for one in city_faults()} | {one.row for one in OURS}
    rows = [int(one) if one.strip().isdecimal() else 0 for one in said.split(",")]
    if unknown := [one for one, row in zip(said.split(","), rows, strict=True) if row not in known]:
        listed = ", ".join(map(str, sorted(known)))
        raise UsageError(
            f"no fault of row {unknown[0]!r}", hint=f"none, first, all, each, or rows of: {listed}"
        )
    return [one for one in city_faults() if one.row in rows], rows


def _rounds(played: "Campaign", chosen: list[Fault], rows: list[int], said: str, take: int) -> "list[Round]":
    """Return the rounds in which the last weeks are played again."""
    from schedules.city.rounds import deal, ours  # noqa: PLC0415 - as above

    if said == NONE:
        return []
    return [*deal(played.city, chosen, 1 if said in {FIRST, ALL} else take), *ours(played.city, rows, take)]


def _sound(console: Console, sound: "Played") -> int:
    """Print how the sound city was found; return how much differs from the truth."""
    from schedules.city.show import confusion, flag_table, summary  # noqa: PLC0415 - as above

    every = [one for compared in sound.compared.values() for one in compared]
    console.print(confusion("the sound city: truth against what was found", every), highlight=False)
    console.print(flag_table(every), highlight=False)
    console.print(f"sound: {summary([sound])}", highlight=False)
    return _lines(console, sound, "differences from the truth")


def _faulty(console: Console, played: "Campaign", rounds: "list[Round]", *, whole: bool) -> int:
    """Play the rounds and print what the faults left of it; return how much is not right, rows left out of the *whole* included."""
    from schedules.city.held import RULE  # noqa: PLC0415 - as above
    from schedules.city.show import confusion, fault_table, left_out, summary  # noqa: PLC0415 - as above

    faulty: list[Played] = []
    spoiled = 0
    for at, one in enumerate(rounds, 1):
        faulty.append(played.round(at, one))
        console.print(f"{one.label}: {summary(faulty[-1:])}", highlight=False)
        spoiled += _lines(console, faulty[-1], "not right")
    every = [each for one in faulty for compared in one.compared.values() for each in compared]
    console.print(confusion("with faults: truth against what was found", every), highlight=False)
    console.print(fault_table(faulty), highlight=False)
    console.print("\n".join(RULE), highlight=False)
    console.print(f"with faults: {summary(faulty)}", highlight=False)
    missing = left_out(faulty) if whole else ()
    if whole:
        console.print(
            f"rows of collection not laid: {', '.join(map(str, missing)) or 'none'}", highlight=False
        )
    console.print(f"not right under a fault: {spoiled}", highlight=False)
    return len(missing) + spoiled


def _lines(console: Console, played: "Played", what: str) -> int:
    """Print a line for each thing of *played* that is not right, and how many there are."""
    from schedules.city.show import wrong  # noqa: PLC0415 - as above

    lines = list(wrong(played))
    for line in lines:
        console.print(line, style="red", highlight=False, soft_wrap=True)
    console.print(f"{what}: {len(lines)}", highlight=False)
    return len(lines)


def _told(console: Console) -> Callable[[str, int, int], None]:
    """Return what says now and then how far it is."""

    def tell(name: str, at: int, of: int) -> None:
        if at % EVERY == 0 or at == of:
            console.print(f"{name}: visit {at} of {of}", highlight=False)

    return tell


def _place(folder: Path | None, again: bool) -> Path | None:
    """Return the folder to play in, an empty one where nothing is played *again*; None where none is named."""
    if folder is None or again:
        return folder
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"not empty: {folder}", hint="name a folder that does not exist yet")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def machine_in(zone: str) -> Iterator[None]:
    """Let this process's local time be that of *zone* while the block runs; an empty one changes nothing."""
    before = os.environ.get(ZONE)
    if zone:
        os.environ[ZONE] = zone
        time.tzset()
    try:
        yield
    finally:
        if zone:
            if before is None:
                del os.environ[ZONE]
            else:
                os.environ[ZONE] = before
            time.tzset()
