"""The address that mails to a tilbud go to: what a person set, else what the register shows."""

from sqlalchemy import Connection, select

from domain.regel import Modtager
from reports.mail.adressat import choose_email, find_email
from reports.web.sager.side import Kontaktlook
from warehouse.queries.adressebog import load_adresser
from warehouse.queries.rapport_views import NU_AFDELING, id_orden


def find_kontakt(conn: Connection, tilbudsid: str) -> Kontaktlook:
    """Give the address that mails go to; of a krisecenter (§ 109) too it is the mail address alone."""
    adresser = load_adresser(conn)
    query = select(NU_AFDELING.c.email).where(NU_AFDELING.c.tilbudsid == tilbudsid)
    emails = tuple(conn.scalars(query.order_by(*id_orden(NU_AFDELING.c.afdelingsid))))
    email = find_email(tilbudsid, emails, adresser)
    if email is None:
        return Kontaktlook(email=None, hvorfra="Der er ingen gyldig og levende e-mailadresse at skrive til.")
    er_sat = choose_email([adresser.override(Modtager.TILBUD, tilbudsid)], adresser) is not None
    hvorfra = "Adressen er sat i adressebogen." if er_sat else "Adressen er den, Tilbudsportalen viser."
    return Kontaktlook(email=email, hvorfra=hvorfra)
