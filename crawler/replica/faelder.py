"""Traps: things written oddly but rightly. Each is planted like a fault, and nothing may be found there."""

from collections.abc import Callable
from random import Random

from crawler.replica.fejl.art import Fejlart, Gruppe, Omfang, Plantning
from crawler.replica.fejl.tilsyn import far_socialtilsyn, is_ordinary_private, name_tilsyn
from crawler.replica.side import Side
from crawler.replica.steder import kommuner_of, list_kommuner
from domain.reference import load_socialtilsyn

_Aendring = Callable[[Side, Random], Side]
_Valg = Callable[[Side], bool]
_Gruppeaendring = Callable[[Gruppe, Random], Gruppe]
_Gruppevalg = Callable[[Gruppe], bool]


def _space_out_cvr(side: Side, _: Random) -> Side:
    cvr = side.ejer
    return side.change(cvr=" ".join(cvr[i : i + 2] for i in range(0, 8, 2)))


def _write_by_with_aa(side: Side, _: Random) -> Side:
    by = str(side.afdeling.by).replace("Aa", "Å").replace("aa", "å")
    return side.move(side.adresselinjer[0], f"{side.afdeling.postnr} {by}")


def _has_aa(side: Side) -> bool:
    return "aa" in str(side.afdeling.by).lower()


def _space_out_by(side: Side, _: Random) -> Side:
    by = str(side.afdeling.by).replace(" ", "\u00a0  ")
    return side.move(f"  {side.adresselinjer[0]} ", f"{side.afdeling.postnr}\u00a0 {by}\t")


def _write_on_one_line(side: Side, _: Random) -> Side:
    return side.move(", ".join(side.adresselinjer))


def _add_bynavn(side: Side, _: Random) -> Side:
    vej, post = side.adresselinjer
    return side.move(vej, "Lille Prøveby", post)


def _add_land(side: Side, _: Random) -> Side:
    vej, post = side.adresselinjer
    return side.move(vej, f"DK-{post}")


def _shout_email(side: Side, _: Random) -> Side:
    return side.change(email=str(side.afdeling.email).upper())


def _shout_virksomhed(side: Side, _: Random) -> Side:
    return side.change(virksomhed=str(side.afdeling.virksomhed).upper().replace(" ", "  "))


def _drop_scheme(side: Side, _: Random) -> Side:
    return side.change(hjemmeside=f"www.huset-{side.afdeling.afdelingsid}.example.org")


def _name_oddly(side: Side, _: Random) -> Side:
    return side.change(navn=f'Ærø & Åhuset <"{side.afdeling.navn}">')


def _agree_with_far_kommune(gruppe: Gruppe, terning: Random) -> Gruppe:
    """A driftsaftale with a kommune of another socialtilsyn explains why that one supervises (STL § 2 stk. 3)."""
    langt_vaek = terning.choice(far_socialtilsyn(gruppe))
    navn = terning.choice(kommuner_of(langt_vaek)).navn + terning.choice(("", " Kommune"))
    aftalt = tuple(side.change(driftsaftale_med=navn) for side in gruppe)
    return name_tilsyn(aftalt, f"Socialtilsyn {langt_vaek}")


def _name_tilsyn_at_length(gruppe: Gruppe, terning: Random) -> Gruppe:
    omraade = gruppe[0].omraade
    drives_af = next(tilsyn.drives_af for tilsyn in load_socialtilsyn() if tilsyn.kode == omraade)
    kommune = next(kommune.navn for kommune in list_kommuner() if kommune.kommunekode == drives_af)
    maader = (
        f"{kommune} Kommune, Socialtilsyn {omraade}",
        f"SOCIALTILSYN {omraade.upper()}",
        f"Socialtilsynet {omraade}",
    )
    return name_tilsyn(gruppe, terning.choice(maader))


def _is_under_socialtilsyn(gruppe: Gruppe) -> bool:
    return "Socialtilsyn" in str(gruppe[0].afdeling.tilsynsmyndighed)


def _on_side(navn: str, kasus: int, change: _Aendring, passer: _Valg = lambda _: True) -> Fejlart:
    def plant(gruppe: Gruppe, terning: Random) -> Plantning:
        return Plantning((change(gruppe[0], terning),), frozenset())

    return Fejlart(
        navn=navn, omfang=Omfang.SIDE, kasus=kasus, plant=plant, passer=lambda g: passer(g[0]), er_kraesen=True
    )


def _on_tilbud(navn: str, kasus: int, change: _Gruppeaendring, passer: _Gruppevalg) -> Fejlart:
    def plant(gruppe: Gruppe, terning: Random) -> Plantning:
        return Plantning(change(gruppe, terning), frozenset())

    return Fejlart(navn=navn, omfang=Omfang.TILBUD, kasus=kasus, plant=plant, passer=passer, er_kraesen=True)


FAELDER = (
    _on_tilbud("driftsaftale langt væk", 6, _agree_with_far_kommune, is_ordinary_private),
    _on_tilbud("tilsyn skrevet ud", 12, _name_tilsyn_at_length, _is_under_socialtilsyn),
    _on_side("by med å", 8, _write_by_with_aa, _has_aa),
    _on_side("telefon med landekode", 12, lambda side, _: side.change(telefon="+45 32 40 10 20")),
    _on_side("telefon med hårde blanke", 8, lambda side, _: side.change(telefon="32\u00a040\u00a010\u00a020")),
    _on_side("CVR med blanke", 12, _space_out_cvr),
    _on_side("by med blanke", 10, _space_out_by),
    _on_side("adresse på én linje", 10, _write_on_one_line),
    _on_side("supplerende bynavn", 8, _add_bynavn),
    _on_side("landekode i adressen", 6, _add_land),
    _on_side("e-mail med store bogstaver", 8, _shout_email),
    _on_side("virksomhed med store bogstaver", 8, _shout_virksomhed),
    _on_side("hjemmeside uden https", 8, _drop_scheme),
    _on_side("navn med tegn", 6, _name_oddly),
)
