"""Whether the fetch is whole: something in it, not stopped, lists read to their end, pages had."""

from collections.abc import Iterator

from domain.dump import Dump, Listetal
from warehouse.gate.graenser import Graenser
from warehouse.gate.proeve import Proeve
from warehouse.gate.tekst import number, percent

_ROBOTTEST = "challenge"


def is_complete(dump: Dump, graenser: Graenser) -> bool:
    """Tell whether an afdeling that is on none of the lists is really gone."""
    lister = dump.slut.lister
    return dump.slut.stoppet is None and bool(lister) and all(is_whole(tal, graenser) for tal in lister.values())


def is_whole(tal: Listetal, graenser: Graenser) -> bool:
    """Tell whether a list gave (nearly) as many ids as it claims to have. A list without a total cannot be judged."""
    return tal.oplyst is not None and tal.oplyst - tal.fundet <= tal.oplyst * graenser.liste_mangler_andel


def judge_whole(dump: Dump, graenser: Graenser) -> Iterator[Proeve]:
    """Ask of the fetch what can be asked without knowing any other."""
    yield _judge_content(dump)
    yield _judge_stop(dump)
    for navn, tal in sorted(dump.slut.lister.items()):
        yield _judge_list(navn, tal, graenser)
    yield _judge_challenge(dump)
    yield _judge_pages(dump, graenser)


def _judge_content(dump: Dump) -> Proeve:
    bestaaet = bool(dump.poster) and bool(dump.slut.lister)
    return Proeve(
        navn="ikke_tom",
        bestaaet=bestaaet,
        maalt=f"{number(len(dump.poster))} afdelinger",
        graense="mindst 1 afdeling på mindst 1 liste",
        tekst=f"Hentningen rummer {number(len(dump.poster))} afdelinger."
        if bestaaet
        else "Hentningen er tom: der er ingen afdelinger i den. Se efter i en browser, om portalen viser tilbud, og "
        "hent igen.",
        kan_tilsidesaettes=False,
    )


def _judge_stop(dump: Dump) -> Proeve:
    stoppet = dump.slut.stoppet
    return Proeve(
        navn="ikke_stoppet",
        bestaaet=stoppet is None,
        maalt="ført til ende" if stoppet is None else "stoppet undervejs",
        graense="ført til ende",
        tekst="Hentningen blev ført til ende."
        if stoppet is None
        else f"Hentningen blev ikke ført til ende, så resten af registret er ikke set. {stoppet.rstrip('. ')}.",
    )


def _judge_list(navn: str, tal: Listetal, graenser: Graenser) -> Proeve:
    return Proeve(
        navn=f"liste_{navn}",
        bestaaet=is_whole(tal, graenser) and not _is_overfull(tal, graenser),
        maalt=f"fundet {number(tal.fundet)}, oplyst {'intet tal' if tal.oplyst is None else number(tal.oplyst)}",
        graense=f"højst {percent(graenser.liste_mangler_andel)} færre fundet end oplyst",
        tekst=_list_text(navn, tal, graenser),
    )


def _list_text(navn: str, tal: Listetal, graenser: Graenser) -> str:
    if tal.oplyst is None:
        return (
            f"Listen »{navn}« oplyser ikke, hvor mange den rummer, så ingen kan se, om den er hel. Portalen har "
            "formentlig ændret listesiden; ret læsningen af den."
        )
    talt = f"Listen »{navn}« oplyser {number(tal.oplyst)}, og der blev fundet {number(tal.fundet)}"
    if _is_overfull(tal, graenser):
        return f"{talt}: for mange. Filteret virkede formentlig ikke. Hent igen."
    return f"{talt}." if is_whole(tal, graenser) else f"{talt}: listen blev ikke læst til ende. Hent igen."


def _is_overfull(tal: Listetal, graenser: Graenser) -> bool:
    oplyst = tal.fundet if tal.oplyst is None else tal.oplyst
    overskud = tal.fundet - oplyst
    return overskud > graenser.mindste_antal and overskud > oplyst * graenser.fald_andel


def _judge_challenge(dump: Dump) -> Proeve:
    antal = sum(side.grund.startswith(_ROBOTTEST) for side in dump.slut.manglende)
    return Proeve(
        navn="ingen_robottest",
        bestaaet=antal == 0,
        maalt=f"{number(antal)} sider",
        graense="ingen sider",
        tekst="Ingen sider blev mødt af en robottest."
        if antal == 0
        else f"{number(antal)} sider blev mødt af en robottest i stedet for indhold. Portalen vil ikke læses så "
        "hurtigt eller herfra: gør TILBUDSTJEK_DELAY_S større, eller bed portalens driftsansvarlige om adgang.",
    )


def _judge_pages(dump: Dump, graenser: Graenser) -> Proeve:
    antal = len(dump.slut.manglende)
    i_alt = antal + len(dump.poster)
    andel = antal / i_alt if i_alt else 0.0
    bestaaet = antal <= graenser.mindste_antal or andel <= graenser.sider_mangler_andel
    maalt = f"{number(antal)} af {number(i_alt)} sider ({percent(andel)})"
    return Proeve(
        navn="sider_hentet",
        bestaaet=bestaaet,
        maalt=maalt,
        graense=f"højst {percent(graenser.sider_mangler_andel)}",
        tekst=f"{maalt} kunne ikke hentes{_reasons(dump)}."
        + ("" if bestaaet else " Det er for mange. Vent, til portalen svarer normalt, og hent igen."),
    )


def _reasons(dump: Dump) -> str:
    grunde = sorted({side.grund for side in dump.slut.manglende})
    return f" ({', '.join(grunde[:5])})" if grunde else ""
