"""Et tema i kvalitetsvurderingen kan ikke genkendes af programmet."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="TILSYN-010",
    titel="Et tema i kvalitetsvurderingen kan ikke genkendes",
    finder="Temaer i kvalitetsvurderinger, som hverken er et nuværende eller et tidligere tema i kvalitetsmodellen.",
    hvorfor=(
        "Enten er temaet skrevet på en måde, programmet ikke kender, eller også er modellen ændret. Reglen om temaer, "
        "der mangler, kan ikke bedømme vurderingen. Ingen anden får besked."
    ),
    ret="Undersøg dataudtrækket, og føj skrivemåden til domain/reference/temaer.csv, hvis den er rigtig.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("SEL-14-4-3", "KVALITETSMODEL"),
    modtagere=frozenset({Modtager.OS}),
    entitet=Entitet.TILBUD,
    felt="kvalitetsvurdering",
    sql="""
        SELECT s.tilbudsid, NULL AS afdelingsid, MIN(s.tema) AS raekke, MIN(s.tema) AS vaerdi,
            MAX(s.vurderet_dato) AS senest_vurderet_dato
        FROM nu_kvalitetsscore AS s
        LEFT JOIN reference_tema AS r ON r.foldet = s.tema_foldet
        WHERE r.foldet IS NULL
        GROUP BY s.tilbudsid, s.tema_foldet
    """,
    bryder=(
        Eksempel(
            navn="En del af et navn, to år i træk, ved siden af et rigtigt",
            afdelinger=({},),
            udtraek={
                "kvalitetsscore": (
                    {},
                    {"tema": "Sundhed"},
                    {"tema": "sundhed", "vurderet_dato": "2025-05-30"},
                )
            },
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="To temaer giver to fund",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({"tema": "Sundhed"}, {"tema": "Trivsel"})},
            fund=(("1001", None), ("1001", None)),
        ),
    ),
    holder=(
        Eksempel(navn="Et af temaerne", afdelinger=({},), udtraek={"kvalitetsscore": ({},)}),
        Eksempel(
            navn="Et af temaerne, skrevet lidt anderledes",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({"tema": "UDDANNELSE OG BESKÆFTIGELSE"}, {"tema": "Fysiske  rammer."})},
        ),
    ),
)
