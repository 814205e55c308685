"""The last defence of the log: what looks like a person goes out of every line, whoever wrote it.

No line should hold any: a message names ids. This is for those of libraries, and for errors that quote what they met.
"""

import logging
import re
import traceback
from typing import Any

_UDELADT = (
    # Before addresses: a password may hold anything, and a user before a host is no mailbox.
    (re.compile(r"(?<=://)[^/\s@]*@"), "[udeladt]@"),
    (re.compile(r"(?<=[\w/])\?(?=[\w%])[^\s\"'<>]*"), "?[udeladt]"),
    (re.compile(r"[^\s@\"'<>()\[\]{},;:=|/]+(?:@|%40)(?!\[)[\w.-]+", re.IGNORECASE), "[e-mail]"),
    # A day and a month, a year and four digits, as CPR numbers are written.
    (re.compile(r"(?<!\d)[0-7]\d(?:0\d|1[0-2])\d{2}[ -]?\d{4}(?!\d)"), "[cpr]"),
)


def clean_log(tekst: str) -> str:
    """Give a text without e-mail addresses, users of URLs, query strings, and numbers like a CPR number."""
    for moenster, i_stedet in _UDELADT:
        tekst = moenster.sub(i_stedet, tekst)
    return tekst


class RensetPost(logging.LogRecord):
    """A line of the log whose text is final and cleaned when it is made: no handler sees what went in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as logging calls it
        """Take what logging gives; arguments and the error itself are written into the text and let go."""
        super().__init__(*args, **kwargs)
        self.msg, self.args = clean_log(_write_besked(self)), None
        if self.exc_info:
            self.exc_text = clean_log("".join(traceback.format_exception(*self.exc_info)).rstrip())
            self.exc_info = None
        if self.stack_info:
            self.stack_info = clean_log(self.stack_info)


def _write_besked(post: logging.LogRecord) -> str:
    """Give the message; of one whose arguments do not fit it, the words without them."""
    try:
        return post.getMessage()
    except (TypeError, ValueError, KeyError):
        return f"{post.msg} (værdierne passer ikke til beskeden)"
