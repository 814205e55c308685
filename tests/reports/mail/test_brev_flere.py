"""What a mail about several tilbud says: a table, a section each, and the twenty places shared between them."""

from reports.mail.brevgrundlag import find_senest
from reports.mail.indhold import Mailfejl, Trin
from reports.visning import dato
from tests.reports.mail.brevscene import DAG, make_birkehuset, write
from tests.reports.scene import BY, CVR, LEDER, TILSYN


def test_several_tilbud_have_a_table_and_a_section_each_the_worst_first():
    let, slem = make_birkehuset(Mailfejl(regel=LEDER, afdelingsid="1")), Mailfejl(regel=TILSYN, afdelingsid="1")
    skrevet = write(
        let, make_birkehuset(slem, Mailfejl(regel=LEDER, afdelingsid="2"), tilbudsid="1002", navn="Solgården")
    )
    slut = "bør ses efter, helst inden 21. december 2026"
    assert skrevet.emne == f"Tilbudsportalen: 3 oplysninger om 2 af jeres tilbud {slut}"
    assert skrevet.hilsen == "Til jer, der indberetter for 2 tilbud på Tilbudsportalen"
    assert skrevet.oversigt is not None
    assert [(linje.tilbud, linje.antal, linje.numre) for linje in skrevet.oversigt.linjer] == [
        ("Solgården (nr. 1002)", "2", "1–2"),
        ("Birkehuset (nr. 1001)", "1", "3"),
    ]
    assert [del_.overskrift for del_ in skrevet.dele] == ["Solgården (nr. 1002)", "Birkehuset (nr. 1001)"]


def test_the_twenty_places_are_shared_so_that_every_tilbud_shows_its_worst_fault():
    mange = make_birkehuset(*(Mailfejl(regel=TILSYN, afdelingsid=str(x)) for x in range(30)))
    skrevet = write(mange, make_birkehuset(Mailfejl(regel=LEDER, afdelingsid="1"), tilbudsid="1002"))
    viste = [sum(len(afsnit.punkter) for afsnit in del_.afsnit) for del_ in skrevet.dele]
    assert viste == [19, 1]
    assert [del_.rest for del_ in skrevet.dele] == ["11 punkter mere står kun i det vedhæftede regneark.", None]
    assert "I mailen står 20 af punkterne, de vigtigste. Alle 31 står" in " ".join(skrevet.indledning)


def test_a_tilbud_without_room_in_the_letter_is_named_with_its_worst_point():
    fyrre = [make_birkehuset(Mailfejl(regel=BY, afdelingsid="1"), tilbudsid=str(x), navn=f"Hus {x}") for x in range(40)]
    skrevet = write(*fyrre)
    assert len(skrevet.dele) == 40
    assert skrevet.dele[39].afsnit == ()
    assert skrevet.dele[39].rest == (
        "Punkt 40 står i det vedhæftede regneark. Det vigtigste er punkt 40: Feltet by er galt."
    )


def test_more_tilbud_than_the_table_has_room_for_are_counted():
    mange = [
        make_birkehuset(Mailfejl(regel=BY, afdelingsid="1"), tilbudsid=str(x), navn=f"Hus {x}") for x in range(300)
    ]
    oversigt = write(*mange).oversigt
    assert oversigt is not None
    assert oversigt.rest == f"Desuden {300 - len(oversigt.linjer)} tilbud, som står i regnearket."


def test_a_tilbud_reminded_in_a_mail_of_news_is_told_the_day_its_case_goes_on_alone_or_among_others():
    foer = make_birkehuset(Mailfejl(regel=BY, afdelingsid="1", er_ny=False), tilbudsid="1002", er_rykker=True)
    skrevet = write(make_birkehuset(Mailfejl(regel=CVR, afdelingsid="1")), foer)
    foerste, anden = (del_.indledning for del_ in skrevet.dele)
    assert foerste is None
    assert anden is not None
    assert anden.startswith("Vi har skrevet til jer om dette tilbud før. Det, der ikke er nyt, bør I se efter, helst")
    assert dato(find_senest(Trin.RYKKER, DAG)) in anden
    assert "ser en medarbejder i socialtilsynet eller ministeriet på det" in anden
    nyt = make_birkehuset(
        Mailfejl(regel=BY, afdelingsid="1", er_ny=False), Mailfejl(regel=CVR, afdelingsid="1"), er_rykker=True
    )
    assert [del_.indledning for del_ in write(nyt).dele] == [anden]
    assert {del_.indledning for del_ in write(foer, foer, trin=Trin.RYKKER).dele} == {None}


def test_a_krisecenter_in_a_digest_is_a_number_and_a_subject_of_its_own_has_no_name():
    hemmelig = make_birkehuset(Mailfejl(regel=CVR, afdelingsid="1"), navn="Hemmelig Vej 1", er_beskyttet=True)
    assert [del_.overskrift for del_ in write(hemmelig, hemmelig).dele] == ["Tilbud nr. 1001"] * 2
    assert "1 oplysning om jeres tilbud bør ses efter" in write(hemmelig).emne
