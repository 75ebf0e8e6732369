"""``python -m schedules`` is the command ``gongkai``."""

from schedules.cli import main

main()
