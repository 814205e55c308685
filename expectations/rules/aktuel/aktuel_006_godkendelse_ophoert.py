"""Tilbuddet vises, selv om godkendelsesstatus ser ud til at sige, at det ikke er godkendt."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

REGEL = Regel(
    id="AKTUEL-006",
    titel="Tilbuddet vises, men ser ikke ud til at være godkendt",
    finder=(
        "Tilbud, som vises på Tilbudsportalen, mens godkendelsesstatus i dataudtrækket siger, at de er ophørt eller "
        "ikke godkendt."
    ),
    hvorfor=(
        "Tilbud, som socialtilsynet godkender, kan kun stå på portalen, når de er godkendt. Hvad portalen kalder "
        "feltet, og hvilke værdier det har, er ikke bekræftet, så der kan være en anden forklaring."
    ),
    ret="Socialtilsynet ser, om godkendelsen er rigtigt registreret, og om tilbuddet fortsat skal vises.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("SEL-14-3", "SBST-DRIFT", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="godkendelsesstatus",
    sql="""
        SELECT o.tilbudsid, NULL AS afdelingsid, o.godkendelsesstatus AS vaerdi, u.dag AS udtraekkets_dato
        FROM nu_tilbudsoplysning AS o
        JOIN nu_udtraek AS u ON u.entitet = 'tilbud'
        JOIN kontroldag AS k ON k.dag_nr >= u.dag_nr
        JOIN reference_godkendelsesstatus AS g ON g.foldet = o.godkendelsesstatus_foldet AND g.er_slut
            AND g.gyldig_fra <= u.dag AND (g.gyldig_til IS NULL OR g.gyldig_til >= u.dag)
        JOIN nu_tilbud AS t ON t.tilbudsid = o.tilbudsid AND t.alle_set
    """,
    sikkerhed="C",
    aktiv=False,
    note="Er registret hentet før udtrækket, siger reglen intet: så kan tilbuddet være taget af portalen siden.",
    bryder=(
        Eksempel(
            navn="Ophørt, og et andet tilbud, som er godkendt",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "tilbud": ({"godkendelsesstatus": "Ophørt"}, {"tilbudsid": "1002"}),
                "sanktion": ({},),
            },
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Ikke godkendt, skrevet med småt, i et ældre udtræk",
            afdelinger=({},),
            udtraek_foer={"tilbud": ({"godkendelsesstatus": "ikke godkendt"},)},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Godkendt", afdelinger=({},), udtraek={"tilbud": ({},)}),
        Eksempel(
            navn="Betinget godkendt",
            afdelinger=({},),
            udtraek={"tilbud": ({"godkendelsesstatus": "Betinget godkendt"},)},
        ),
        Eksempel(
            navn="Varslet lukning: det er åbent endnu",
            afdelinger=({},),
            udtraek={"tilbud": ({"godkendelsesstatus": "Varslet lukning"},)},
        ),
        Eksempel(
            navn="En tekst, vi ikke kender",
            afdelinger=({},),
            udtraek={"tilbud": ({"godkendelsesstatus": "Arkiveret"},)},
        ),
        Eksempel(navn="Ingen status", afdelinger=({},), udtraek={"tilbud": ({"godkendelsesstatus": None},)}),
        Eksempel(
            navn="En afdeling blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"tilbud": ({"godkendelsesstatus": "Ophørt"},)},
            savnet=(("1001", "2"),),
        ),
        Eksempel(
            navn="Et ophørt tilbud, registret ikke har",
            afdelinger=({},),
            udtraek={"tilbud": ({}, {"tilbudsid": "1002", "godkendelsesstatus": "Ophørt"})},
        ),
    ),
)
