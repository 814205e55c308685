"""Seneste ændring ligger i fremtiden."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="AKTUEL-005",
    titel="Seneste ændring ligger i fremtiden",
    finder="Tilbud, hvor datoen for seneste ændring af et område ligger efter den dag, dataudtrækket er fra.",
    hvorfor=(
        "Datoen sættes af portalen selv, så fejlen ser ud til at ligge i portalen, i udtrækket eller i vores læsning "
        "af det. Tilbuddet får ikke besked."
    ),
    ret="Undersøg dataudtrækket. Er datoen læst rigtigt, meldes fejlen til portalens drift.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.SYSTEMATIK,
    lovkilder=("SEL-14-4-3", "BEKTP-2"),
    modtagere=frozenset({Modtager.OS}),
    entitet=Entitet.TILBUD,
    felt="seneste_aendring",
    sql="""
        SELECT d.tilbudsid, NULL AS afdelingsid, d.raekke, CAST(d.dato AS VARCHAR) AS vaerdi,
            u.dag AS udtraekkets_dato
        FROM (
            SELECT tilbudsid, 'Stamdata' AS raekke, stamdata_aendret_dato AS dato FROM nu_tilbudsoplysning
            UNION ALL
            SELECT tilbudsid, 'Plads og normering', pladser_aendret_dato FROM nu_tilbudsoplysning
            UNION ALL
            SELECT tilbudsid, 'Økonomi', oekonomi_aendret_dato FROM nu_tilbudsoplysning
            UNION ALL
            SELECT tilbudsid, 'Faglig tilgang', faglig_aendret_dato FROM nu_tilbudsoplysning
        ) AS d
        JOIN nu_udtraek AS u ON u.entitet = 'tilbud'
        WHERE d.dato > u.dag
    """,
    bryder=(
        Eksempel(
            navn="Stamdata ændret i morgen",
            afdelinger=({},),
            udtraek={"tilbud": ({"stamdata_aendret_dato": "2026-11-02"},), "sanktion": ({},)},
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="De tre andre områder ændret i 2062: tre fund",
            afdelinger=({},),
            udtraek={
                "tilbud": (
                    {
                        "pladser_aendret_dato": "2062-03-01",
                        "oekonomi_aendret_dato": "2062-03-01",
                        "faglig_aendret_dato": "2062-03-01",
                    },
                )
            },
            fund=(("1001", None), ("1001", None), ("1001", None)),
        ),
    ),
    holder=(
        Eksempel(navn="Ændret i foråret", afdelinger=({},), udtraek={"tilbud": ({},)}),
        Eksempel(
            navn="Ændret samme dag, som udtrækket er fra",
            afdelinger=({},),
            udtraek={"tilbud": ({"stamdata_aendret_dato": "2026-11-01"},)},
        ),
        Eksempel(navn="Ingen dato", afdelinger=({},), udtraek={"tilbud": ({"stamdata_aendret_dato": None},)}),
    ),
)
