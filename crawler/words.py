"""The vocabulary of facts: how a fetch went, how a reading ended, what a page is."""

from enum import StrEnum


class Outcome(StrEnum):
    """How one request went. Only OK and NOT_MODIFIED let us say what a page shows."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    NOT_FOUND = "not_found"
    """404 or 410: this address shows nothing now."""
    SOFT_404 = "soft_404"
    """200, but the page says that there is nothing here."""
    BLOCKED = "blocked"
    """Refused (403, 405, 412, 521 …) or an empty shell with a script."""
    CHALLENGE = "challenge"
    """A known protection page; ``detail`` names it."""
    ROBOTS = "robots"
    """robots.txt forbids it, or could not be read for certain."""
    SERVER_ERROR = "server_error"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    REDIRECT_LOOP = "redirect_loop"
    TIMEOUT = "timeout"
    TLS = "tls"
    DNS = "dns"
    REFUSED = "refused"
    """No connection."""
    FORBIDDEN_ADDRESS = "forbidden_address"
    """The name leads to an address that we do not visit."""
    NOT_DRAWN = "not_drawn"
    """A page that scripts draw could not be drawn: no browser here, out of time, or it died; ``detail`` says which."""

    @property
    def looked(self) -> bool:
        """Whether the site itself answered for this address."""
        return self in {Outcome.OK, Outcome.NOT_MODIFIED, Outcome.NOT_FOUND, Outcome.SOFT_404}

    @property
    def passing(self) -> bool:
        """Whether it may be gone a little later, without anybody having said no."""
        return self in {Outcome.TIMEOUT, Outcome.REFUSED, Outcome.SERVER_ERROR, Outcome.TRUNCATED}


class Cause(StrEnum):
    """Why a version was written."""

    SEEN = "seen"
    """The site showed another text."""
    REREAD = "reread"
    """The site's bytes stayed; we read them differently than before."""


class EditKind(StrEnum):
    """What kind of change lies between two versions of a notice, the weightiest first."""

    FIGURE = "figure"
    """An amount, a count, a number."""
    DATE = "date"
    """The date that the notice shows, or a day in its text."""
    FILE = "file"
    """An attached file was replaced, came or went."""
    WORDING = "wording"
    """Words came, went or were put otherwise."""
    TYPO = "typo"
    """A slip of the pen put right: single signs, and none that turns the sentence round."""
    BOILERPLATE = "boilerplate"
    """Punctuation, width of signs, or what stands with every text: who edited it, whence it came."""


class Purpose(StrEnum):
    """What a request was for."""

    ROBOTS = "robots"
    LIST = "list"
    NOTICE = "notice"
    ATTACHMENT = "attachment"
    PART = "part"
    """A further page of a notice's text."""
    RESOURCE = "resource"
    """A script, or the data it asks for, of a page that a browser draws."""


class RunState(StrEnum):
    """Where a run is; ``running`` with no living process behind it was interrupted."""

    RUNNING = "running"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"


class Ending(StrEnum):
    """Why a reading of a column stopped. The first three are complete, the others never are."""

    COVERED = "covered"
    """Known items reached and the back window covered."""
    EXHAUSTED = "exhausted"
    """The last page was read."""
    EMPTY = "empty"
    """The column itself says that it holds nothing."""
    GLANCED = "glanced"
    """Known items reached; the back window was left to a later reading, so it shows what is there and nothing else."""
    OPEN = "open"
    """Still being read, or the process died."""
    PARSE_ZERO = "parse_zero"
    """A page came but no row could be read, and it does not say it is empty: a redesign until shown otherwise."""
    DRIFT = "drift"
    """Far fewer rows or dates than this column's healthy range."""
    REPEATED_PAGE = "repeated_page"
    LOST_NEXT = "lost_next"
    """The total promises more pages than could be reached."""
    TOO_MANY_PAGES = "too_many_pages"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    NOT_FOUND = "not_found"
    FORBIDDEN_BY_ROBOTS = "forbidden_by_robots"
    SELF_OUTAGE = "self_outage"
    """Not reached while the network was out for us: known only when the crawl was over, and nothing of the site's."""
    CLOCK_WRONG = "clock_wrong"
    """Read by a clock of ours that was wrong: it shows what stood there and not when; told by what other runs tell."""
    NOT_DRAWN = "not_drawn"
    """The column is drawn by scripts, and no browser drew it: the fault is on our side until shown otherwise."""

    @property
    def complete(self) -> bool:
        """Whether a reading that ended so may say "it was not there"."""
        return self in {Ending.COVERED, Ending.EXHAUSTED, Ending.EMPTY}

    @property
    def ours(self) -> bool:
        """Whether it tells of us alone, and nothing of the site."""
        return self is Ending.SELF_OUTAGE or self is Ending.CLOCK_WRONG


class PageKind(StrEnum):
    """What a page is."""

    ARTICLE = "article"
    LIST = "list"
    GUIDE = "guide"
    OTHER = "other"


class FileKind(StrEnum):
    """What a file is by its bytes, whatever its name says."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    DOC = "doc"
    XLS = "xls"
    RTF = "rtf"
    OFD = "ofd"
    ZIP = "zip"
    HTML = "html"
    XML = "xml"
    TEXT = "text"
    IMAGE = "image"
    OTHER = "other"
    """Known or not, no reader of ours takes it: slides, RAR, CEB …"""


class FileOutcome(StrEnum):
    """What came of reading a file. Only READ, PARTLY and SCAN may come with a text."""

    READ = "read"
    PARTLY = "partly"
    """Some of it: the rest are pictures, entries that could not be read, or more than is kept; ``detail`` says which."""
    SCAN = "scan"
    """Its pages are pictures; a text is there only where OCR was at hand."""
    EMPTY = "empty"
    """Not a single byte."""
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    """A web page where a file was promised: a login, a challenge, a message that nothing is there."""
    TOO_LARGE = "too_large"
    """More bytes than we open."""
    TOO_HEAVY = "too_heavy"
    """Reading it took more memory or time than one file is given."""
    BOMB = "bomb"
    """Made to unfold into far more than it is, or to make its reader fetch something; never opened."""
    NESTED = "nested"
    """A package that holds nothing but packages, which are not opened."""
    NEEDS_TOOL = "needs_tool"
    """Can be read with a program that is not installed; ``detail`` names it."""
    NO_READER = "no_reader"
    """Of a kind that we do not read."""
