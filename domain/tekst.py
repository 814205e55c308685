"""Text as people type it: white space, Danish letters, and the form used for comparing."""

import re
import unicodedata

_SPACES = re.compile(r"[\s\u200b\u200e\u200f\ufeff]+")
# The last letters of the alphabet as plain ones that sort after every word, whatever a database's language is.
_LAST_LETTERS = str.maketrans({"æ": "zx", "ä": "zx", "ø": "zy", "ö": "zy", "å": "zz", "ü": "y"})
_DANISH_PAIRS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def squeeze(text: str | None) -> str | None:
    """Give the text with every run of white space (nbsp, line breaks too) as one blank; None when nothing is left."""
    if text is None:
        return None
    squeezed = _SPACES.sub(" ", text).strip()
    return squeezed or None


def fold(text: str) -> str:
    """Give the form in which two spellings of one name are equal: case, accents, `aa` for `å`, punctuation folded."""
    # Compatibility forms (a ligature, say) become plain letters first, so that folding twice changes nothing.
    danish = unicodedata.normalize("NFKC", text).casefold().translate(_DANISH_PAIRS)
    plain = unicodedata.normalize("NFKD", danish).casefold().translate(_DANISH_PAIRS)
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(letters.split())


def order(text: str) -> str:
    """Give the form that sorts as a Danish list does: æ, ø and å last, `aa` as å, other accents and signs left out."""
    danish = unicodedata.normalize("NFKC", text).casefold().replace("aa", "å").translate(_LAST_LETTERS)
    return fold(danish)
