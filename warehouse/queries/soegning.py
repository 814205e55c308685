"""Looking for tilbud: by number, by the beginnings of words in a name, and by postcode."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select, true

from domain.kontakt import digits
from domain.tekst import fold
from warehouse.queries.afdelingssted import AFDELING, protected_tilbud
from warehouse.queries.rapport_views import LINJE, LIV, aabne_pr_tilbud, id_orden
from warehouse.queries.tabelopslag import Tabelkilde
from warehouse.queries.tilbudstabel import NAVN, begins_word
from warehouse.tables import METADATA

_AFLEDT = METADATA.tables["afledt_afdeling"]
_BESKYTTET = protected_tilbud().subquery("beskyttet")
# What a tilbud was found by, the best first.
NUMMER, HELE_NAVNET, NAVNETS_BEGYNDELSE, ORD_I_NAVNET, STED = range(5)


@dataclass(frozen=True, kw_only=True)
class Soegt:
    """What is looked for: the words, of each the postcodes whose town it may be, and whose numbers are not looked at.

    `postnumre` has one entry for each word of the folded text. `personlige_former` are the folded forms of firm that
    are one person's: their CVR- and P-numre are that person's.
    """

    tekst: str
    postnumre: tuple[Collection[str], ...]
    personlige_former: Collection[str]


@dataclass(frozen=True, kw_only=True)
class Trefrad:
    """A tilbud that was found, and by what (`rang`, 0 the best)."""

    tilbudsid: str
    navn: str | None
    kode: str
    antal: int
    rang: int


def make_soegekilde(soegt: Soegt, tilsyn: str | None = None) -> Tabelkilde[Trefrad]:
    """Give the table of tilbud that a text finds, the best first; of one portfolio alone when `tilsyn` is its code.

    A krisecenter (§ 109) is found by its name and numbers, never by its place. Nothing else than what is named here is
    looked at: no telephone, no e-mail address, no street, no person.
    """
    a = AFDELING.c
    hvert, beskyttet = _list_words(soegt), _BESKYTTET
    fundne = (
        select(a.tilbudsid, func.min(_rank(soegt, hvert)).label("rang"))
        .join(LIV, and_(LIV.c.tilbudsid == a.tilbudsid, LIV.c.afdelingsid == a.afdelingsid, LIV.c.ophoert.is_(None)))
        .join(NAVN, NAVN.c.afdeling_id == a.id)
        .join(_AFLEDT, _AFLEDT.c.afdeling_id == a.id)
        .outerjoin(beskyttet, beskyttet.c.tilbudsid == a.tilbudsid)
        .where(a.gyldig_til.is_(None), or_(_has_number(soegt), hvert))
        .group_by(a.tilbudsid)
        .subquery("fundne")
    )
    aabne = aabne_pr_tilbud()
    query = (
        select(
            *(LINJE.c[navn] for navn in ("tilbudsid", "navn", "kode")),
            func.coalesce(aabne.c.antal, 0).label("antal"),
            fundne.c.rang,
        )
        .join(fundne, fundne.c.tilbudsid == LINJE.c.tilbudsid)
        .outerjoin(aabne, aabne.c.tilbudsid == LINJE.c.tilbudsid)
        .where(true() if tilsyn is None else LINJE.c.kode == tilsyn)
    )
    return Tabelkilde(
        query=query,
        byg=Trefrad,
        noegle=id_orden(LINJE.c.tilbudsid),
        orden={
            "rang": (fundne.c.rang, func.coalesce(LINJE.c.orden, "")),
            "navn": (LINJE.c.orden,),
            "antal": (func.coalesce(aabne.c.antal, 0),),
        },
        filtre={"q": lambda _: true()},
    )


def _list_words(soegt: Soegt) -> ColumnElement[bool]:
    """Say that every word is in the name or is the place. A text without words finds nothing."""
    ord_ = fold(soegt.tekst).split()
    hvert = [or_(begins_word(NAVN.c.foldet, x), _lies_at(p)) for x, p in zip(ord_, soegt.postnumre, strict=True)]
    return and_(*hvert) if hvert else false()


def _rank(soegt: Soegt, hvert: ColumnElement[bool]) -> ColumnElement[int]:
    """Give by what an afdeling is found; NULL when it is not."""
    foldet, hele = NAVN.c.foldet, fold(soegt.tekst)
    return case(
        (_has_number(soegt), NUMMER),
        (foldet == hele, HELE_NAVNET),
        (foldet.startswith(hele, autoescape=True), NAVNETS_BEGYNDELSE),
        (begins_word(foldet, hele), ORD_I_NAVNET),
        (hvert, STED),
    )


def _has_number(soegt: Soegt) -> ColumnElement[bool]:
    a, cifre = AFDELING.c, digits(soegt.tekst)
    kolonne = {8: _AFLEDT.c.cvr_cifre, 10: _AFLEDT.c.p_nummer_cifre}.get(len(cifre))
    form = func.coalesce(_AFLEDT.c.virksomhedsform_foldet, "")
    er_virksomhed = false() if kolonne is None else and_(kolonne == cifre, form.not_in(soegt.personlige_former or [""]))
    if kolonne is _AFLEDT.c.p_nummer_cifre:
        # The place of production of a krisecenter is where it lies.
        er_virksomhed = and_(er_virksomhed, _BESKYTTET.c.tilbudsid.is_(None))
    return or_(a.tilbudsid == soegt.tekst, a.afdelingsid == soegt.tekst, er_virksomhed)


def _lies_at(postnumre: Collection[str]) -> ColumnElement[bool]:
    if not postnumre:
        return false()
    return and_(AFDELING.c.postnr.in_(sorted(postnumre)), _BESKYTTET.c.tilbudsid.is_(None))
