"""Ended rows of dataudtræk and forms that another took the place of."""

from datetime import date

from sqlalchemy import ColumnElement, Table, false, func, or_, select

from domain.afdeling import UDELADT
from domain.entiteter import ENTITETER, Art, Entitetstype
from warehouse.opbevaring.emne import Emne, begin_of, udtraek_before
from warehouse.opbevaring.register import AFDELING
from warehouse.tables import table_of
from warehouse.tables.budgetskema import Budgetskema, BudgetskemaFejl, BudgetskemaPost
from warehouse.tables.udtraek import ENTITETSTABELLER, AfledtBudget, AfledtTakst, RawUdtraek

_RAW = table_of(RawUdtraek)
_SKEMA = table_of(Budgetskema)
_FAMILIE = "plejefamilie"
_BOERN = {"takst": (table_of(AfledtTakst).c.takst_id,), "budget": (table_of(AfledtBudget).c.budget_id,)}


def _ended(tabel: Table, graense: date) -> list[ColumnElement[bool]]:
    return [tabel.c.gyldig_til.is_not(None), tabel.c.gyldig_til.in_(udtraek_before(graense))]


def _is_proof_of_protection(entitet: Entitetstype, tabel: Table) -> ColumnElement[bool]:
    """Say of a row that it may be all that tells that its tilbud, which has no page, is a krisecenter."""
    if "tilbudsid" not in entitet.noegle:
        return false()
    tegn = [tabel.c[k.navn].contains(UDELADT) for k in entitet.kolonner if k.art is Art.TEKST and not k.er_noegle]
    if "paragraf" in tabel.c:
        tegn.append(tabel.c.paragraf.contains("109"))
    kendte = select(AFDELING.c.tilbudsid).where(AFDELING.c.er_beskyttet)
    # An empty column says nothing, and NULL must not keep a row.
    return func.coalesce(or_(false(), *tegn), false()) & tabel.c.tilbudsid.not_in(kendte)


def _make_emne(entitet: Entitetstype) -> Emne:
    tabel = ENTITETSTABELLER[entitet.navn]
    return Emne(
        hvad=_FAMILIE if entitet.navn == _FAMILIE else "udtraek",
        tabel=tabel,
        for_gamle=lambda graense: [*_ended(tabel, graense), ~_is_proof_of_protection(entitet, tabel)],
        noegle=(*entitet.noegle, "gyldig_fra"),
        boern=_BOERN.get(entitet.navn, ()),
    )


EMNER = (
    Emne(
        hvad=_FAMILIE,
        tabel=_RAW,
        for_gamle=lambda graense: [*_ended(_RAW, graense), _RAW.c.entitet == _FAMILIE],
        noegle=("entitet", "noegle", "gyldig_fra"),
    ),
    Emne(
        hvad="udtraek",
        tabel=_RAW,
        for_gamle=lambda graense: [*_ended(_RAW, graense), _RAW.c.entitet != _FAMILIE],
        noegle=("entitet", "noegle", "gyldig_fra"),
    ),
    *(_make_emne(entitet) for entitet in ENTITETER.values()),
    Emne(
        hvad="budgetskema",
        tabel=_SKEMA,
        for_gamle=lambda graense: [_SKEMA.c.er_gaeldende.is_(False), _SKEMA.c.laest < begin_of(graense)],
        noegle=("tilbudsid", "budgetaar", "fil_sha256"),
        boern=(table_of(BudgetskemaPost).c.budgetskema_id, table_of(BudgetskemaFejl).c.budgetskema_id),
    ),
)
