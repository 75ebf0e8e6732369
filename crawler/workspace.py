"""A workspace: the folder that holds what people edit, and says where programs write."""

from dataclasses import dataclass, field
from pathlib import Path

from crawler.errors import InvalidFile
from crawler.registry import Bureau, Site, load_bureaus, load_sites
from crawler.strict import read_toml

CONFIG = "gongkai.toml"
AGENT = "gongkai/0.1 (+https://example.invalid/bot; mailto:{contact})"


@dataclass(frozen=True, kw_only=True)
class DatabaseSettings:
    """Where facts and verdicts live; a SQLite path is relative to the workspace."""

    url: str = "sqlite:///gongkai.db"
    """Address of the database; PostgreSQL is `postgresql+psycopg://user@host/name`. `--db` and GONGKAI_DATABASE_URL go before it."""


@dataclass(frozen=True, kw_only=True)
class ArchiveSettings:
    """Where raw bytes live, and how much room must stay free."""

    folder: str = "archive"
    """Where the WARC segments are written; relative to the workspace."""
    reserve_mb: int = 1024
    """Below this the crawl stops cleanly with exit status 3."""
    key: str = "archive-key.pem"
    """Private key that signs the archive; relative to the workspace, never inside `folder`. `gongkai archive key` makes it."""
    authority: str = ""
    """Address of an RFC 3161 authority that stamps the daily roots, such as `https://tsa.example/tsr`; nobody when empty."""
    authority_ca: str = ""
    """File with the certificates of that authority, root included; relative to the workspace."""
    store: str = ""
    """Object store that sealed segments are copied to, such as `s3://bucket/prefix`; none when empty."""
    store_endpoint: str = ""
    """Address of the store's server, where it is not Amazon's; credentials are in the environment, never here."""
    local_days: int = 90
    """Days that a segment stays in `folder` after it was copied to `store`."""


@dataclass(frozen=True, kw_only=True)
class CrawlSettings:
    """How we behave as a guest."""

    contact: str = "gongkai@example.invalid"
    """Whom an operator may write to; stands in the user agent."""
    vantage: str = ""
    """From where we look, in a word, where the same sites are looked at from several places."""
    source_address: str = ""
    """The address of this machine that requests leave from; any when empty."""
    concurrency: int = 16
    """Requests at once over all sites; one host never gets two."""
    daily_requests: int = 2000
    """Requests that one host gets in a day at most; a site's file may say otherwise."""
    list_timeout: float = 60.0
    """Seconds after which a page that is not there in whole is given up."""
    file_timeout: float = 180.0
    """Seconds after which an attached file that is not there in whole is given up."""
    browser: str = ""
    """Program that draws the pages of columns with `render`; found on the path when empty (chromium, google-chrome)."""
    draw_timeout: float = 120.0
    """Seconds that drawing one page may take, with the pauses between its requests."""
    longest_days: int = 2
    """`crawl --due` looks at every column at least so often."""
    whole_days: int = 7
    """`crawl --due` reads every column back over its whole window at least so often."""
    late_share: float = 0.005
    """Share of all new notices that `crawl --due` may leave for later than a day."""
    back_window_days: int = 30
    """Lists are read back at least so many days before the newest known item."""
    recheck_days: tuple[int, ...] = (1, 2, 4, 7, 14, 30, 60, 90)
    """Ages in days at which a known notice is looked at again."""
    recheck_file_days: tuple[int, ...] = (7, 30, 90)
    """Those of these ages at which its files are asked for again, too: whether their bytes are still the same."""


@dataclass(frozen=True, kw_only=True)
class JudgeSettings:
    """What is judged."""

    edition: str = "ningbo-2015"
    """Id of the catalogue by which is judged: a folder in `editions/`, or a shipped one."""
    duties: tuple[str, ...] = ()
    """Duty ids to judge; empty: all that the bureaus owe."""
    grace_working_days: int = 3
    """Working days after a deadline before anything is called late or missing."""
    min_readings: int = 3
    """Complete readings on different days after the deadline before anything may be called missing."""
    withdrawn_hours: int = 24
    """Hours between two looks that no longer found a notice before it is called withdrawn."""
    bulk_notices: int = 5
    """Notices with old dates that one look must be the first to meet in a column to be told of together."""
    bulk_days: int = 7
    """Days by which the date of each of them must be older than it can have come."""


