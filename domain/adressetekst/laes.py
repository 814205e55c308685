"""From text to parts: country, postcode and town first, then the street, then what stands around it."""

import re
from dataclasses import dataclass

from domain.adressetekst.enhed import is_enhed, read_enhed
from domain.adressetekst.gade import Gade, read_gader
from domain.adressetekst.land import find_land, split_danmark
from domain.adressetekst.model import Adressetekst, Enhed
from domain.adressetekst.post import Postdel, split_post
from domain.adressetekst.tegn import LAENGST, clean

# More readings than this only come from texts that are no address.
_FLEST = 4
_CO = re.compile(r"^(?:c\s?/\s?o|c\.o\.|att|att\.|v\s?/|hos)(?![^\W_])", re.IGNORECASE)


@dataclass(frozen=True)
class _Plads:
    """A segment read as street, and where it stands among the segments."""

    nummer: int
    gade: Gade


def parse_adresse(text: str) -> Adressetekst:
    """Give the likeliest reading of any text; parts that are not there are empty."""
    return parse_laesninger(text)[0]


def parse_laesninger(text: str) -> tuple[Adressetekst, ...]:
    """Give every reading worth holding against the register, the likeliest first; at least one, whatever the text."""
    if len(text) > LAENGST:
        return (Adressetekst(er_for_lang=True),)
    ren = clean(text)
    kortere, er_dansk = split_danmark(ren)
    land = None if er_dansk else find_land(kortere)
    post = split_post(kortere)
    if land is not None:
        return (Adressetekst(land=land, postnr=post.postnr, by=post.by),)
    return _readings(post)


def _readings(post: Postdel) -> tuple[Adressetekst, ...]:
    segmenter = _segments(post.foer) + _segments(post.efter)
    pladser = [_Plads(nummer, gade) for nummer, segment in enumerate(segmenter) for gade in read_gader(segment)]
    if not pladser:
        return (_without_number(segmenter, post),)
    return tuple(_build(plads, segmenter, post) for plads in pladser[:_FLEST])


def _segments(text: str) -> list[str]:
    # A full stop at the end stays: `1.` is a floor where `1` may be a door.
    return _join_numbers([del_ for raa in text.split(",") if (del_ := raa.strip(" -").lstrip(".")).strip(". ")])


def _join_numbers(segmenter: list[str]) -> list[str]:
    """Put a house number that was cut off by a comma back on its street: `Ridehusgade, 49`."""
    samlet: list[str] = []
    for segment in segmenter:
        if (
            samlet
            and segment[0].isdigit()
            and not any(tegn.isdigit() for tegn in samlet[-1])
            and not is_enhed(samlet[-1])
        ):
            samlet[-1] = f"{samlet[-1]} {segment}"
        else:
            samlet.append(segment)
    return samlet


def _build(plads: _Plads, segmenter: list[str], post: Postdel) -> Adressetekst:
    gade = plads.gade
    efter = [gade.hale.strip(" ,-").lstrip("."), *segmenter[plads.nummer + 1 :]]
    enheder, rest = read_enhed(", ".join(del_ for del_ in efter if del_))
    dele = tuple(del_ for raa in rest.split(",") if (del_ := raa.strip(" .-")))
    by = post.by
    if not by and not post.postnr and dele:
        *foerste, by = dele
        dele = tuple(foerste)
    return Adressetekst(
        vejnavn=_strip_co(gade.vejnavn),
        husnr=gade.husnr,
        husnr_til=gade.husnr_til,
        enheder=enheder,
        rest=tuple(del_ for del_ in dele if not _CO.match(del_)),
        foran=(*segmenter[: plads.nummer], *(del_ for del_ in dele if _CO.match(del_))),
        postnr=post.postnr,
        by=by,
    )


def _without_number(segmenter: list[str], post: Postdel) -> Adressetekst:
    egne = [segment for segment in segmenter if not _CO.match(segment)]
    vejnavn, *rest = egne or [""]
    return Adressetekst(
        vejnavn=vejnavn,
        enheder=(Enhed(),),
        rest=tuple(rest),
        foran=tuple(segment for segment in segmenter if _CO.match(segment)),
        postnr=post.postnr,
        by=post.by,
    )


def _strip_co(vejnavn: str) -> str:
    return _CO.sub("", vejnavn).strip(" .:") or vejnavn
