"""Budgettet er ikke indsendt som Excel-ark."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_FUND = (("1001", None),)

REGEL = Regel(
    id="BUDGET-005",
    titel="Budgettet er ikke indsendt som Excel-ark",
    finder=(
        "Budgetter for indeværende og kommende år, hvor den indsendte fil er af en anden type end Excel, for eksempel "
        "PDF."
    ),
    hvorfor=(
        "Budgettet skal indsendes i det officielle Excel-skema. Socialtilsynet behandler ikke andre formater, og "
        "tallene kan ikke sammenlignes."
    ),
    ret=(
        "Gem budgettet i det officielle budgetskema som Excel-fil (.xlsx), og indsend det på Tilbudsportalen under "
        "økonomi."
    ),
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("BEKST-11", "SKEMA-GUIDE", "SEL-14-4-3"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(b.budgetaar AS VARCHAR) AS raekke,
            b.filtype AS vaerdi, 'xlsx' AS forslag
        FROM nu_budget AS b
        JOIN kontroldag AS k ON b.budgetaar >= k.aar
        LEFT JOIN reference_budgetfiltype AS r
            ON r.aar = b.budgetaar AND r.filtype = LOWER(REPLACE(TRIM(b.filtype), '.', ''))
        WHERE b.filtype IS NOT NULL AND r.filtype IS NULL
    """,
    note="Kun filens type, som portalen oplyser den; er den ikke oplyst, siger reglen intet.",
    bryder=(
        Eksempel(navn="PDF", afdelinger=({},), udtraek={"budget": ({"filtype": "pdf"},)}, fund=_FUND),
        Eksempel(
            navn="Word, og næste års budget; naboen har sendt Excel",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"budget": ({"budgetaar": 2027, "filtype": ".DOCX"}, {"tilbudsid": "1002"})},
            fund=_FUND,
        ),
    ),
    holder=(
        Eksempel(navn="xlsx", afdelinger=({},), udtraek={"budget": ({}, {"budgetaar": 2027})}),
        Eksempel(
            navn="Excel, skrevet på andre måder",
            afdelinger=({},),
            udtraek={"budget": ({"filtype": " .XLSX"}, {"budgetaar": 2027, "filtype": "xls"})},
        ),
        Eksempel(
            navn="Excels binære format, og typen skrevet som ord",
            afdelinger=({},),
            udtraek={"budget": ({"filtype": "xlsb"}, {"budgetaar": 2027, "filtype": "Microsoft Excel"})},
        ),
        Eksempel(navn="Filtypen er ikke oplyst", afdelinger=({},), udtraek={"budget": ({"filtype": None},)}),
        Eksempel(
            navn="Et tidligere års budget",
            afdelinger=({},),
            udtraek={"budget": ({"budgetaar": 2025, "filtype": "pdf"},)},
        ),
    ),
)
