"""The runs as people read them on a terminal of any width: in Danish time, with the cause and the file it was about."""

from flows.cli.lister import describe_koersel

KOERSEL = {
    "id": "20261201T033000-52a92b",
    "start": "2026-12-01T02:30:00.000071+00:00",
    "slut": "2026-12-01T02:30:26.064275+00:00",
    "kilde": "portal",
    "status": "afvist",
    "aarsag": "Hentningen er tom.",
    "antal": 0,
    "dump_fil": "/var/lib/tilbudstjek/dumps/dump-1.jsonl",
}


def test_a_rejected_run_says_when_why_and_which_dump_can_be_overruled():
    assert describe_koersel(KOERSEL) == (
        "01-12-2026 kl. 03.30  afvist    portal       0       20261201T033000-52a92b\n"
        "    Hentningen er tom.\n"
        "    Dump: /var/lib/tilbudstjek/dumps/dump-1.jsonl"
    )


def test_a_good_run_is_one_line_also_before_anything_is_counted():
    god = {**KOERSEL, "status": "godkendt", "aarsag": None, "antal": 3533}
    assert describe_koersel(god) == "01-12-2026 kl. 03.30  godkendt  portal       3533    20261201T033000-52a92b"
    i_gang = {**god, "status": "i_gang", "antal": None, "dump_fil": None}
    assert describe_koersel(i_gang) == "01-12-2026 kl. 03.30  i_gang    portal       -       20261201T033000-52a92b"
