"""Taking an alarm, and saying that one is over: in the transaction of its lines in both logs."""

from sqlalchemy import Connection, Engine

from domain.drejebog import load_drejebog
from reports.web.driftsside.vis import show_drift
from reports.web.handling import Formularpost, Videre, Vis
from reports.web.sager.beslut import make_katalog
from warehouse.adgangslog import write_spor
from warehouse.alarmer import close_alarm, note_set, read_alarmer
from warehouse.transaktion import reading, writing

_FOR_SENT = "Alarmen er ovre, eller en anden har taget den. Sådan ser det ud nu:"


def take_alarm(engine: Engine, post: Formularpost) -> Videre | Vis | None:
    """Take in that somebody sees to an alarm, or that it is over (only those that nothing else can close)."""
    nummer, handling = post.sti["alarm"], post.felter.get("handling", "")
    if not (nummer.isascii() and nummer.isdigit() and len(nummer) <= 9) or handling not in {"tag", "luk"}:  # noqa: PLR2004
        return None
    with writing(engine) as session:
        conn = session.connection()
        er_taget = _carry_out(conn, post, int(nummer), handling)
        if er_taget:
            # As the other log names it, however many zeros the address began with.
            write_spor(conn, post.make_spor("alarm", str(int(nummer))))
    if er_taget:
        return Videre("/drift?gemt=1")
    with reading(engine) as session:
        conn = session.connection()
        omgivelser = post.drift.omgivelser()
        return Vis(show_drift(conn, make_katalog(conn, post), omgivelser, nu=post.nu, fejl=_FOR_SENT), 409)


def _carry_out(conn: Connection, post: Formularpost, alarm_id: int, handling: str) -> bool:
    hvem = post.bruger.brugernavn
    if handling == "tag":
        return note_set(conn, alarm_id, hvem=hvem, nu=post.nu)
    slags = next((alarm.slags for alarm in read_alarmer(conn) if alarm.id == alarm_id), "")
    afsnit = load_drejebog().get(slags)
    kan_lukkes = afsnit is not None and afsnit.lukkes_af_menneske
    return kan_lukkes and close_alarm(conn, alarm_id, hvem=hvem, nu=post.nu)
