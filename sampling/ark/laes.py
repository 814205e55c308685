"""Reading a workbook back: everything or nothing, and each faulty cell is named."""

from collections.abc import Iterator, Mapping
from datetime import date

from domain.felter import FELTER
from domain.stikproevesvar import Svar, read_svar
from domain.tekst import fold
from sampling.ark.fejl import ArkFejl, Cellefejl
from sampling.ark.fil import Celle, open_faner
from sampling.ark.kolonner import ENHED, NOEGLE, PUNKT, name_celle
from sampling.ark.maskindel import Maskindel, find_maskindel
from sampling.ark.model import LaestArk, Noegle
from sampling.ark.noegle import read_noegle
from sampling.ark.skema import Skema, find_flettede, find_skema
from sampling.ark.tekst import clean

_GENDAN = "Fortryd ændringen, eller hent rækken fra det ark, du fik."


def read_ark(indhold: bytes, *, dag: date) -> LaestArk:
    """Read a workbook; rows and columns may be moved and sorted, sheets renamed. `dag` is today.

    Raises:
        ArkFejl: The file is no workbook of ours, or has faults; all of them are named.
    """
    faner = open_faner(indhold)
    maskindel = find_maskindel(faner)
    skema = find_skema(faner)
    fejl = [*find_flettede(skema), *skema.find_udenfor()]
    pladser = _place_raekker(skema, maskindel, fejl)
    fejl += _find_slettede(skema, maskindel, pladser)
    svar = _read_svar(skema, pladser, dag, fejl)
    if fejl:
        raise ArkFejl(fejl)
    return LaestArk(
        nummer=maskindel.nummer,
        ramme_sha256=maskindel.ramme_sha256,
        sagsbehandler=maskindel.sagsbehandler,
        svar=tuple(svar.values()),
        sete=maskindel.sete,
        celler={noegle: name_celle(pladser[noegle][0], skema.kolonner["udfald"]) for noegle in svar},
        fane=clean(skema.fane.navn),
        antal_tomme=len(pladser) - len(svar),
    )


Plads = tuple[int, Mapping[str, Celle]]


def _place_raekker(skema: Skema, maskindel: Maskindel, fejl: list[Cellefejl]) -> dict[Noegle, Plads]:
    """Give where each key of the workbook lies, and add what is wrong with rows that are not as they were sent out."""
    pladser: dict[Noegle, Plads] = {}
    for nummer, celler in skema.list_raekker():
        noegle = read_noegle(str(celler.get(NOEGLE, "")), nummer=maskindel.nummer, ramme_sha256=maskindel.ramme_sha256)
        if noegle is None or noegle not in maskindel.sete:
            fejl.append(skema.fail(nummer, NOEGLE, _explain_ukendt(celler)))
        elif noegle in pladser:
            tekst = f"Rækken er den samme som række {pladser[noegle][0] + 1}. Slet den ene."
            fejl.append(skema.fail(nummer, NOEGLE, tekst))
        else:
            pladser[noegle] = (nummer, celler)
            fejl += _check_sammenhold(skema, nummer, celler, noegle)
    return pladser


def _explain_ukendt(celler: Mapping[str, Celle]) -> str:
    if not str(celler.get(NOEGLE, "")).strip():
        return "Rækken er ikke en af dem, der blev sendt ud: den har ingen nøgle. Slet den, eller fortryd flytningen."
    return (
        "Rækkens nøgle er ændret, eller rækken er fra en anden kontrol eller et andet ark. "
        "Slet rækken, eller hent den fra det ark, du fik."
    )


def _check_sammenhold(skema: Skema, nummer: int, celler: Mapping[str, Celle], noegle: Noegle) -> Iterator[Cellefejl]:
    """Hold what stands in a row against its key: cells that were sorted without their row would answer for another."""
    enhed_id, punkt = noegle
    if _as_text(celler.get(ENHED)) != enhed_id:
        yield skema.fail(nummer, ENHED, f"Nummeret hører ikke til rækkens nøgle. {_GENDAN}")
    if fold(_as_text(celler.get(PUNKT))) != fold(FELTER[punkt].etiket):
        yield skema.fail(nummer, PUNKT, f"Oplysningen hører ikke til rækkens nøgle. {_GENDAN}")


def _as_text(celle: Celle | None) -> str:
    """Give a cell as text; a number that a spreadsheet made of an id is written without decimals."""
    if isinstance(celle, float) and celle.is_integer():
        return str(int(celle))
    return "" if celle is None else str(celle).strip()


def _find_slettede(skema: Skema, maskindel: Maskindel, pladser: Mapping[Noegle, Plads]) -> Iterator[Cellefejl]:
    for enhed_id, punkt in sorted(maskindel.sete.keys() - pladser.keys()):
        tekst = f"Rækken om nummer {enhed_id}, »{FELTER[punkt].etiket}«, mangler. {_GENDAN}"
        yield Cellefejl(skema.fane.navn, "", tekst)


def _read_svar(skema: Skema, pladser: Mapping[Noegle, Plads], dag: date, fejl: list[Cellefejl]) -> dict[Noegle, Svar]:
    svar: dict[Noegle, Svar] = {}
    for noegle, (nummer, celler) in pladser.items():
        laest = read_svar(celler, enhed_id=noegle[0], punkt=noegle[1], dag=dag)
        fejl += [skema.fail(nummer, en.felt, en.tekst) for en in laest.fejl]
        if laest.svar is not None:
            svar[noegle] = laest.svar
    return svar
