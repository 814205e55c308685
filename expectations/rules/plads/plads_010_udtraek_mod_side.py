"""De godkendte pladser i dataudtrækket er ikke dem, afdelingens side viser."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="PLADS-010",
    titel="De godkendte pladser er ikke dem, afdelingens side viser",
    finder=(
        "Afdelinger, hvor antallet af godkendte pladser efter en paragraf er ét tal i dataudtrækket og et andet på "
        "afdelingens side."
    ),
    hvorfor=(
        "De to tal kommer fra samme register og bør være ens. Forskellen kan skyldes en ændring, som endnu ikke er "
        "godkendt, eller en fejl i portalen eller i vores læsning. Tilbuddet får ikke besked."
    ),
    ret=(
        "Socialtilsynet ser, hvilket af tallene der er det godkendte. Er begge læst rigtigt, meldes forskellen til "
        "portalens drift."
    ),
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-4-2", "SBST-DRIFT"),
    modtagere=frozenset({Modtager.SOCIALTILSYN, Modtager.OS}),
    entitet=Entitet.AFDELING,
    felt="pladser",
    sql="""
        SELECT p.tilbudsid, p.afdelingsid, p.paragraf AS raekke, CAST(s.pladser AS VARCHAR) AS vaerdi,
            s.pladser AS paa_siden_antal, p.godkendte_antal AS godkendte_i_udtraekket_antal
        FROM nu_plads AS p
        JOIN nu_udtraek AS u ON u.entitet = 'plads'
        JOIN nu_afdeling_paragraf AS s ON s.tilbudsid = p.tilbudsid AND s.afdelingsid = p.afdelingsid
            AND s.paragraf = p.paragraf AND s.pladser <> p.godkendte_antal
        JOIN nu_afdelingsprofil AS profil ON profil.tilbudsid = p.tilbudsid AND profil.afdelingsid = p.afdelingsid
        JOIN (
            SELECT tilbudsid FROM nu_plads GROUP BY tilbudsid HAVING SUM(godkendte_antal) > 0
        ) AS i_brug ON i_brug.tilbudsid = p.tilbudsid
        LEFT JOIN (
            SELECT DISTINCT paragraf FROM reference_paragraf WHERE NOT plads_er_seng
        ) AS ambulant ON ambulant.paragraf = p.paragraf
        WHERE u.dag_nr >= profil.uaendret_siden_dag_nr AND ambulant.paragraf IS NULL
            AND p.godkendte_antal >= 0 AND s.pladser > 0
    """,
    note=(
        "Kun hvor begge steder har et tal. Ambulante pladser, der tælles som personer, er ikke med, og heller ikke "
        "sider, der er ændret efter udtrækket. Tal på nul eller derunder er PLADS-002, PLADS-008 og PLADS-012."
    ),
    bryder=(
        Eksempel(
            navn="Otte på siden, ni i udtrækket",
            afdelinger=({}, {"tilbudsid": "1002"}, {"afdelingsid": "2", "pladser": {"§ 107": 9}}),
            udtraek={
                "plads": (
                    {"godkendte_antal": 9},
                    {"tilbudsid": "1002"},
                    {"afdelingsid": "2", "godkendte_antal": 9},
                ),
                "sanktion": ({},),
            },
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Kun den ene af to paragraffer, og den er nul i udtrækket",
            afdelinger=({"pladser": {"§ 107": 8, "§ 108": 1}},),
            udtraek={"plads": ({}, {"paragraf": "§ 108", "godkendte_antal": 0})},
            fund=(("1001", "1"),),
        ),
        Eksempel(
            navn="Én plads i udtrækket",
            afdelinger=({},),
            udtraek={"plads": ({"godkendte_antal": 1},)},
            fund=(("1001", "1"),),
        ),
    ),
    holder=(
        Eksempel(navn="Otte begge steder", afdelinger=({},), udtraek={"plads": ({},)}),
        Eksempel(navn="Siden har intet tal", afdelinger=({"pladser": {"§ 107": None}},), udtraek={"plads": ({},)}),
        Eksempel(navn="Udtrækket har intet tal", afdelinger=({},), udtraek={"plads": ({"godkendte_antal": None},)}),
        Eksempel(
            navn="Hver sin paragraf: det er PLADS-009, hvis summen er forskellig",
            afdelinger=({},),
            udtraek={"plads": ({"paragraf": "§ 108", "godkendte_antal": 9},)},
        ),
        Eksempel(
            navn="Ambulant behandling",
            afdelinger=({"tilbudstyper": ("Stofmisbrugsbehandling, § 101",), "pladser": {"§ 101": 3}},),
            udtraek={"plads": ({"paragraf": "§ 101", "godkendte_antal": 30},)},
        ),
        Eksempel(
            navn="Siden er ændret efter udtrækket",
            afdelinger=({},),
            udtraek_foer={"plads": ({"godkendte_antal": 9},)},
        ),
        Eksempel(
            navn="Nul på siden: det er PLADS-002", afdelinger=({"pladser": {"§ 107": 0}},), udtraek={"plads": ({},)}
        ),
        Eksempel(
            navn="Et negativt tal: det er PLADS-008",
            afdelinger=({"pladser": {"§ 107": 8, "§ 108": 4}},),
            udtraek={"plads": ({}, {"paragraf": "§ 108", "godkendte_antal": -4})},
        ),
        Eksempel(
            navn="Nul i hele udtrækket: det er PLADS-012",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"plads": ({"godkendte_antal": 0}, {"tilbudsid": "1002"})},
        ),
    ),
)
