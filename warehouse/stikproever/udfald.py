"""What caseworkers found, stored as versions: nothing is overwritten, and nobody overwrites another unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from domain.stikproeve import Stikproevetilstand, Udfald
from domain.stikproevesvar import Svar
from warehouse.adgangslog import Spor, write_spor
from warehouse.revision import Revisionsnote, hash_noegler, hash_raekke, note
from warehouse.stikproever.fejl import KontrolFejl
from warehouse.stikproever.kontrol import Kontrol, require_kontrol
from warehouse.stikproever.trin import Notat, advance, name_tilstand, write_note
from warehouse.stikproever.versioner import Noegle, Version, read_gaeldende
from warehouse.tables import table_of
from warehouse.tables.stikproeve import StikproeveArk, StikproeveEnhed, StikproeveUdfald
from warehouse.transaktion import writing

_ARK = table_of(StikproeveArk)
_ENHED = table_of(StikproeveEnhed)
_UDFALD = table_of(StikproeveUdfald)
_AABNE = frozenset({Stikproevetilstand.UDTRUKKET, Stikproevetilstand.I_GANG})
_LUKKEDE = frozenset({Stikproevetilstand.OPGJORT, Stikproevetilstand.AFSLUTTET})


@dataclass(frozen=True, kw_only=True)
class Indberetning:
    """Who answers, by which way (`ark` or `web`) and when.

    `sete` is the version of each answer that they had before them (0 for none): a newer one by somebody else is not
    overwritten. `ark_sha256` is the workbook's. `spor` is written to the log of acts with the answers.
    """

    sagsbehandler: str
    kilde: str
    nu: datetime
    sete: Mapping[Noegle, int]
    ark_sha256: str | None = None
    spor: Spor | None = None


@dataclass(frozen=True, kw_only=True)
class Udfaldstal:
    """How many answers were new, changed, or as they were; `indlaest_foer` is when this workbook was read before."""

    nye: int = 0
    aendrede: int = 0
    uaendrede: int = 0
    efter_lukning: int = 0
    indlaest_foer: datetime | None = None


class UdfaldKonflikt(KontrolFejl):
    """Somebody else has answered meanwhile; `versioner` are their answers. Nothing was stored."""

    def __init__(self, versioner: Sequence[Version]) -> None:
        """Keep what the others answered."""
        super().__init__(
            f"{len(versioner)} svar er givet af en anden imens, og de er ikke ens. Der er ikke gemt noget."
        )
        self.versioner = tuple(versioner)


def store_udfald(engine: Engine, nummer: str, svar: Sequence[Svar], *, indberetning: Indberetning) -> Udfaldstal:
    """Store answers, each that differs from what is stored as a new version; all of them or none.

    The first one starts the control. Answers that are changed after it was settled are marked, and a file note says so.

    Raises:
        UdfaldKonflikt: Somebody else has answered something else since `sete`.
        KontrolFejl: The control takes no answers now, or an answer is of no drawn unit or of no item of it.
    """
    with writing(engine) as session:
        forbindelse = session.connection()
        kontrol = require_kontrol(forbindelse, nummer)
        foer = _read_before(forbindelse, indberetning.ark_sha256)
        if foer is not None:
            return Udfaldstal(uaendrede=len(svar), indlaest_foer=foer)
        _require_open(kontrol)
        _require_drawn(forbindelse, kontrol, svar)
        gaeldende = read_gaeldende(forbindelse, kontrol, {et.enhed_id for et in svar})
        aendret = [et for et in svar if _differs(et, gaeldende)]
        _refuse_konflikter(aendret, gaeldende, indberetning)
        tal = _insert(forbindelse, kontrol, aendret, gaeldende, indberetning)
        _insert_ark(forbindelse, kontrol, len(svar), indberetning)
        _write_notes(forbindelse, kontrol, tal, indberetning)
        if indberetning.spor is not None and aendret:
            write_spor(forbindelse, indberetning.spor)
        return Udfaldstal(**asdict(tal) | {"uaendrede": len(svar) - len(aendret)})


def _read_before(forbindelse: Connection, sha256: str | None) -> datetime | None:
    return forbindelse.scalars(select(_ARK.c.tidspunkt).where(_ARK.c.sha256 == sha256)).first() if sha256 else None


def _require_open(kontrol: Kontrol) -> None:
    if kontrol.tilstand in _AABNE | _LUKKEDE:
        return
    if kontrol.tilstand is Stikproevetilstand.AFLYST:
        raise KontrolFejl(f"Kontrol {kontrol.nummer} er aflyst og tager ikke imod udfald.")
    raise KontrolFejl(
        f"Kontrol {kontrol.nummer} er {name_tilstand(kontrol.tilstand)}. "
        "Der kan først gives udfald, når der er trukket."
    )


def _require_drawn(forbindelse: Connection, kontrol: Kontrol, svar: Sequence[Svar]) -> None:
    valg = select(_ENHED.c.enhed_id).where(_ENHED.c.stikproeve_id == kontrol.id, _ENHED.c.er_udtrukket)
    udtrukne = set(forbindelse.scalars(valg))
    fremmede = sum(et.enhed_id not in udtrukne or et.punkt not in kontrol.punkter for et in svar)
    if fremmede:
        raise KontrolFejl(f"{fremmede} svar gælder noget, der ikke er udtrukket i kontrol {kontrol.nummer}.")
    if len({(et.enhed_id, et.punkt) for et in svar}) != len(svar):
        raise KontrolFejl("Der er to svar på det samme punkt for den samme enhed.")


def _differs(svar: Svar, gaeldende: Mapping[Noegle, Version]) -> bool:
    foer = gaeldende.get((svar.enhed_id, svar.punkt))
    return foer is None or foer.svar != svar


def _refuse_konflikter(aendret: Sequence[Svar], gaeldende: Mapping[Noegle, Version], ind: Indberetning) -> None:
    andres = [
        foer
        for foer in (gaeldende.get((et.enhed_id, et.punkt)) for et in aendret)
        if foer is not None
        and foer.sagsbehandler != ind.sagsbehandler
        and foer.nummer > ind.sete.get((foer.svar.enhed_id, foer.svar.punkt), 0)
    ]
    if andres:
        raise UdfaldKonflikt(andres)


def _insert(
    forbindelse: Connection,
    kontrol: Kontrol,
    aendret: Sequence[Svar],
    gaeldende: Mapping[Noegle, Version],
    ind: Indberetning,
) -> Udfaldstal:
    rows: list[dict[str, Any]] = []
    for svar in aendret:
        foer = gaeldende.get((svar.enhed_id, svar.punkt))
        rows.append(
            asdict(svar)
            | {"stikproeve_id": kontrol.id, "version": 1 if foer is None else foer.nummer + 1}
            | {"udfald": svar.udfald.value, "sanktion": None if svar.sanktion is None else svar.sanktion.value}
            | {"sagsbehandler": ind.sagsbehandler, "tidspunkt": ind.nu, "kilde": ind.kilde}
            | {"efter_lukning": _is_late(kontrol, svar, foer)}
        )
    if rows:
        forbindelse.execute(insert(_UDFALD), rows)
        _note(forbindelse, kontrol, rows, ind)
    nye = sum(row["version"] == 1 for row in rows)
    return Udfaldstal(nye=nye, aendrede=len(rows) - nye, efter_lukning=sum(row["efter_lukning"] for row in rows))


def _note(forbindelse: Connection, kontrol: Kontrol, rows: Sequence[dict[str, Any]], ind: Indberetning) -> None:
    led = Revisionsnote(
        tidspunkt=ind.nu,
        hvem=ind.sagsbehandler,
        handling="stikproeve_svar",
        genstand=f"stikproeve:{kontrol.nummer}",
        indhold=hash_noegler(map(hash_raekke, rows)),
        bemaerkning=f"{len(rows)} svar",
    )
    note(forbindelse, led)


def _is_late(kontrol: Kontrol, svar: Svar, foer: Version | None) -> bool:
    """Tell whether an answer is changed after the control was settled; the follow-up of a fault comes then by right."""
    if kontrol.tilstand is not Stikproevetilstand.OPGJORT or foer is None:
        return kontrol.tilstand in _LUKKEDE
    return _judgement(svar) != _judgement(foer.svar)


def _judgement(svar: Svar) -> tuple[Udfald, str | None, int | None]:
    return svar.udfald, svar.kommentar, svar.minutter


def _insert_ark(forbindelse: Connection, kontrol: Kontrol, antal: int, ind: Indberetning) -> None:
    if ind.ark_sha256 is not None:
        row = {"sha256": ind.ark_sha256, "stikproeve_id": kontrol.id, "tidspunkt": ind.nu, "antal": antal}
        forbindelse.execute(insert(_ARK), [{**row, "sagsbehandler": ind.sagsbehandler}])


def _write_notes(forbindelse: Connection, kontrol: Kontrol, tal: Udfaldstal, ind: Indberetning) -> None:
    vej = "arbejdsark" if ind.kilde == "ark" else "formular"
    if kontrol.tilstand is Stikproevetilstand.UDTRUKKET:
        notat = Notat(nu=ind.nu, hvem=ind.sagsbehandler, tekst=f"De første udfald er givet ({vej}).")
        advance(forbindelse, kontrol, Stikproevetilstand.I_GANG, notat=notat)
    if tal.efter_lukning:
        tekst = f"{tal.efter_lukning} udfald er givet eller ændret, efter at kontrollen var opgjort ({vej})."
        write_note(forbindelse, kontrol.id, kontrol.tilstand, Notat(nu=ind.nu, hvem=ind.sagsbehandler, tekst=tekst))
    elif ind.ark_sha256 is not None:
        tekst = f"Et arbejdsark er indlæst: {tal.nye} nye udfald, {tal.aendrede} ændrede."
        tilstand = max(kontrol.tilstand, Stikproevetilstand.I_GANG, key=list(Stikproevetilstand).index)
        write_note(forbindelse, kontrol.id, tilstand, Notat(nu=ind.nu, hvem=ind.sagsbehandler, tekst=tekst))
