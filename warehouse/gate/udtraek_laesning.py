"""Whether the files of a dataudtræk could be read: rows refused, cells without a value, one key twice."""

from collections import defaultdict
from collections.abc import Iterator

from domain.dump import Dump
from domain.entiteter import ENTITETER
from domain.kolonneord import write_entitet
from warehouse.gate.graenser import Graenser
from warehouse.gate.proeve import Proeve
from warehouse.gate.tekst import amount, number, percent

# What the reader of files calls what it could not read (`Sideafvigelse.art`); `hvad` begins with the entity.
_UKENDT_KOLONNE = "ukendt_kolonne"
_AFVIST_RAEKKE = "afvist_raekke"
_ULAESELIG_CELLE = "ulaeselig_celle"


def judge_laesning(dump: Dump, graenser: Graenser) -> Iterator[Proeve]:
    """Judge what the reader said of its own work (`slut.afvigelser`), and look for contradictions in the rows."""
    antal = {**dump.slut.entiteter, **({"afdelinger": len(dump.poster)} if dump.poster else {})}
    fejlede = [
        proeve
        for navn in sorted(antal)
        for proeve in (
            _judge_rows(navn, antal[navn], _count(dump, navn, _AFVIST_RAEKKE), graenser),
            _judge_cells(navn, antal[navn], _count(dump, navn, _ULAESELIG_CELLE), graenser),
        )
        if not proeve.bestaaet
    ]
    yield from fejlede or (_read_passed(dump, sorted(antal)),)
    yield _judge_doubles(dump)
    yield _tell_headings(dump)


def _count(dump: Dump, navn: str, art: str) -> int:
    return sum(x.antal for x in dump.slut.afvigelser if x.art == art and x.hvad.startswith(f"{navn}: "))


def _judge_rows(navn: str, antal: int, afviste: int, graenser: Graenser) -> Proeve:
    slags = write_entitet(navn)
    i_alt = antal + afviste
    andel = afviste / i_alt if i_alt else 0.0
    maalt = f"{number(afviste)} af {number(i_alt)} rækker ({percent(andel)})"
    return Proeve(
        navn=f"afviste_{navn}",
        bestaaet=afviste <= graenser.mindste_antal or andel <= graenser.raekke_afvist_andel,
        maalt=maalt,
        graense=f"højst {percent(graenser.raekke_afvist_andel)}",
        tekst=f"{maalt} i dataudtrækket af {slags} kunne ikke læses, for deres nøgle mangler eller er ulæselig. Så "
        "mange ville se ud, som om de var borte. Ret filen, eller bed om et nyt udtræk.",
    )


def _judge_cells(navn: str, antal: int, celler: int, graenser: Graenser) -> Proeve:
    slags = write_entitet(navn)
    andel = celler / antal if antal else 0.0
    maalt = f"{number(celler)} celler i {number(antal)} rækker"
    return Proeve(
        navn=f"celler_{navn}",
        bestaaet=celler <= graenser.mindste_antal or andel <= graenser.celle_ulaest_andel,
        maalt=maalt,
        graense=f"højst {percent(graenser.celle_ulaest_andel)} af rækkernes antal",
        tekst=f"{maalt} i dataudtrækket af {slags} kunne ikke læses. Så mange tyder på, at en kolonne er skrevet på en "
        "ny måde. Se i kørslen hvilke, og ret filen.",
    )


def _read_passed(dump: Dump, navne: list[str]) -> Proeve:
    afviste = sum(_count(dump, navn, _AFVIST_RAEKKE) for navn in navne)
    celler = sum(_count(dump, navn, _ULAESELIG_CELLE) for navn in navne)
    return Proeve(
        navn="raekker_laest",
        bestaaet=True,
        maalt=f"{amount(afviste, 'række', 'rækker')} og {amount(celler, 'celle', 'celler')} ikke læst",
        graense="få rækker og celler",
        tekst="Alle rækker og celler kunne læses."
        if afviste + celler == 0
        else f"{amount(afviste, 'række', 'rækker')} og {amount(celler, 'celle', 'celler')} kunne ikke læses.",
    )


def _judge_doubles(dump: Dump) -> Proeve:
    udgaver: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for raekke in dump.raekker:
        noegle = (raekke.entitet, *(raekke.felter[navn] for navn in ENTITETER[raekke.entitet].noegle))
        udgaver[noegle].add(repr(raekke.felter))
    doebte = sorted({str(noegle[0]) for noegle, forskellige in udgaver.items() if len(forskellige) > 1})
    antal = sum(len(forskellige) > 1 for forskellige in udgaver.values())
    return Proeve(
        navn="ens_noegler",
        bestaaet=antal == 0,
        maalt=amount(antal, "nøgle", "nøgler"),
        graense="ingen",
        tekst="Hver nøgle står én gang."
        if antal == 0
        else f"{amount(antal, 'nøgle', 'nøgler')} ({', '.join(doebte)}) står flere gange med forskelligt indhold, så "
        "ingen kan vide, hvad der gælder. Ret filen, eller bed om et nyt udtræk.",
    )


def _tell_headings(dump: Dump) -> Proeve:
    """An unknown heading is told and never refused: the field it may have held is missed by the other tests."""
    antal = sum(x.art == _UKENDT_KOLONNE for x in dump.slut.afvigelser)
    return Proeve(
        navn="overskrifter",
        bestaaet=True,
        maalt=f"{number(antal)} ukendte",
        graense="ingen grænse",
        tekst="Alle overskrifter var kendte."
        if antal == 0
        else f"{amount(antal, 'overskrift er ukendt', 'overskrifter er ukendte')} og ikke læst. Står der noget under "
        "dem, der skal med, så ret kolonnetabellen.",
    )
