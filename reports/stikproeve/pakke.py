"""The audit package: all that a control stands on in one zip, the same bytes every time, to be checked without us."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from enum import Enum
from importlib.resources import files
from typing import Any

from domain.reference.evidens import find_evidensregel
from domain.stikproeve import Population
from reports.stikproeve.csvfiler import (
    write_afgoerelser,
    write_forloeb,
    write_fund,
    write_notater,
    write_ramme,
    write_udfald,
)
from reports.stikproeve.dokument import Afsnit, Liste
from reports.stikproeve.metode import describe_metode
from reports.stikproeve.resultat import Resultat
from reports.zippakke import write_zip
from sampling.kontroltraek import PAKKENS_TRAEKLISTE
from warehouse.queries.stikproeve_resultat import Grundlag

_SUMMER = "SHA256SUMS"
_RETTIGHEDER = 0o644
_CIFRE = 8


def write_pakke(grundlag: Grundlag, resultat: Resultat, *, traekliste: str, udgave: str) -> bytes:
    """Give the audit package of a drawn control.

    Args:
        grundlag: The control with all its outcomes.
        resultat: What was worked out from them.
        traekliste: The public list of the draw (`sampling.traekning.load_traekliste`).
        udgave: The version of the program that writes the package.
    """
    filer = {
        "LAES-MIG.md": _write_laesmig(grundlag),
        "kontrol.json": _write_json(_describe_kontrol(grundlag, udgave)),
        PAKKENS_TRAEKLISTE: traekliste,
        "ramme.csv": write_ramme(grundlag),
        "fund.csv": write_fund(grundlag),
        "udfald.csv": write_udfald(grundlag),
        "afgoerelser.csv": write_afgoerelser(grundlag),
        "notater.csv": write_notater(grundlag),
        "forloeb.csv": write_forloeb(grundlag),
        "resultat.json": _write_json(_describe_resultat(resultat)),
        "metode.md": _write_metode(grundlag),
    }
    return _zip(f"stikproeve-{grundlag.kontrol.nummer}", {navn: tekst.encode() for navn, tekst in filer.items()})


def _zip(mappe: str, filer: Mapping[str, bytes]) -> bytes:
    summer = "".join(f"{hashlib.sha256(filer[navn]).hexdigest()}  {navn}\n" for navn in sorted(filer))
    alle = {**filer, _SUMMER: summer.encode()}
    return write_zip({f"{mappe}/{navn}": indhold for navn, indhold in alle.items()}, rettigheder=_RETTIGHEDER)


def _describe_kontrol(grundlag: Grundlag, udgave: str) -> dict[str, Any]:
    kontrol = grundlag.kontrol
    felter = {navn: value for navn, value in asdict(kontrol).items() if navn not in {"id", "design"}}
    regel = None if grundlag.annonceret is None else find_evidensregel(grundlag.annonceret)
    return felter | {
        "design": json.loads(kontrol.design),
        "annonceret": grundlag.annonceret,
        "mangler_udfald": grundlag.mangler,
        "evidensregel": None if regel is None else asdict(regel),
        "pakket_med_udgave": udgave,
    }


def _describe_resultat(resultat: Resultat) -> dict[str, Any]:
    return {
        "er_opgjort": resultat.er_opgjort,
        "rettefrist": resultat.rettefrist,
        "udelukkede": resultat.udelukkede,
        "strata": resultat.strata,
        "punkter": [asdict(punkt) for punkt in resultat.punkter],
    }


def _write_json(indhold: Mapping[str, Any]) -> str:
    return json.dumps(_round(indhold), ensure_ascii=False, indent=1, sort_keys=True, default=_write_value) + "\n"


def _round(indhold: Any) -> Any:  # noqa: ANN401 - whatever JSON takes
    """Cut numbers where machines begin to differ: the same control gives the same bytes everywhere."""
    if isinstance(indhold, float):
        return round(indhold, _CIFRE)
    if isinstance(indhold, Mapping):
        return {noegle: _round(value) for noegle, value in indhold.items()}
    return [_round(value) for value in indhold] if isinstance(indhold, list | tuple) else indhold


def _write_value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")


def _write_metode(grundlag: Grundlag) -> str:
    return "\n".join(["# Metode", "", *(linje for x in describe_metode(grundlag.kontrol) for linje in _markdown(x))])


def _markdown(afsnit: Afsnit) -> list[str]:
    linjer = [f"## {afsnit.overskrift}", ""]
    for blok in afsnit.blokke:
        if isinstance(blok, Liste):
            linjer += [*(f"- {punkt}" for punkt in blok.punkter), ""]
        elif isinstance(blok, str):
            linjer += [blok, ""]
    return linjer


def _write_laesmig(grundlag: Grundlag) -> str:
    kontrol = grundlag.kontrol
    tekst = files("reports.stikproeve").joinpath("skabeloner", "laes-mig.md").read_text(encoding="utf-8")
    familier = kontrol.population is Population.PLEJEFAMILIER
    navn = "plejefamilier.md" if familier else "tilbud.md"
    om = files("reports.stikproeve").joinpath("skabeloner", navn).read_text(encoding="utf-8")
    ord_ = {
        "nummer": kontrol.nummer,
        "ramme_sha256": kontrol.ramme_sha256 or "",
        "offentligt_tal": kontrol.offentligt_tal or "",
        "kilde": kontrol.kilde_til_tal or "",
        "om_enheder": om.strip(),
    }
    for navn, value in ord_.items():
        tekst = tekst.replace(f"@{navn}@", value)
    return tekst
