"""The lists of an audit package as CSV: units, flags, outcomes, notes; nothing that strangers wrote is a formula."""

import io
from collections.abc import Iterable, Mapping

from reports.exports import write_csv
from warehouse.queries.stikproeve_resultat import Grundlag
from warehouse.stikproever.versioner import Version

_UDFALD = (
    *("enhed_id", "punkt", "version", "udfald", "kommentar", "minutter", "sagsbehandler", "tidspunkt", "kilde"),
    *("efter_lukning", "rettet_dag", "sanktion"),
)
_AFGOERELSE = ("enhed_id", "punkt", "udfald", "rettet_dag", "rettet_inden_fristen", "sanktion")


def write_ramme(grundlag: Grundlag) -> str:
    """Write the whole frame with what each unit was put in strata by."""
    felter = ("enhed_id", "stratum", "socialtilsyn", "type", "ejerform", "udelukket", "udtrukket")
    enheder = sorted(grundlag.enheder, key=lambda en: en.offentligt_id.encode())
    return _write(
        felter,
        (
            {
                "enhed_id": en.offentligt_id,
                "stratum": en.enhed.stratum,
                "socialtilsyn": en.enhed.socialtilsyn,
                "type": en.enhed.type,
                "ejerform": en.enhed.ejerform,
                "udelukket": en.enhed.udelukket,
                "udtrukket": _ja(en.er_udtrukket),
            }
            for en in enheder
        ),
    )


def write_fund(grundlag: Grundlag) -> str:
    """Write what the rules had flagged when the frame was frozen; before it is settled, of no case without outcome."""
    navne = _read_offentlige(grundlag)
    udtrukne = {en.enhed.enhed_id for en in grundlag.enheder if en.er_udtrukket and not grundlag.er_opgjort}
    skjulte = {noegle for noegle in grundlag.fund if noegle[0] in udtrukne and noegle not in grundlag.versioner}
    rows = (
        {"enhed_id": navne[enhed_id], "punkt": punkt, "regler": " ".join(regler)}
        for (enhed_id, punkt), regler in sorted(grundlag.fund.items())
        if (enhed_id, punkt) not in skjulte
    )
    return _write(("enhed_id", "punkt", "regler"), rows)


def write_udfald(grundlag: Grundlag) -> str:
    """Write every version of every outcome, oldest first."""
    navne = _read_offentlige(grundlag)
    return _write(
        _UDFALD,
        (
            {
                "enhed_id": navne[enhed_id],
                "punkt": punkt,
                "version": version.nummer,
                "udfald": version.svar.udfald.value,
                "kommentar": version.svar.kommentar,
                "minutter": version.svar.minutter,
                "sagsbehandler": version.sagsbehandler,
                "tidspunkt": version.tidspunkt.isoformat(),
                "kilde": version.kilde,
                "efter_lukning": _ja(version.efter_lukning),
                "rettet_dag": _dag(version),
                "sanktion": _sanktion(version),
            }
            for (enhed_id, punkt), versioner in sorted(grundlag.versioner.items())
            for version in versioner
        ),
    )


def write_afgoerelser(grundlag: Grundlag) -> str:
    """Write what followed each fault: when it was corrected, and påbud or markering."""
    navne, frist = _read_offentlige(grundlag), grundlag.rettefrist
    gaeldende = ((noegle, versioner[-1]) for noegle, versioner in sorted(grundlag.versioner.items()))
    return _write(
        _AFGOERELSE,
        (
            {
                "enhed_id": navne[enhed_id],
                "punkt": punkt,
                "udfald": version.svar.udfald.value,
                "rettet_dag": _dag(version),
                "rettet_inden_fristen": _ja(rettet is not None and (frist is None or rettet <= frist)),
                "sanktion": _sanktion(version),
            }
            for (enhed_id, punkt), version in gaeldende
            if (rettet := version.svar.rettet_dag) is not None or version.svar.sanktion is not None
        ),
    )


def write_notater(grundlag: Grundlag) -> str:
    """Write the file notes."""
    return _write(
        ("tidspunkt", "tilstand", "hvem", "tekst"),
        (
            {"tidspunkt": x.tidspunkt.isoformat(), "tilstand": x.tilstand, "hvem": x.hvem, "tekst": x.tekst}
            for x in grundlag.notater
        ),
    )


def write_forloeb(grundlag: Grundlag) -> str:
    """Write the steps with their days and when they were done."""
    return _write(
        ("trin", "betegnelse", "frist", "ansvarlig", "udfoert"),
        (
            {"trin": x.trin, "betegnelse": x.betegnelse, "frist": x.dag, "ansvarlig": x.ansvarlig, "udfoert": x.udfoert}
            for x in grundlag.forloeb
        ),
    )


def _write(felter: tuple[str, ...], rows: Iterable[Mapping[str, object]]) -> str:
    ud = io.StringIO()
    write_csv(ud, felter, rows)
    return ud.getvalue()


def _read_offentlige(grundlag: Grundlag) -> dict[str, str]:
    return {en.enhed.enhed_id: en.offentligt_id for en in grundlag.enheder}


def _ja(er: bool) -> str:  # noqa: FBT001 - a value to be written
    return "ja" if er else "nej"


def _dag(version: Version) -> str | None:
    dag = version.svar.rettet_dag
    return None if dag is None else dag.isoformat()


def _sanktion(version: Version) -> str | None:
    sanktion = version.svar.sanktion
    return None if sanktion is None else sanktion.value
