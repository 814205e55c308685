"""Whether the register has the size it had: in all, and list by list."""

from collections.abc import Iterator

from warehouse.gate.graenser import Graenser
from warehouse.gate.proeve import Proeve
from warehouse.gate.profil import Forrige, Profil
from warehouse.gate.tekst import number, percent


def judge_counts(profil: Profil, forrige: Forrige | None, graenser: Graenser) -> Iterator[Proeve]:
    """Hold the number of afdelinger against the last accepted fetch. A list that is gone always fails."""
    if forrige is None:
        return
    yield _judge("antal_i_alt", "Registret rummer", forrige.profil.antal, profil.antal, graenser)
    for navn, foer in sorted(forrige.profil.lister.items()):
        if navn in profil.lister or foer == 0:
            yield _judge(f"antal_{navn}", f"Listen »{navn}« rummer", foer, profil.lister.get(navn, 0), graenser)
        else:
            yield _lost_list(navn, foer)


def _judge(navn: str, hvad: str, foer: int, nu: int, graenser: Graenser) -> Proeve:
    fald, vaekst = foer - nu, nu - foer
    faldet = fald > graenser.mindste_antal and fald > foer * graenser.fald_andel
    vokset = vaekst > graenser.vaekst_antal and vaekst > foer * graenser.vaekst_andel
    tekst = f"{hvad} {number(nu)} afdelinger mod {number(foer)} i den sidst godkendte hentning"
    if faldet:
        tekst += (
            f": et fald på {percent(fald / foer)}. Er så mange ikke lukket, er noget af listen ikke læst; hent igen"
        )
    if vokset:
        tekst += f": en vækst på {percent(vaekst / foer) if foer else 'alt'}. Se efter på portalen, om det passer"
    return Proeve(
        navn=navn,
        bestaaet=not faldet and not vokset,
        maalt=f"{number(nu)} mod {number(foer)}",
        graense=f"fald højst {percent(graenser.fald_andel)}, vækst højst {percent(graenser.vaekst_andel)}",
        tekst=f"{tekst}.",
    )


def _lost_list(navn: str, foer: int) -> Proeve:
    return Proeve(
        navn=f"antal_{navn}",
        bestaaet=False,
        maalt=f"ingen liste mod {number(foer)}",
        graense="samme lister som sidst",
        tekst=f"Listen »{navn}«, der sidst rummede {number(foer)} afdelinger, er ikke hentet. Hent alle lister.",
    )
