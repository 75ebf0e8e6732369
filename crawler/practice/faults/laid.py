"""Lays a fault over a practice site from one day on, whatever its family."""

import ssl
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from crawler.practice.faults.model import Fault, Scene, Wire
from crawler.practice.http import Reply, Request
from crawler.practice.model import Bureau
from crawler.practice.render import list_path, notice_path, render
from crawler.words import Purpose

_CONDITIONS = frozenset({"if-none-match", "if-modified-since"})


@dataclass(kw_only=True)
class Laid:
    """A fault over the site of a bureau, from *since* to *until*."""

    fault: Fault
    bureau: Bureau
    since: date
    until: date = date.max
    context: ssl.SSLContext | None = None
    """What answers a handshake, where the site is over HTTPS."""
    long: bool = False
    served: int = 0

    def lies(self, day: date) -> bool:
        """Return whether the fault lies over the site on *day*."""
        return self.since <= day <= self.until

    @cached_property
    def altered(self) -> Bureau:
        """The bureau as it is with the fault."""
        return self.fault.alter(self.bureau, self.since) if self.fault.alter else self.bureau

    def answer(self, day: date, request: Request) -> Reply | Wire:
        """Return what the site answers with the fault over it; nothing is conditional then."""
        self.served += 1
        headers = {name: value for name, value in request.headers.items() if name not in _CONDITIONS}
        request = replace(request, headers=headers)
        purpose = self.purpose(request)
        reply = render(self.altered, day, request)
        if purpose not in self.fault.over:
            return reply
        scene = Scene(
            request=request,
            reply=reply,
            purpose=purpose,
            first=self._first(request) if purpose is Purpose.LIST else "",
            ask=lambda target: render(self.altered, day, replace(request, target=target)),
            day=day,
            served=self.served,
            long=self.long,
        )
        return self.fault.lay(scene)

    def purpose(self, request: Request) -> Purpose:
        """Return what *request* is for: what is neither robots.txt nor a file nor a notice belongs to a list."""
        if request.path == "/robots.txt":
            return Purpose.ROBOTS
        if request.target in self.altered.files:
            return Purpose.ATTACHMENT
        return Purpose.NOTICE if request.target in self._notices else Purpose.LIST

    @cached_property
    def _notices(self) -> frozenset[str]:
        return frozenset(
            notice_path(self.altered, self.altered.column(column), one)
            for one in self.altered.notices
            for column in one.columns
        )

    def _first(self, request: Request) -> str:
        """Return the first page of the list that *request* is nearest to."""
        firsts = [list_path(self.altered, one) for one in self.altered.columns]

        def common(one: str) -> int:
            pairs = zip(one, request.target, strict=False)
            return next((at for at, (left, right) in enumerate(pairs) if left != right), len(one))

        return max(firsts, key=common)
