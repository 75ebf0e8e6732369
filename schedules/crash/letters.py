"""The stage of mail: letters are queued, whoever sends them is disturbed, and what came is counted."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from random import Random

from sqlalchemy import Engine, select

from crawler.clock import Clock
from crawler.store.database import reading, writing
from crawler.workspace import CONFIG
from monitor.mail.message import Letter
from monitor.mail.outbox import UNKNOWN_AFTER, MailState, doubt, queue, requeue
from monitor.mail.tables import outbox
from schedules.crash.disturb import Disturbance
from schedules.crash.lives import Lived, by_count, last, live
from schedules.crash.room import Room
from schedules.crash.sink import Sink, listening
from schedules.crash.tally import Tally
from schedules.store import prepare

SEND = ("mail", "send")


def send_letters(
    room: Room, letters: int, disturbance: Disturbance, times: int, chance: Random, clock: Clock
) -> tuple[Lived, Tally, str]:
    """Queue so many *letters* and disturb whoever sends them; return how the lives went, the tally, and a remark."""
    with listening() as sink, room.opened() as (engine, workspace):
        prepare(engine)
        _mail_to(room, sink.port)
        sender, waiting = workspace.settings.mail.sender, iter(range(letters))
        share = -(-letters // times)

        def lay_out() -> None:
            """Queue one life's share, where that may send all there is; all at once where every life is cut short."""
            _queue(engine, islice(waiting, share if 0 in disturbance.ends else None), sender, clock)
            engine.dispose()

        moment = by_count(sink.came.total, lambda: max(1, share * 3 // 4))
        lived = live(room, SEND, disturbance, times, moment, chance, before=lay_out)
        _queue(engine, waiting, sender, clock)
        doubt(engine, clock() + UNKNOWN_AFTER * 2)
        again = requeue(engine, [MailState.UNKNOWN], clock() - timedelta(minutes=1))
        status, said = last(room, SEND)
        wrong = lived.wrong if not status else (*lived.wrong, f"ended at last with {status}: {said[-2000:]}")
        ended = replace(lived, status=status, wrong=wrong)
        remark = f"{again} sent again, {_copies(sink)} came twice"
        return ended, _came(engine, sink, letters, lived.struck), remark


def _queue(engine: Engine, numbers: Iterable[int], sender: str, clock: Clock) -> None:
    with writing(engine) as connection:
        for number in numbers:
            letter = Letter(key=f"crash-{number}", subject=f"{number}", text="text", html="<p>text</p>")
            queue(connection, letter, [f"r{number}@reader.example"], sender, clock())


def _came(engine: Engine, sink: Sink, letters: int, struck: int) -> Tally:
    """Count what came; one more copy for each disturbance is what any sender risks who does not lose a letter."""
    with reading(engine) as connection:
        sent = set(connection.scalars(select(outbox.c.message_id)))
    return Tally(
        wanted=letters,
        lost=letters - len(sent & sink.came.keys()),
        double=max(0, _copies(sink) - struck),
        bad=len(sink.came.keys() - sent),
    )


def _copies(sink: Sink) -> int:
    """Return how many copies came beyond the first of each letter."""
    return sink.came.total() - len(sink.came)


def _mail_to(room: Room, port: int) -> None:
    """Let the settings name the mail server on *port*, and nothing else of mail."""
    config = room.root / CONFIG
    kept, _, rest = config.read_text(encoding="utf-8").partition("[mail]")
    after = rest.partition("\n[")[2]
    own = f'[mail]\nhost = "127.0.0.1"\nport = {port}\nrecipients = ["r@reader.example"]\n'
    config.write_text(f"{kept}\n{own}" + (f"\n[{after}" if after else ""), encoding="utf-8")
