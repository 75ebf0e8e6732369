"""Numbers of things in English: one site, two sites."""


def counted(number: int, noun: str, many: str = "") -> str:
    """Return *number* with its *noun*; *many* is the plural where it is not the noun with an s.

    >>> counted(1, "site"), counted(0, "site"), counted(2, "entry", "entries"), counted(1, "new row")
    ('1 site', '0 sites', '2 entries', '1 new row')
    """
    return f"{number} {noun if number == 1 else many or f'{noun}s'}"
