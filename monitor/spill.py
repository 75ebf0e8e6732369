"""Rows that wait on disk until all of them can be written in one transaction, so that memory does not grow with them."""

import pickle
from collections.abc import Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Self

Row = dict[str, Any]


class Spill:
    """A file without a name that takes lists of rows and gives them back in order; it goes with the block."""

    def __init__(self) -> None:
        self._stream = TemporaryFile()  # noqa: SIM115 - the block that uses the spill closes it
        self._lists = 0
        self.rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    def add(self, rows: list[Row]) -> None:
        """Put *rows* behind those that are there."""
        if rows:
            pickle.dump(rows, self._stream, protocol=pickle.HIGHEST_PROTOCOL)
            self._lists += 1
            self.rows += len(rows)

    def __iter__(self) -> Iterator[list[Row]]:
        """Yield the lists as they were added; nothing may be added afterwards."""
        self._stream.seek(0)
        for _ in range(self._lists):
            rows: list[Row] = pickle.load(self._stream)  # noqa: S301 - this process wrote it, and nobody else can
            yield rows
