"""The errors of reports that are meant for people."""


class RapportFejl(RuntimeError):
    """Pages or mails could not be written; the message is Danish and says what to do."""
