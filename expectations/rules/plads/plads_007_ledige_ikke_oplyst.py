"""Antallet af ledige pladser er ikke oplyst."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="PLADS-007",
    titel="Antallet af ledige pladser er ikke oplyst",
    finder=(
        "Afdelinger, hvor antallet af ledige pladser mangler for en paragraf, eller som slet ikke har tal for pladser "
        "i dataudtrækket."
    ),
    hvorfor=(
        "Ledige pladser hører til det, ethvert tilbud indberetter. Uden tallet kan kommunen ikke se, om der er plads. "
        "Er der ingen ledige pladser, er tallet 0."
    ),
    ret="Udfyld antallet af ledige pladser i jeres indberetning på Tilbudsportalen. Skriv 0, hvis alt er optaget.",
    alvor=Alvor.KRITISK,
    formaal=Formaal.INDBERETTET,
    lovkilder=("SEL-14-4-1", "SBST-STAMDATA"),
    modtagere=frozenset({Modtager.TILBUD, Modtager.SOCIALTILSYN}),
    entitet=Entitet.AFDELING,
    felt="ledige_pladser",
    sql="""
        SELECT a.tilbudsid, a.afdelingsid, NULL AS vaerdi, COUNT(p.paragraf) AS paragraffer_antal,
            COUNT(p.ledige_antal) AS paragraffer_med_tal_antal
        FROM nu_afdeling AS a
        JOIN nu_afdelingsprofil AS profil ON profil.tilbudsid = a.tilbudsid AND profil.afdelingsid = a.afdelingsid
        JOIN nu_udtraek AS u ON u.entitet = 'plads' AND u.dag_nr >= profil.foerst_set_dag_nr
        LEFT JOIN nu_plads AS p ON p.tilbudsid = a.tilbudsid AND p.afdelingsid = a.afdelingsid
        WHERE a.er_set AND (SELECT COUNT(ledige_antal) FROM nu_plads) > 0
        GROUP BY a.tilbudsid, a.afdelingsid
        HAVING COUNT(p.ledige_antal) < COUNT(*)
    """,
    note=(
        "En række, som mangler én gang i et udtræk, regnes stadig med. Har udtrækket ingen ledige pladser overhovedet, "
        "siger reglen intet: så er de ikke leveret."
    ),
    bryder=(
        Eksempel(
            navn="Ingen række, mens et andet tilbud har",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"plads": ({"tilbudsid": "1002"},)},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Den ene afdeling har en række, den anden ikke",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"plads": ({},)},
            fund=(("1001", "2"),),
        ),
        Eksempel(
            navn="Tallet mangler for én af to paragraffer",
            afdelinger=({},),
            udtraek={"plads": ({}, {"paragraf": "§ 108", "ledige_antal": None})},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Et andet tilbuds afdeling med samme nummer hjælper ikke, og ét tal i udtrækket er nok til at dømme",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"plads": ({"ledige_antal": None}, {"tilbudsid": "1002", "ledige_antal": 0})},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Ét tal", afdelinger=({},), udtraek={"plads": ({},)}),
        Eksempel(navn="Nul er et tal", afdelinger=({},), udtraek={"plads": ({"ledige_antal": 0},)}),
        Eksempel(navn="Pladser er ikke leveret", afdelinger=({},)),
        Eksempel(navn="Ledige pladser er ikke leveret", afdelinger=({},), udtraek={"plads": ({"ledige_antal": None},)}),
        Eksempel(
            navn="Andet end pladser er leveret", afdelinger=({},), udtraek={"sanktion": ({},), "belaegning": ({},)}
        ),
        Eksempel(
            navn="Afdelingen kom til efter udtrækket",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek_foer={"plads": ({},)},
            udtraek={"sanktion": ({},)},
        ),
        Eksempel(
            navn="Afdelingen blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"plads": ({},)},
            savnet=(("1001", "2"),),
        ),
        Eksempel(
            navn="Rækken mangler for første gang",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek_foer={"plads": ({}, {"tilbudsid": "1002"})},
            udtraek={"plads": ({"tilbudsid": "1002"},)},
        ),
    ),
)
