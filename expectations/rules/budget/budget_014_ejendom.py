"""Ejendomsudgifterne pr. plads ligger langt fra sammenlignelige tilbuds."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

# Ten neighbours of the same kind and owner, with costs per place spread as in life.
_NABOER: tuple[dict[str, object], ...] = tuple({"tilbudsid": str(2000 + nummer)} for nummer in range(10))


def _budgetter(**aendringer: object) -> tuple[dict[str, object], ...]:
    andre = (
        {**nabo, "ejendom_kr": 400_000.0 + 20_000.0 * nummer, "ledelse_kr": 600_000.0 + 25_000.0 * nummer}
        for nummer, nabo in enumerate(_NABOER)
    )
    return (aendringer, *andre)


def _udtraek(**aendringer: object) -> dict[str, tuple[dict[str, object], ...]]:
    return {"budget": _budgetter(**aendringer), "plads": ({}, *_NABOER), "tilbud": ({}, *_NABOER)}


REGEL = Regel(
    id="BUDGET-014",
    titel="Ejendomsudgifterne pr. plads ligger langt fra sammenlignelige tilbuds",
    finder=(
        "Budgetter for indeværende og kommende år, hvor ejendomsomkostningerne pr. godkendt plads ligger mere end 3,5 "
        "robuste spredninger fra medianen af sammenlignelige tilbud."
    ),
    hvorfor=(
        "Høje eller lave ejendomsudgifter kan have gode grunde, for eksempel beliggenhed, eje frem for leje eller "
        "byggeri. De kan også skyldes et forkert beløb eller et forkert antal pladser. Grænsen er vores egen."
    ),
    ret=(
        "Se på beløbet, antallet af pladser og lejemålets vilkår sammen med resten af budgettet. Er der en grund, kan "
        "afvigelsen accepteres."
    ),
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("STL-11A", "STL-16"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="budget",
    sql="""
        SELECT b.tilbudsid, NULL AS afdelingsid, 'Budget ' || CAST(b.budgetaar AS VARCHAR) AS raekke,
            CAST(ROUND(CAST(b.ejendom_kr AS NUMERIC)) AS BIGINT) AS vaerdi,
            CAST(ROUND(CAST(a.pr_plads_kr AS NUMERIC)) AS BIGINT) AS pr_plads_kr,
            CAST(ROUND(CAST(a.median_kr AS NUMERIC)) AS BIGINT) AS gruppens_median_pr_plads_kr,
            a.gruppe, a.gruppe_antal,
            ROUND(CAST(a.afvigelse AS NUMERIC), 1) AS afstand_robuste_spredninger, g.vaerdi AS graense
        FROM nu_budget AS b
        JOIN kontroldag AS k ON b.budgetaar >= k.aar
        JOIN nu_budgetgruppe AS a ON a.budget_id = b.id AND a.post = 'ejendom'
        JOIN nu_graense AS g ON g.noegle = 'gruppe_afvigelse'
        WHERE ABS(a.afvigelse) > g.vaerdi
    """,
    note=(
        "Gruppen er tilbud med de samme tilbudstyper og samme ejerform; afstanden måles i robuste spredninger (median "
        "og MAD) af logaritmen til beløbet pr. godkendt plads. Grupper under ti dømmer ingen. Tallene siger, at der er "
        "noget at se på, ikke at noget er forkert."
    ),
    bryder=(
        Eksempel(
            navn="Ti gange så meget som de andre",
            afdelinger=({}, *_NABOER),
            udtraek=_udtraek(ejendom_kr=4_800_000.0),
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="En tiendedel af de andres",
            afdelinger=({}, *_NABOER),
            udtraek=_udtraek(ejendom_kr=48_000.0),
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Som de andre", afdelinger=({}, *_NABOER), udtraek=_udtraek()),
        Eksempel(
            navn="Kun udgiften til ledelse er høj: det er BUDGET-015",
            afdelinger=({}, *_NABOER),
            udtraek=_udtraek(ledelse_kr=9_000_000.0),
        ),
        Eksempel(
            navn="For få at sammenligne med",
            afdelinger=({}, *_NABOER[:8]),
            udtraek={"budget": _budgetter(ejendom_kr=4_800_000.0)[:9], "plads": ({}, *_NABOER[:8])},
        ),
        Eksempel(
            navn="Et tidligere års budget",
            afdelinger=({}, *_NABOER),
            udtraek=_udtraek(ejendom_kr=4_800_000.0, budgetaar=2025),
        ),
    ),
)
