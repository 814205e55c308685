"""Whether the fetch agrees with itself: lists with pages, one page an afdeling, no page shown for another's."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from domain.afdeling import Afdeling
from domain.dump import Dump
from warehouse.gate.graenser import Graenser
from warehouse.gate.proeve import Proeve
from warehouse.gate.tekst import number, percent


def judge_contradictions(dump: Dump, graenser: Graenser) -> Iterator[Proeve]:
    """Look for what no honest fetch holds."""
    yield _judge_doubles(dump)
    yield _judge_agreement(dump, graenser)
    yield _judge_repeats(dump, graenser)


def _judge_doubles(dump: Dump) -> Proeve:
    udgaver: dict[tuple[str, str], set[str]] = defaultdict(set)
    for post in dump.poster:
        udgaver[post.afdeling.noegle].add(repr(post.afdeling))
    antal = sum(len(forskellige) > 1 for forskellige in udgaver.values())
    return Proeve(
        navn="ingen_dobbelte",
        bestaaet=antal == 0,
        maalt=f"{number(antal)} afdelinger",
        graense="ingen",
        tekst="Hver afdeling står én gang."
        if antal == 0
        else f"{number(antal)} afdelinger står flere gange med forskelligt indhold, så ingen kan vide, hvad der "
        "gælder. Hent igen.",
    )


def _judge_agreement(dump: Dump, graenser: Graenser) -> Proeve:
    paa_lister = Counter(navn for post in dump.poster for navn in set(post.afdeling.lister))
    ekstra = len(dump.slut.manglende)
    uenige = [
        navn
        for navn, tal in dump.slut.lister.items()
        if not _fits(tal.fundet, paa_lister[navn], paa_lister[navn] + ekstra, graenser)
    ]
    maalt = ", ".join(
        f"{navn}: {number(tal.fundet)} på listen, {number(paa_lister[navn])} sider"
        for navn, tal in sorted(dump.slut.lister.items())
    )
    return Proeve(
        navn="lister_og_sider",
        bestaaet=not uenige,
        maalt=f"{maalt}; {number(ekstra)} sider mangler",
        graense=f"forskel højst {percent(graenser.liste_mangler_andel)}",
        tekst="Lister og sider passer sammen."
        if not uenige
        else f"Antallet af hentede sider passer ikke med listen ({', '.join(sorted(uenige))}). Dumpen mangler poster "
        "eller har for mange; hent igen.",
    )


def _fits(fundet: int, mindst: int, hoejst: int, graenser: Graenser) -> bool:
    slup = fundet * graenser.liste_mangler_andel
    return mindst - slup <= fundet <= hoejst + slup


def _judge_repeats(dump: Dump, graenser: Graenser) -> Proeve:
    tilbud: dict[tuple[str | None, ...], set[str]] = defaultdict(set)
    for post in dump.poster:
        tilbud[_signature(post.afdeling)].add(post.afdeling.tilbudsid)
    antal = sum(len(tilbud[_signature(post.afdeling)]) > 1 for post in dump.poster)
    andel = antal / len(dump.poster) if dump.poster else 0.0
    bestaaet = antal <= graenser.vaekst_antal or andel <= graenser.gentagelse_andel
    return Proeve(
        navn="ingen_gentagelser",
        bestaaet=bestaaet,
        maalt=f"{number(antal)} sider ({percent(andel)})",
        graense=f"højst {percent(graenser.gentagelse_andel)}",
        tekst="Siderne er forskellige fra tilbud til tilbud."
        if bestaaet
        else f"{number(antal)} sider ({percent(andel)}) siger det samme som et andet tilbuds side. Portalen svarer "
        "formentlig med den forkerte side; hent igen, langsommere.",
    )


def _signature(afdeling: Afdeling) -> tuple[str | None, ...]:
    """Give what two tilbud hardly share all of."""
    return (
        afdeling.navn,
        afdeling.adresse,
        afdeling.postnr,
        afdeling.cvr,
        afdeling.p_nummer,
        afdeling.telefon,
        afdeling.email,
    )
