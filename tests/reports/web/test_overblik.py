"""The first page: can the register be trusted today, how has it gone, what waits for a person."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from domain.regel import Modtager
from domain.stikproeveforloeb import Varsel
from reports.mail.orientering.model import Myndighed
from reports.mail.outbox import fill_outbox
from reports.web.overblik.opgaver import list_opgaver
from reports.web.overblik.tillid import judge_tillid
from reports.web.overblik.udvikling import list_aendringer
from reports.web.side import Katalog
from tests.builders import NAT_1, NAT_2, load_afdelinger, make_afdelinger
from tests.reports.scene import AFSENDER, BY, FUND, REGLER, STRAKS, SVAR_TIL, make_fund, make_register, play_night
from tests.reports.web.klient import asking, read
from warehouse.queries.rapport_nat import Proevetal
from warehouse.queries.rapport_tilstand import Kontrolbillede, Seneste, Snapshotbillede, Tilstand
from warehouse.queries.registertal import Dagstal
from warehouse.queries.venter import Venter

DAG = date(2026, 11, 1)
ALLE = Proevetal(8, 8)
INTET = Venter(til_vurdering=0, markering_mulig=0, mails_afventer=0, mails_ukendt=0, mails_afvist=0, svar=0)


def state(*, status="godkendt", regelfejl=(), er_ny=True, i_dag=DAG):
    snapshot = Snapshotbillede(id=1, dag=DAG, tidspunkt=NAT_1, antal_afdelinger=6, antal_tilbud=5)
    kontrol = Kontrolbillede(
        id=1, tidspunkt=NAT_1, aabnet=1, genaabnet=0, lukket=0, aabne_i_alt=1, er_ny=er_ny, regelfejl=regelfejl
    )
    koersel = Seneste(id="k", start=NAT_1, status=status, aarsag=None)
    return Katalog({}, Tilstand(snapshot=snapshot, kontrol=kontrol, koersel=koersel), i_dag)


def show(engine, **rest):
    with asking(engine, **rest) as klient:
        return read(klient.get("/").text)


def test_a_sound_night_is_a_yes():
    tillid = judge_tillid(state(), ALLE)
    assert tillid.er_god
    assert tillid.svar.startswith("Ja, tallene kan bruges: de er fra 1. november 2026")
    assert tillid.gate == "Den seneste hentning bestod alle 8 prøver ved indgangen."


@pytest.mark.parametrize(
    ("katalog", "forbehold"),
    [
        (state(status="afvist"), "blev afvist"),
        (state(status="fejlet"), "blev ikke færdig"),
        (state(regelfejl=(("X-001", "fejl"),)), "1 regel kunne ikke køre"),
        (state(er_ny=False), "efter den seneste kontrol"),
        (state(i_dag=DAG + timedelta(days=3)), "for 3 dage siden"),
    ],
)
def test_whatever_is_wrong_is_a_reservation_that_says_so(katalog, forbehold):
    tillid = judge_tillid(katalog, Proevetal(8, 7))
    assert not tillid.er_god
    assert tillid.svar == "Brug tallene med forbehold: de er fra 1. november 2026."
    assert [tekst for tekst in tillid.forbehold if forbehold in tekst]
    assert tillid.gate == "Den seneste hentning bestod 7 af 8 prøver ved indgangen."


def test_a_register_of_yesterday_is_fresh():
    assert judge_tillid(state(i_dag=DAG + timedelta(days=1)), ALLE).er_god


def test_the_page_answers_at_its_top_and_counts_what_is_there(engine, tmp_path):
    play_night(engine, tmp_path)
    laest = show(engine)
    assert laest.tekst.index("Ja, tallene kan bruges") < laest.tekst.index("20,0 %")
    assert "1 af 5 tilbud (20,0 %) er uden kritiske og alvorlige afvigelser" in laest.tekst
    assert "Den åbnede 9, genåbnede 0 og lukkede 0 afvigelser" in laest.tekst
    assert "IDENT-003 Feltet cvr er galt 2 0" in laest.tekst
    assert "Socialtilsyn Syd 4 25,0 % – 1 5 2" in laest.tekst
    assert "myndigheder, som ugens orientering ikke kan sendes til, fordi der mangler en adresse: Social" in laest.tekst
    assert laest.tags.count("li") > 98
    assert [link for link in laest.links if link.startswith("/kommuner/")] == ["/kommuner/0461"]


def test_the_change_since_last_week_is_said_and_drawn(engine, tmp_path):
    register = make_afdelinger(5)
    fund = [make_fund(BY, x.tilbudsid, x.afdelingsid, vaerdi="Odense") for x in register]
    play_night(engine, tmp_path, afdelinger=register, fund=fund[:2])
    play_night(engine, tmp_path, nat=NAT_1 + timedelta(days=7), afdelinger=register, fund=fund[:1])
    tekst = show(engine).tekst
    assert "▲ 20,0 procentpoint bedre på en uge (siden 1. november 2026)" in tekst
    assert "på en måned" not in tekst
    assert "Fra 60,0 % den 1. november 2026 til 80,0 % den 8. november 2026." in tekst


def test_a_fall_and_a_standstill_are_said_too():
    forloeb = [
        Dagstal(nummer, DAG + timedelta(days=dage), 10, uden)
        for nummer, (dage, uden) in enumerate([(0, 8), (23, 7), (30, 7)])
    ]
    assert [x.retning for x in list_aendringer(forloeb)] == ["ens", "ned"]
    assert list_aendringer(forloeb)[1].tekst == "▼ 10,0 procentpoint dårligere på en måned (siden 1. november 2026)"
    assert list_aendringer([]) == ()


def test_what_waits_is_counted_in_the_right_number():
    en = Venter(til_vurdering=1, markering_mulig=0, mails_afventer=2, mails_ukendt=1, mails_afvist=0, svar=3)
    assert [(x.antal, x.tekst.split(",")[0].split(":")[0]) for x in list_opgaver(en, (), ())] == [
        (1, "sag er til vurdering"),
        (3, "svar på mails"),
        (1, "mail"),
        (2, "mails"),
    ]
    assert list_opgaver(INTET, (), ()) == ()


def test_deadlines_of_the_sample_controls_are_one_line_for_what_is_late_and_one_for_what_comes():
    varsler = [Varsel(nummer="26-1", tekst=tekst, er_overskredet=tekst != "C.") for tekst in ("A.", "B.", "C.")]
    assert [(x.antal, x.tekst) for x in list_opgaver(INTET, (), varsler)] == [
        (2, "frister i stikprøvekontrollen er overskredet, blandt andet: A."),
        (1, "frist i stikprøvekontrollen nærmer sig: C."),
    ]


def test_every_authority_without_an_address_is_counted():
    nord = Myndighed(art=Modtager.SOCIALTILSYN, kode="Nord", navn="Socialtilsyn Nord")
    to = [
        Myndighed(art=Modtager.KOMMUNE, kode=kode, navn=navn) for kode, navn in (("0461", "Odense"), ("0751", "Aarhus"))
    ]
    (opgave,) = list_opgaver(INTET, (), (), uden_adresse=[nord, *to])
    assert opgave.antal == 3
    assert opgave.tekst.endswith("fordi der mangler en adresse: Socialtilsyn Nord, 2 kommuner")


def test_what_waits_leads_to_what_waits_and_not_to_all_there_is():
    alle = Venter(til_vurdering=1, markering_mulig=1, mails_afventer=1, mails_ukendt=1, mails_afvist=1, svar=1)
    assert [(x.emne, x.noegle, x.valg) for x in list_opgaver(alle, (), ())] == [
        ("sager", None, "tilstand=til_vurdering"),
        ("sager", None, "tilstand=markering_mulig"),
        ("mails", "svar", ""),
        ("mails", None, "status=ukendt"),
        ("mails", None, "status=afvist"),
        ("mails", None, "status=afventer"),
    ]


def test_cases_mails_answers_and_held_rules_are_on_the_page(engine, tmp_path):
    play_night(engine, tmp_path)
    fill_outbox(engine, nu=NAT_1, frigivet=True, afsender=AFSENDER, svar_til=SVAR_TIL, regler=REGLER, vagt=STRAKS)
    with engine.begin() as conn:
        om_1001 = "SELECT noegle FROM mail_tilbud WHERE tilbudsid = '1001'"
        conn.execute(text(f"UPDATE mail SET status = 'ukendt' WHERE noegle IN ({om_1001})"))
        conn.execute(text("UPDATE mail SET status = 'afvist' WHERE status <> 'ukendt'"))
        conn.execute(
            text(
                "INSERT INTO sag (tilbudsid, tilstand, oprettet, aendret)"
                " VALUES ('1001', 'til_vurdering', '2026-11-01', '2026-11-01')"
            )
        )
        conn.execute(
            text(
                "INSERT INTO regelstop (regel, snapshot_id, antal, antal_tilbud, oprettet)"
                " VALUES ('IDENT-003', 1, 12, 40, '2026-11-01')"
            )
        )
        for nummer, art in enumerate(("uenig", "autosvar")):
            conn.execute(
                text("INSERT INTO mail_svar (message_id, modtaget, art, tekst) VALUES (:id, '2026-11-01', :art, 'x')"),
                {"id": f"m{nummer}", "art": art},
            )
    laest = show(engine)
    for ventet in (
        *(
            "1 sag er til vurdering",
            "1 svar på mails",
            "1 mail, hvor det er uvist",
            "2 mails, som mailserveren har afvist",
        ),
        "1 regel holdt tilbage: Reglen IDENT-003 åbnede ved 12 af 40 tilbud",
    ):
        assert ventet in laest.tekst
    assert "@" not in laest.tekst


def test_a_fetch_without_a_control_says_what_to_run(engine, tmp_path):
    load_afdelinger(engine, tmp_path, make_register(), start=NAT_1)
    tekst = show(engine).tekst
    assert "Brug tallene med forbehold" in tekst
    assert "Tallene gøres op ved den næste kontrol" in tekst


def test_a_rejected_fetch_keeps_the_old_figures_under_reservation(engine, tmp_path):
    play_night(engine, tmp_path)
    load_afdelinger(engine, tmp_path, make_register()[:1], start=NAT_2, oplyst={"voksne": 500})
    tekst = show(engine).tekst
    assert "Brug tallene med forbehold: de er fra 1. november 2026." in tekst
    assert "1 af 5 tilbud" in tekst


def test_findings_that_do_not_count_are_told_apart(engine, tmp_path):
    play_night(engine, tmp_path)
    with engine.begin() as conn:
        conn.execute(text("UPDATE afvigelse SET status = 'accepteret' WHERE regel = 'ADRESSE-004'"))
    assert "1 afvigelse er accepteret af en sagsbehandler" in show(engine).tekst


def test_the_page_with_everything_is_far_below_its_weight(engine, tmp_path):
    play_night(engine, tmp_path, fund=FUND)
    with asking(engine) as klient:
        assert len(klient.get("/").content) + len(klient.get("/stil.css").content) < 100_000
        assert len(klient.get("/stil.css").content) < 25_000
