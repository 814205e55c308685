"""What was quoted in an answer, by the habits of the common mail programs in Danish and English."""

import re

_SKEL = re.compile(
    r"\s*(?:_{20,}|-{2,} ?(?:oprindelig (?:meddelelse|besked)|videresendt (?:meddelelse|besked)|original message"
    r"|forwarded message)\b.{0,40})\s*",
    re.IGNORECASE,
)
_SKREV = re.compile(r"\s*(?:den|on|d\.)\s.{0,300}\b(?:skrev|wrote)\b.{0,300}:\s*", re.IGNORECASE)
_BEGYNDER = re.compile(r"\s*(?:den|on|d\.)\s", re.IGNORECASE)
_FRA = re.compile(r"\s*\*?(?:fra|from)\s?:", re.IGNORECASE)
_FOELGER = re.compile(r"\s*\*?(?:sendt|sent|dato|date|til|to)\s?:", re.IGNORECASE)
_UNDERSKRIFT = re.compile(r"-- ?")
_BREDDE = 400


def drop_citat(tekst: str) -> str:
    """Give what stands before the first quoted mail (and before a signature), without lines that begin with `>`."""
    linjer = tekst.split("\n")
    for nummer in range(len(linjer)):
        if _ends_svar(linjer, nummer):
            linjer = linjer[:nummer]
            break
    return "\n".join(linje for linje in linjer if not linje.lstrip().startswith(">")).strip()


def _ends_svar(linjer: list[str], nummer: int) -> bool:
    linje = linjer[nummer][:_BREDDE]
    if _UNDERSKRIFT.fullmatch(linje) or _SKEL.fullmatch(linje):
        return True
    if _FRA.match(linje):
        return any(_FOELGER.match(efter[:_BREDDE]) for efter in linjer[nummer + 1 : nummer + 5])
    # A long name makes the line break, with the address and the colon on the next.
    sammen = " ".join(tekst.strip() for tekst in linjer[nummer : nummer + 2])[:_BREDDE]
    return _BEGYNDER.match(linje) is not None and any(_SKREV.fullmatch(et) for et in (linje, sammen))
