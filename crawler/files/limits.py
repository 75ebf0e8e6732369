"""What one file may cost us."""

from datetime import timedelta

MEBIBYTE = 1 << 20

PAYLOAD = 64 * MEBIBYTE  # bytes of a file that is opened at all; the longest annual budget seen has 31 MB
MEMORY = 768 * MEBIBYTE  # address space of the reading process, which needs 250 MB for itself
TOOL_MEMORY = 2048 * MEBIBYTE  # an office suite or OCR maps its libraries and models before it begins
WORK = timedelta(seconds=30)  # of the processor, for one file
PATIENCE = timedelta(seconds=60)  # on the wall, for one file and every tool that it takes
OCR_PATIENCE = timedelta(seconds=40)  # of that; what was recognised by then is kept

ENTRIES = 2_000  # in a package
UNPACKED = 200 * MEBIBYTE  # of a package, by its directory
RATIO = 100  # unpacked to packed; bombs have 300 and more, a sheet of zeros 60
RATIO_FROM = MEBIBYTE  # unpacked; a smaller package may repeat itself as it likes

TEXT = 1_000_000  # characters kept of one file
CELLS = 200_000  # kept of the tables of one file
PAGES = 2_000  # read of one file
TABLE_PAGES = 40  # of one file looked at for tables, at 70 ms each
OCR_PAGES = 10  # of one file recognised, at two to four seconds each
