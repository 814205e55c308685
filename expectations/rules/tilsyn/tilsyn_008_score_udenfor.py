"""En kvalitetsscore ligger uden for 1-5."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TILSYN-008",
    titel="En kvalitetsscore ligger uden for 1-5",
    finder="Temaer i kvalitetsvurderingen, hvor scoren er mindre end 1 eller større end 5.",
    hvorfor=(
        "Indikatorerne bedømmes fra 1 til 5, og temaets score er deres gennemsnit. Et tal uden for skalaen kan ikke "
        "være rigtigt, og det vises på portalen."
    ),
    ret="Socialtilsynet retter scoren på Tilbudsportalen.",
    alvor=Alvor.ALVORLIG,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("KVALITETSMODEL", "STL-6", "SEL-14-4-3"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="kvalitetsvurdering",
    sql="""
        SELECT s.tilbudsid, NULL AS afdelingsid, s.tema || ', ' || CAST(s.vurderet_dato AS VARCHAR) AS raekke,
            s.score AS vaerdi, s.vurderet_dato
        FROM nu_kvalitetsscore AS s
        JOIN nu_udtraek AS u ON u.entitet = 'kvalitetsscore'
        JOIN reference_graense AS mindst ON mindst.noegle = 'score_mindst' AND mindst.gyldig_fra <= u.dag
            AND (mindst.gyldig_til IS NULL OR mindst.gyldig_til >= u.dag)
        JOIN reference_graense AS hoejst ON hoejst.noegle = 'score_hoejst' AND hoejst.gyldig_fra <= u.dag
            AND (hoejst.gyldig_til IS NULL OR hoejst.gyldig_til >= u.dag)
        WHERE s.score < mindst.vaerdi OR s.score > hoejst.vaerdi
    """,
    bryder=(
        Eksempel(
            navn="5,1",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({"score": 5.1},), "sanktion": ({},)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Nul for et tema, mens et andet er i orden",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({}, {"tema": "Kompetencer", "score": 0.0})},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="42 i stedet for 4,2",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({"score": 42.0},)},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="4,2", afdelinger=({},), udtraek={"kvalitetsscore": ({},)}),
        Eksempel(
            navn="Netop 1 og netop 5",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({"score": 1.0}, {"tema": "Kompetencer", "score": 5.0})},
        ),
        Eksempel(navn="Ingen score", afdelinger=({},), udtraek={"kvalitetsscore": ({"score": None},)}),
    ),
)
