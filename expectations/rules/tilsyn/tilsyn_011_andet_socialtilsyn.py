"""Tilbuddet er vurderet af et andet socialtilsyn end det, siden nævner."""

from domain.regel import Alvor, Eksempel, Entitet, Formaal, Modtager, Regel

_NORD = {"myndighed": "Socialtilsyn Nord"}
_SIDSTE_AAR = {"vurderet_dato": "2025-05-30"}

REGEL = Regel(
    id="TILSYN-011",
    titel="Tilbuddet er vurderet af et andet socialtilsyn end det, siden nævner",
    finder=(
        "Tilbud, hvis nyeste kvalitetsvurdering er lavet af et andet socialtilsyn end det, der står på siden, selv om "
        "siden har nævnt det siden før vurderingen, eller det selv har vurderet tilbuddet tidligere."
    ),
    hvorfor=(
        "Det socialtilsyn, der fører tilsyn, vurderer også kvaliteten. Skifter et tilbud socialtilsyn, for eksempel et "
        "år efter en flytning, skal siden følge med."
    ),
    ret="Socialtilsynet ser, hvem der fører tilsyn i dag, og retter myndigheden på portalen, hvis den er forkert.",
    alvor=Alvor.ADVARSEL,
    formaal=Formaal.FAKTA,
    lovkilder=("STL-2", "SBST-DRIFT", "SEL-14-4-2"),
    modtagere=frozenset({Modtager.SOCIALTILSYN}),
    entitet=Entitet.TILBUD,
    felt="tilsynsmyndighed",
    sql="""
        SELECT p.tilbudsid, NULL AS afdelingsid, 'Socialtilsyn ' || p.tilsyn_kode AS vaerdi,
            MIN(s.myndighed) AS vurderet_af, MAX(s.vurderet_dato) AS vurderet_dato
        FROM (
            SELECT tilbudsid, MAX(vurderet_dato_nr) AS dag_nr FROM nu_kvalitetsscore GROUP BY tilbudsid
        ) AS nyeste
        JOIN nu_kvalitetsscore AS s ON s.tilbudsid = nyeste.tilbudsid AND s.vurderet_dato_nr = nyeste.dag_nr
        JOIN reference_socialtilsynsnavn AS navn ON navn.foldet = s.myndighed_foldet
        JOIN nu_tilbudsprofil AS p ON p.tilbudsid = nyeste.tilbudsid AND p.tilsyn_kode <> navn.kode
        JOIN (
            SELECT tilbudsid, MAX(uaendret_siden_dag_nr) AS dag_nr FROM nu_afdelingsprofil GROUP BY tilbudsid
        ) AS siden ON siden.tilbudsid = nyeste.tilbudsid
        LEFT JOIN (
            SELECT s.tilbudsid, navn.kode, MIN(s.vurderet_dato_nr) AS dag_nr
            FROM nu_kvalitetsscore AS s
            JOIN reference_socialtilsynsnavn AS navn ON navn.foldet = s.myndighed_foldet
            GROUP BY s.tilbudsid, navn.kode
        ) AS tidligere ON tidligere.tilbudsid = nyeste.tilbudsid AND tidligere.kode = p.tilsyn_kode
        WHERE p.alle_set AND (siden.dag_nr <= nyeste.dag_nr OR tidligere.dag_nr < nyeste.dag_nr)
        GROUP BY p.tilbudsid, p.tilsyn_kode
    """,
    note=(
        "Et tilbud, der flytter, bliver et år hos sit gamle socialtilsyn, så en ældre vurdering fra et andet siger "
        "intet alene. En myndighed, vi ikke genkender, regnes ikke som en anden."
    ),
    bryder=(
        Eksempel(
            navn="Syd vurderede sidste år, Nord i år, siden nævner Syd",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={
                "kvalitetsscore": (
                    _SIDSTE_AAR,
                    _NORD,
                    {**_NORD, "tema": "Kompetencer"},
                    {**_SIDSTE_AAR, "tilbudsid": "1002"},
                    {**_SIDSTE_AAR, **_NORD, "tilbudsid": "1002", "tema": "Kompetencer"},
                    {"tilbudsid": "1002"},
                )
            },
            fund=(("1001", None),),
        ),
        Eksempel(
            navn="Vurderet samme dag, som siden blev hentet",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({"myndighed": "Nord", "vurderet_dato": "2026-11-01"},)},
            fund=(("1001", None),),
        ),
    ),
    holder=(
        Eksempel(navn="Samme socialtilsyn", afdelinger=({},), udtraek={"kvalitetsscore": (_SIDSTE_AAR, {})}),
        Eksempel(
            navn="Kun Nord har vurderet, og siden kan have skiftet siden",
            afdelinger=({}, {"tilbudsid": "1002"}),
            udtraek={"kvalitetsscore": (_NORD, {**_SIDSTE_AAR, "tilbudsid": "1002"})},
        ),
        Eksempel(
            navn="Nord sidste år, Syd i år",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({**_NORD, **_SIDSTE_AAR}, {})},
        ),
        Eksempel(
            navn="Midt forrige år, Nord i år, siden nævner Syd: den kan have skiftet siden",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({**_SIDSTE_AAR, "myndighed": "Socialtilsyn Midt"}, _NORD)},
        ),
        Eksempel(
            navn="Syd og Nord på samme dag, og siden kan have skiftet siden",
            afdelinger=({},),
            udtraek={"kvalitetsscore": ({}, {**_NORD, "tema": "Kompetencer"})},
        ),
        Eksempel(
            navn="En myndighed, vi ikke genkender",
            afdelinger=({},),
            udtraek={"kvalitetsscore": (_SIDSTE_AAR, {"myndighed": "Tilsynet"})},
        ),
        Eksempel(
            navn="Siden nævner en kommune",
            afdelinger=({"tilsynsmyndighed": "Odense Kommune"},),
            udtraek={"kvalitetsscore": (_SIDSTE_AAR, _NORD)},
        ),
        Eksempel(
            navn="En afdeling blev ikke set i nat",
            afdelinger=({}, {"afdelingsid": "2"}),
            udtraek={"kvalitetsscore": (_SIDSTE_AAR, _NORD)},
            savnet=(("1001", "2"),),
        ),
    ),
)
