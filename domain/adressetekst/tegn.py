"""The characters of an address: invisible ones out, look-alikes and glued parts put as people mean them."""

import re
import unicodedata

# Longer than any address with a name in front; what is longer is no address and is not searched for one.
LAENGST = 400

_USYNLIGE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_BRUD = re.compile(r"\s*(?:[\r\n\v\f\x1c-\x1e\x85\u2028\u2029;|•·]|\\n)+\s*")
_STYRETEGN = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")
_CITAT = re.compile('["“”„«»<>{}\\[\\]()*_#]+')
_APOSTROF = re.compile("[\u2018\u2019\u00b4`]")
_STREG = re.compile("[\u2010-\u2014\u2212]")
_KLISTRET_POSTNR = re.compile(r"(?<![\w])(\d{4})(?=[^\W\d_]{2})")
_KLISTRET_NR = re.compile(r"(?<=[^\W\d_]{3})(?=\d{1,3}(?:\s?[a-zæøå])?(?:[\s,.]|$))", re.IGNORECASE)


def clean(text: str) -> str:
    """Give the text on one line: breaks and semicolons as commas, glued numbers set apart, unseen characters gone."""
    text = _USYNLIGE.sub("", text)
    if not text.isascii():
        text = _STREG.sub("-", unicodedata.normalize("NFKC", text))
        text = _APOSTROF.sub("'", text)
    text = _BRUD.sub(", ", text.strip())
    text = _CITAT.sub(" ", _STYRETEGN.sub(" ", text))
    return unglue(text).strip(" ,.-")


def unglue(text: str) -> str:
    """Put a blank between a street and its house number, and between a postcode and its town."""
    return _KLISTRET_NR.sub(" ", _KLISTRET_POSTNR.sub(r"\1 ", text))
