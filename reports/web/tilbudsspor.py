"""The history of a tilbud: one line for each thing that happened, and a picture of its findings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.felter import FELTER
from domain.mailstatus import Mailstatus
from domain.sag import NAVNE, Haendelsesart, Sagstilstand
from domain.tekst import fold
from domain.tid import find_dag
from reports.bevis import write_vaerdi
from reports.privatliv import explain_hidden, list_personlige_former
from reports.visning import rens
from reports.web.diagrammer.billede import Billede
from reports.web.diagrammer.tidslinje import Forloeb, Maerke, draw_tidslinje
from reports.web.sager.ordlyd import MAILTRIN
from reports.web.side import Katalog
from warehouse.queries.afdelingshistorik import Afdelingsskridt, Feltskifte
from warehouse.queries.rapport_tilbud import Afvigelseslinje, Maillinje
from warehouse.queries.tilbudshistorik import Fundskridt, Historik, Sagsskridt

STOERST = 100
_HAENDELSE = {"aabnet": "Åbnet", "genaabnet": "Genåbnet", "lukket": "Lukket"}
_SAGSART = {
    Haendelsesart.LEVERET: "Påbuddet er leveret i Digital Post",
    Haendelsesart.BERO: "Sagen er sat i bero eller taget op igen",
    Haendelsesart.ACCEPT: "En afvigelse er accepteret, eller accepten er ophørt",
    Haendelsesart.OMFORDELT: "Sagen er fordelt",
    Haendelsesart.NOTE: "Et notat er skrevet",
}
_LAENGST = 80
_TYPER = frozenset({"tilbudstyper", "pladser"})


@dataclass(frozen=True)
class Spor:
    """One line: the day, what it is about (`Afvigelse`, `Portalen`, `Mail`, `Sag`), and what happened."""

    dag: date
    slags: str
    tekst: str
    regel: str | None = None


def list_spor(
    historik: Historik, mails: Sequence[Maillinje], katalog: Katalog, *, er_beskyttet: bool
) -> tuple[Spor, ...]:
    """Give everything that happened, the newest first."""
    alle = [
        *(_tell_fund(skridt, katalog) for skridt in historik.fund),
        *(spor for skridt in historik.afdelinger for spor in _tell_afdeling(skridt, er_beskyttet=er_beskyttet)),
        *_list_mails(mails),
        *(_tell_sag(skridt) for skridt in historik.sag),
    ]
    return tuple(sorted(alle, key=lambda spor: spor.dag, reverse=True))


def draw_historik(
    afvigelser: Sequence[Afvigelseslinje], historik: Historik, mails: Sequence[Maillinje], katalog: Katalog
) -> Billede | None:
    """Draw the findings over time with the days of mails and of the case's påbud; None without findings."""
    if not afvigelser or katalog.dag is None:
        return None
    forloeb = [
        Forloeb(navn=x.regel, hvad=katalog.titel(x.regel), alvor=x.alvor, fra=x.foerst_set, til=x.lukket)
        for x in afvigelser
    ]
    maerker = [*_mark_mails(mails), *_mark_sag(historik.sag)]
    titel = "Afvigelserne over tid"
    return draw_tidslinje(forloeb, noegle="historik", titel=titel, dag=katalog.dag, maerker=maerker)


def _tell_fund(skridt: Fundskridt, katalog: Katalog) -> Spor:
    hvor = f", afdeling {rens(skridt.afdelingsid, 40)}" if skridt.afdelingsid is not None else ""
    raekke = f" ({rens(skridt.raekke, _LAENGST)})" if skridt.raekke else ""
    tekst = f"{_HAENDELSE.get(skridt.haendelse, skridt.haendelse)}: {katalog.titel(skridt.regel)}{raekke}{hvor}"
    return Spor(skridt.dag, "Afvigelse", tekst, skridt.regel)


def _tell_afdeling(skridt: Afdelingsskridt, *, er_beskyttet: bool) -> Iterator[Spor]:
    navn = f"Afdeling {rens(skridt.afdelingsid, 40)}"
    if skridt.er_foerste:
        yield Spor(skridt.dag, "Portalen", f"{navn} blev set første gang")
    if skridt.er_ophoert:
        yield Spor(skridt.dag, "Portalen", f"{navn} står ikke længere på portalen")
    er_personlig = fold(skridt.virksomhedsform or "") in list_personlige_former()
    for skifte in skridt.skifter:
        tekst = _tell_skifte(skifte, er_beskyttet=er_beskyttet, er_personlig=er_personlig)
        yield Spor(skridt.dag, "Portalen", f"{navn}: {tekst}")


def _tell_skifte(skifte: Feltskifte, *, er_beskyttet: bool, er_personlig: bool) -> str:
    etiket = FELTER[skifte.felt].etiket if skifte.felt in FELTER else skifte.felt
    skjult = explain_hidden(skifte.felt, er_beskyttet=er_beskyttet, er_personlig=er_personlig)
    if skjult is not None or not skifte.vist:
        return f"{etiket} er ændret; det, der står, {skjult or 'vises ikke'}"
    if skifte.felt in _TYPER:
        return f"{etiket} er ændret"
    return f"{etiket} er ændret fra {_quote(skifte.felt, skifte.foer)} til {_quote(skifte.felt, skifte.efter)}"


def _quote(felt: str, value: str | None) -> str:
    skrevet = rens(write_vaerdi(felt, value), _LAENGST)
    return f"»{skrevet}«" if skrevet else "tomt"


def _list_mails(mails: Sequence[Maillinje]) -> Iterator[Spor]:
    for mail in mails:
        navn = MAILTRIN.get(mail.trin, "Mail")
        if mail.sendt is not None:
            retur = ", men kom tilbage" if mail.status == Mailstatus.RETUR else ""
            yield Spor(find_dag(mail.sendt), "Mail", f"{navn} er afleveret{retur}: {rens(mail.emne, _LAENGST)}")
        else:
            yield Spor(find_dag(mail.oprettet), "Mail", f"{navn} er skrevet: {rens(mail.emne, _LAENGST)}")


def _tell_sag(skridt: Sagsskridt) -> Spor:
    dag = find_dag(skridt.tidspunkt)
    if skridt.art == Haendelsesart.SKRIDT and skridt.fra != skridt.til:
        return Spor(dag, "Sag", f"Sagen er {NAVNE[Sagstilstand(skridt.til)]}")
    tekst = _SAGSART.get(Haendelsesart(skridt.art), "Der er skrevet i sagen")
    return Spor(dag, "Sag", tekst)


def _mark_mails(mails: Sequence[Maillinje]) -> Iterator[Maerke]:
    for mail in mails:
        if mail.sendt is not None:
            yield Maerke(find_dag(mail.sendt), MAILTRIN.get(mail.trin, "Mail").lower())


def _mark_sag(skridt: Sequence[Sagsskridt]) -> Iterator[Maerke]:
    for et in skridt:
        if et.til == Sagstilstand.PAABUD_AFGJORT and et.fra != et.til:
            yield Maerke(find_dag(et.tidspunkt), "påbud")
