"""Facts about hosts that we leave alone because somebody said so; the last word about a host holds."""

from sqlalchemy import func, select

from crawler.store.tables import halt
from crawler.store.transaction import OpenTransaction, storable


class HaltFacts(OpenTransaction):
    """Records and recalls the words of those who may stop us."""

    def record_halt(self, host: str, reason: str, *, halted: bool) -> None:
        """Record that *host* is to be left alone from now on, or may be asked again."""
        self.insert(halt, host=host.lower(), at=self.clock(), halted=halted, reason=storable(reason))

    def halted(self) -> dict[str, str]:
        """Return the hosts that are left alone, each with its reason."""
        last = select(func.max(halt.c.id)).group_by(halt.c.host)
        wanted = select(halt.c.host, halt.c.reason).where(halt.c.id.in_(last), halt.c.halted)
        return {one.host: one.reason for one in self.connection.execute(wanted.order_by(halt.c.host))}
