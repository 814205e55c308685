"""Whether a delivery speaks of the register there is: of most of its tilbud, of few others, of all it spoke of."""

from collections import Counter
from collections.abc import Iterator, Mapping

from domain.dump import Dump
from domain.entiteter import ENTITETER
from domain.kolonneord import write_entitet
from warehouse.gate.graenser import Graenser
from warehouse.gate.leverance import ForrigeUdtraek, Registerbillede
from warehouse.gate.proeve import Proeve
from warehouse.gate.tekst import amount, number, percent


def judge_daekning(
    dump: Dump, forrige: Mapping[str, ForrigeUdtraek], register: Registerbillede, graenser: Graenser
) -> Iterator[Proeve]:
    """Give one failed test for each entity and fault, or a single one that passed."""
    billede = _with_poster(dump, register)
    tilbud = _tilbud_by_entitet(dump)
    proever = [
        proeve
        for navn in sorted(dump.slut.entiteter)
        for proeve in (
            *(_judge_tilbud(navn, tilbud[navn], billede, graenser) if navn in tilbud else ()),
            *(_judge_bortfald(navn, forrige[navn], graenser) if navn in forrige else ()),
        )
    ]
    fejlede = [proeve for proeve in proever if not proeve.bestaaet]
    yield from fejlede
    if not fejlede and dump.slut.entiteter:
        yield _passed(tilbud, billede)


def _with_poster(dump: Dump, register: Registerbillede) -> Registerbillede:
    """A dump that shows the register too is held against itself."""
    if not dump.poster:
        return register
    egne = frozenset(post.afdeling.tilbudsid for post in dump.poster)
    omraader = {kode: tilbud & egne for kode, tilbud in register.omraader.items()}
    return Registerbillede(kendte=register.kendte | egne, levende=egne, omraader=omraader)


def _tilbud_by_entitet(dump: Dump) -> dict[str, Counter[str]]:
    """Count rows by tilbud for each entity that speaks of tilbud."""
    taellere: dict[str, Counter[str]] = {
        navn: Counter() for navn in dump.slut.entiteter if "tilbudsid" in ENTITETER[navn].noegle
    }
    for raekke in dump.raekker:
        if raekke.entitet in taellere:
            taellere[raekke.entitet][str(raekke.felter["tilbudsid"])] += 1
    return taellere


def _judge_tilbud(navn: str, tilbud: Counter[str], register: Registerbillede, graenser: Graenser) -> Iterator[Proeve]:
    if not register.kendte:
        return
    yield _judge_ukendte(navn, tilbud, register, graenser)
    if navn in graenser.daekning_gulv:
        for kode, levende in (("", register.levende), *sorted(register.omraader.items())):
            if len(levende) > graenser.vaekst_antal:
                yield _judge_gulv(navn, kode, (len(levende & tilbud.keys()), len(levende)), graenser)


def _judge_ukendte(navn: str, tilbud: Counter[str], register: Registerbillede, graenser: Graenser) -> Proeve:
    slags = write_entitet(navn)
    antal, i_alt = count_ukendte(tilbud, register), tilbud.total()
    andel = antal / i_alt if i_alt else 0.0
    maalt = f"{number(antal)} af {number(i_alt)} rækker ({percent(andel)})"
    return Proeve(
        navn=f"ukendte_{navn}",
        bestaaet=antal <= graenser.mindste_antal or andel <= graenser.ukendt_tilbud_andel,
        maalt=maalt,
        graense=f"højst {percent(graenser.ukendt_tilbud_andel)}",
        tekst=f"{maalt} i dataudtrækket af {slags} taler om tilbud, som registret ikke har. Er det den rigtige fil, og "
        "er kolonnen med tilbuddets nummer den rigtige? Ellers hent registret først.",
    )


def count_ukendte(tilbud: Counter[str], register: Registerbillede) -> int:
    """Count the rows of tilbud that the register never had."""
    return sum(antal for tilbudsid, antal in tilbud.items() if tilbudsid not in register.kendte)


def _judge_gulv(navn: str, kode: str, par: tuple[int, int], graenser: Graenser) -> Proeve:
    slags = write_entitet(navn)
    gulv = graenser.daekning_gulv[navn]
    med, i_alt = par
    hvor = f" under socialtilsyn {kode}" if kode else ""
    maalt = f"{number(med)} af {number(i_alt)} tilbud{hvor} ({percent(med / i_alt)})"
    return Proeve(
        navn=f"daekning_{navn}_{kode}" if kode else f"daekning_{navn}",
        bestaaet=med / i_alt >= gulv,
        maalt=maalt,
        graense=f"mindst {percent(gulv)}",
        tekst=f"Dataudtrækket af {slags} har kun rækker om {maalt}. Alle de andre ville se ud, som om de intet har "
        "indberettet. Bed om et udtræk, der har alle med.",
    )


def _judge_bortfald(navn: str, forrige: ForrigeUdtraek, graenser: Graenser) -> Iterator[Proeve]:
    omraader = forrige.genkendt.omraader
    if not omraader:
        return
    alle = (sum(foer for foer, _ in omraader.values()), sum(igen for _, igen in omraader.values()))
    yield _judge_omraade(navn, "", alle, graenser, andel=graenser.fald_andel)
    for kode, par in sorted(omraader.items()):
        yield _judge_omraade(navn, kode, par, graenser, andel=graenser.omraade_fald_andel)


def _judge_omraade(navn: str, kode: str, par: tuple[int, int], graenser: Graenser, *, andel: float) -> Proeve:
    slags = write_entitet(navn)
    foer, igen = par
    borte = foer - igen
    hvem = "plejefamilier" if navn == "plejefamilie" else "tilbud"
    hvor = f" under socialtilsyn {kode}" if kode and kode != "andre" else ""
    return Proeve(
        navn=f"borte_{navn}_{kode}" if kode else f"borte_{navn}",
        bestaaet=borte <= graenser.mindste_antal or borte <= foer * andel,
        maalt=f"{number(borte)} af {number(foer)} {hvem}",
        graense=f"højst {percent(andel)}",
        tekst=f"{number(borte)} af {number(foer)} {hvem}{hvor}, som stod i det sidst godkendte udtræk af {slags}, er "
        "der ikke mere, selv om registret har dem. Der mangler formentlig en del af filen; bed om et nyt udtræk.",
    )


def _passed(tilbud: Mapping[str, Counter[str]], register: Registerbillede) -> Proeve:
    ukendte = sum(count_ukendte(taeller, register) for taeller in tilbud.values()) if register.kendte else 0
    tekst = (
        f"{amount(ukendte, 'række taler', 'rækker taler')} om tilbud, som registret ikke har; de bedømmes ikke."
        if ukendte
        else "Alle rækker taler om tilbud, som registret har."
    )
    if not register.kendte:
        tekst = "Registret er ikke hentet endnu, så rækkerne kan ikke holdes op mod det."
    return Proeve(
        navn="daekning",
        bestaaet=True,
        maalt=f"{amount(ukendte, 'række', 'rækker')} om ukendte tilbud",
        graense="registrets tilbud er med",
        tekst=tekst,
    )