@dataclass(frozen=True, kw_only=True)
class ReviewSettings:
    """Who reviews verdicts, and how long a bureau has to answer."""

    reply_working_days: int = 5
    """Working days that a bureau has to answer before anything is confirmed."""
    rectify_working_days: int = 10
    """Working days that a bureau has to put right what is confirmed."""
    reviewers: tuple[str, ...] = ()
    """Who may decide; anybody when empty."""
    arbiters: tuple[str, ...] = ()
    """Who may decide where two reviewers differ; anybody but the two when empty."""
    supervisors: tuple[str, ...] = ()
    """Who may tell a bureau, not wait for its answer, excuse, or withdraw; anybody when empty."""


@dataclass(frozen=True, kw_only=True)
class ScoreSettings:
    """How bureaus are scored."""

    tree: str = "five"
    """Id of the tree of indicators: a file in `indicators/`, or the shipped one."""


@dataclass(frozen=True, kw_only=True)
class MailSettings:
    """How the weekly message leaves."""

    host: str = "localhost"
    """Name of the mail server."""
    port: int = 25
    """Its port: 25, 587 with `starttls`, 465 with `tls`."""
    sender: str = "gongkai@example.invalid"
    """Address that the weekly message comes from."""
    recipients: tuple[str, ...] = ()
    """Addresses that get the weekly message; nobody when empty."""
    user: str = ""
    """Name to log in with; empty for a server that wants none."""
    security: str = "none"
    """``none``, ``starttls`` or ``tls``; the password is in GONGKAI_SMTP_PASSWORD, never here."""


@dataclass(frozen=True, kw_only=True)
class WebSettings:
    """Where the pages are served, and the address that mails link to."""

    host: str = "127.0.0.1"
    """Address to listen on; this machine only, unless a proxy stands before it."""
    port: int = 8040
    """Port to listen on; 0 for any free one."""
    base: str = "http://127.0.0.1:8040"
    """Address by which readers reach the pages; the links of the weekly message begin with it."""


@dataclass(frozen=True, kw_only=True)
class BackupSettings:
    """Where backups go, and how many are kept."""

    folder: str = "backups"
    """Folder of the backups; relative to the workspace. Another disk is better."""
    keep: int = 14
    """Backups that are kept; the oldest go first."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The whole of gongkai.toml."""

    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    archive: ArchiveSettings = field(default_factory=ArchiveSettings)
    crawl: CrawlSettings = field(default_factory=CrawlSettings)
    judge: JudgeSettings = field(default_factory=JudgeSettings)
    review: ReviewSettings = field(default_factory=ReviewSettings)
    score: ScoreSettings = field(default_factory=ScoreSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    web: WebSettings = field(default_factory=WebSettings)
    backup: BackupSettings = field(default_factory=BackupSettings)


@dataclass(frozen=True, kw_only=True)
class Workspace:
    """An opened workspace."""

    root: Path
    settings: Settings
    database_url: str

    @property
    def archive(self) -> Path:
        """The folder of segments."""
        return self.root / self.settings.archive.folder

    @property
    def signing_key(self) -> Path:
        """The file of the key that signs the archive; it need not exist."""
        return self.root / self.settings.archive.key

    @property
    def locks(self) -> Path:
        """The folder of lock files, one a site."""
        return self.root / "locks"

    @property
    def agent(self) -> str:
        """The user agent that names us."""
        return AGENT.format(contact=self.settings.crawl.contact)

    def sites(self) -> dict[str, Site]:
        """Return the sites, read anew."""
        return load_sites(self.root / "sites")

    def bureaus(self) -> dict[str, Bureau]:
        """Return the bureaus, read anew."""
        return load_bureaus(self.root / "bureaus.toml")


def open_workspace(root: Path, *, database_url: str = "") -> Workspace:
    """Return the workspace in *root*; *database_url* goes before the file's.

    Raises InvalidFile when there is no gongkai.toml or it cannot be read.
    """
    path = root / CONFIG
    if not path.exists():
        raise InvalidFile(path, None, "no such file", hint="make a workspace with: gongkai init DIR")
    settings = read_toml(path, Settings)
    url = database_url or settings.database.url
    local = "sqlite:///"
    if url.startswith(local) and not url.startswith("sqlite:////") and ":memory:" not in url:
        url = f"{local}{(root / url.removeprefix(local)).resolve()}"
    return Workspace(root=root, settings=settings, database_url=url)
