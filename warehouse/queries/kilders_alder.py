"""How old the sources beside the portal are."""

from datetime import date

from sqlalchemy import Connection, func, select

from warehouse.queries.afdelingssted import VASK


def find_adresseregister(conn: Connection) -> date | None:
    """Give the day of the address register that addresses were last washed against; None before the first wash."""
    dag: date | None = conn.execute(select(func.max(VASK.c.register_dag))).scalar_one()
    return dag
