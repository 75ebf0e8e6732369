"""A mail server that takes everything and remembers what came: as much of RFC 5321 as our own sender speaks."""

import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_SAYS = {b"DATA": b"354 go on", b"QUIT": b"221 bye"}


class Sink(socketserver.ThreadingTCPServer):
    """What came, by Message-ID."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Speaker)
        self.came: Counter[str] = Counter()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class _Speaker(socketserver.StreamRequestHandler):
    """Speaks with one sender until it goes, or is killed."""

    timeout = 30  # seconds; a sender that says nothing for so long is gone
    server: Sink

    def handle(self) -> None:
        with suppress(ConnectionError, TimeoutError):
            self._speak()

    def _speak(self) -> None:
        self._say(b"220 sink")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            self._say(_SAYS.get(verb, b"250 ok"))
            if verb == b"DATA":
                held = []
                while (line := self.rfile.readline()) not in {b".\r\n", b""}:
                    held.append(line)
                if not line:
                    return
                self.server.came[_identity(held)] += 1
                self._say(b"250 kept")
            if verb == b"QUIT":
                return

    def _say(self, reply: bytes) -> None:
        self.wfile.write(reply + b"\r\n")


@contextmanager
def listening() -> Iterator[Sink]:
    """Run a sink on a free port of this machine, in threads of its own."""
    with Sink() as sink:
        thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield sink
        finally:
            sink.shutdown()
            thread.join()


def _identity(lines: list[bytes]) -> str:
    """Return the Message-ID of a message."""
    found = (one for one in lines if one.lower().startswith(b"message-id:"))
    return next(found, b"").partition(b":")[2].strip().decode("ascii", "replace")
