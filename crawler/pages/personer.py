"""Names of people: kept as "filled" and a keyed hash from the moment they are read, never as text."""

import hashlib
import hmac

from domain.tekst import fold

UDFYLDT = "[udfyldt]"

# Longer than this is a mis-hit: a paragraph of text that happened to stand beside the label (domain facts 3.1).
LAENGSTE = {"leder": 80, "kontaktperson": 60}


def hash_person(navn: str, noegle: str) -> str:
    """Give HMAC-SHA256 of a folded name: equal while the person is the same, of no use without the key."""
    return hmac.new(noegle.encode(), fold(navn).encode(), hashlib.sha256).hexdigest()
