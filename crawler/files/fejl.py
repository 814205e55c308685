"""A file that cannot be taken as a dataudtræk."""


class UdtraekFejl(ValueError):
    """The file, or the table of headings, cannot be used; the message is Danish and says what to do."""
