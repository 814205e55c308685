"""File names made from ids that strangers chose."""

import hashlib
import re

_SIKKER = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,39}")


def make_filnavn(noegle: str) -> str:
    """Give an id as a file name: itself when it is plain letters, digits and dashes, else a fingerprint of it."""
    if _SIKKER.fullmatch(noegle) and not noegle.startswith("x-"):
        return noegle
    return f"x-{hashlib.sha256(noegle.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"
