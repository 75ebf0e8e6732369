"""Which sites hold a notice of a title, such as one that was reposted."""

from sqlalchemy import Engine, select

from crawler.store.database import reading
from crawler.store.tables import notice, version


def sites_with_title(engine: Engine, title: str) -> tuple[str, ...]:
    """Return the ids of the sites on which some version of a notice bears exactly that *title*, in their order."""
    wanted = (
        select(notice.c.site)
        .join(version, version.c.notice_id == notice.c.id)
        .where(version.c.title == title)
        .distinct()
        .order_by(notice.c.site)
    )
    with reading(engine) as connection:
        return tuple(connection.execute(wanted).scalars())
