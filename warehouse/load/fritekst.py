"""Words that people wrote beside a tilbud that has become a krisecenter: where the street is named, it goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Select, select, update

from domain.afdeling import UDELADT
from domain.gader import scrub
from warehouse.revision.bundet import BUNDNE, insert_bundet
from warehouse.revision.slettet import delete_bundne
from warehouse.tables import table_of
from warehouse.tables.afvigelse import Afvigelse
from warehouse.tables.brevveksling import Adressebog, MailSvar, MailTilbud
from warehouse.tables.budgetskema import Budgetskema, BudgetskemaFejl
from warehouse.tables.opfoelgning import SagHaendelse
from warehouse.tables.stikproeve import Stikproeve, StikproeveUdfald

_AFVIGELSE = table_of(Afvigelse)
_BOG = table_of(Adressebog)
_FEJL = table_of(BudgetskemaFejl)
_MAIL_TILBUD = table_of(MailTilbud)
_NOTE = table_of(SagHaendelse)
_SKEMA = table_of(Budgetskema)
_STIKPROEVE = table_of(Stikproeve)
_SVAR = table_of(MailSvar)
_UDFALD = table_of(StikproeveUdfald)

_SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class Fritekst:
    """A column of words about one tilbud: `egne` selects the id of the row and the words, by tilbudsid."""

    kolonne: Column[Any]
    id: Column[Any]
    betegnelse: str

    @property
    def navn(self) -> str:
        """What a person names it by: `sag_haendelse.grund`."""
        return f"{self.kolonne.table.name}.{self.kolonne.name}"

    def select_om(self, tilbudsid: str) -> Select[Any]:
        """Select the id and the words of every row about a tilbud that has words."""
        return select(self.id, self.kolonne).where(_is_om(self.kolonne, tilbudsid), self.kolonne.is_not(None))


def _is_om(kolonne: Column[Any], tilbudsid: str) -> Any:  # noqa: ANN401 - a condition
    tabel = kolonne.table
    if tabel is _BOG:
        return (_BOG.c.art == "tilbud") & (_BOG.c.noegle == tilbudsid)
    if tabel is _SVAR:
        return _SVAR.c.noegle.in_(select(_MAIL_TILBUD.c.noegle).where(_MAIL_TILBUD.c.tilbudsid == tilbudsid))
    if tabel is _FEJL:
        return _FEJL.c.budgetskema_id.in_(select(_SKEMA.c.id).where(_SKEMA.c.tilbudsid == tilbudsid))
    if tabel is _UDFALD:
        om_tilbud = select(_STIKPROEVE.c.id).where(_STIKPROEVE.c.population == "tilbud")
        return (_UDFALD.c.enhed_id == tilbudsid) & _UDFALD.c.stikproeve_id.in_(om_tilbud)
    return tabel.c.tilbudsid == tilbudsid


FRITEKSTER = (
    Fritekst(kolonne=_NOTE.c.grund, id=_NOTE.c.id, betegnelse="en linje i sagens notat"),
    Fritekst(kolonne=_AFVIGELSE.c.accepteret_grund, id=_AFVIGELSE.c.id, betegnelse="grunden til en accepteret fejl"),
    Fritekst(kolonne=_BOG.c.email, id=_BOG.c.id, betegnelse="en adresse, et menneske har sat"),
    Fritekst(kolonne=_BOG.c.grund, id=_BOG.c.id, betegnelse="grunden til en sat adresse"),
    Fritekst(kolonne=_BOG.c.ophoert_grund, id=_BOG.c.id, betegnelse="grunden til, at en sat adresse er fjernet"),
    Fritekst(kolonne=_SVAR.c.tekst, id=_SVAR.c.id, betegnelse="et svar på en mail"),
    Fritekst(kolonne=_SVAR.c.grund, id=_SVAR.c.id, betegnelse="hvad der blev gjort ved et svar"),
    Fritekst(kolonne=_SKEMA.c.fil, id=_SKEMA.c.id, betegnelse="navnet på et budgetskemas fil"),
    Fritekst(kolonne=_FEJL.c.tekst, id=_FEJL.c.id, betegnelse="en fejl i et budgetskema"),
    Fritekst(kolonne=_UDFALD.c.kommentar, id=_UDFALD.c.id, betegnelse="en bemærkning i en stikprøve"),
)


def scrub_fritekst(forbindelse: Connection, gader: Mapping[str, frozenset[str]], *, nu: datetime) -> None:
    """Take the streets, by tilbudsid, out of every word that people wrote about these tilbud.

    A text that tells the place without naming the street ("det gule hus ved kirken") is left to a person: the command
    `opbevaring fritekst` lists them all.
    """
    for tilbudsid, egne in gader.items():
        for fritekst in FRITEKSTER:
            for raekke_id, ord_ in forbindelse.execute(fritekst.select_om(tilbudsid)).all():
                if (rent := scrub(ord_, egne)) != ord_:
                    replace_ord(forbindelse, fritekst, raekke_id, rent, nu=nu, hvem=_SYSTEM)


def replace_ord(
    forbindelse: Connection, fritekst: Fritekst, raekke_id: int, ord_: str, *, nu: datetime, hvem: str
) -> None:
    """Put other words in the place of a row's, in the caller's transaction.

    A line that the audit log holds is never changed: it is deleted, which the log is told, and written anew with the
    same time.
    """
    tabel = fritekst.kolonne.table
    if tabel.name not in BUNDNE:
        forbindelse.execute(update(tabel).where(fritekst.id == raekke_id).values({fritekst.kolonne.name: ord_}))
        return
    row = dict(forbindelse.execute(select(tabel).where(fritekst.id == raekke_id)).mappings().one())
    ny = {navn: value for navn, value in row.items() if navn != "id"} | {fritekst.kolonne.name: ord_}
    insert_bundet(forbindelse, tabel.name, [ny])
    delete_bundne(forbindelse, tabel.name, [raekke_id], tidspunkt=nu, hvem=hvem, grund=UDELADT)
