"""The audit log's chain, proof of what was deleted, and alarms.

Revision: 0010.
"""

import sqlalchemy as sa
from alembic import op

from warehouse.migrations.revisionsvagter import list_fjern, list_saetninger

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "revision",
        sa.Column("nr", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.Column("hvem", sa.String(), nullable=False),
        sa.Column("handling", sa.String(), nullable=False),
        sa.Column("genstand", sa.String(), nullable=True),
        sa.Column("indhold", sa.String(), nullable=True),
        sa.Column("bemaerkning", sa.String(), nullable=True),
        sa.Column("forrige", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("nr"),
    )
    op.create_index("ix_revision_tidspunkt", "revision", ["tidspunkt"])
    op.create_index("ix_revision_genstand", "revision", ["genstand"])
    op.create_table(
        "revision_slettet",
        sa.Column("nr", sa.Integer(), nullable=False),
        sa.Column("tabel", sa.String(), nullable=False),
        sa.Column("fra", sa.Integer(), nullable=False),
        sa.Column("til", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["nr"], ["revision.nr"]),
        sa.PrimaryKeyConstraint("nr", "fra"),
    )
    op.create_index("ix_revision_slettet_tabel", "revision_slettet", ["tabel", "fra", "til"])
    op.create_table(
        "sletning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.Column("hvad", sa.String(), nullable=False),
        sa.Column("grund", sa.String(), nullable=False),
        sa.Column("graense", sa.Date(), nullable=True),
        sa.Column("antal", sa.Integer(), nullable=False),
        sa.Column("bevis", sa.String(), nullable=False),
        sa.Column("hvem", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sletning_tidspunkt", "sletning", ["tidspunkt"])
    op.create_table(
        "alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slags", sa.String(), nullable=False),
        sa.Column("noegle", sa.String(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("rejst", sa.DateTime(), nullable=False),
        sa.Column("fortalt", sa.DateTime(), nullable=True),
        sa.Column("set_af", sa.String(), nullable=True),
        sa.Column("lukket", sa.DateTime(), nullable=True),
        sa.Column("afmeldt", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slags", "noegle", "rejst"),
    )
    op.create_index("ix_alarm_lukket", "alarm", ["lukket"])
    op.create_table(
        "udfoert",
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("lykkedes", sa.DateTime(), nullable=True),
        sa.Column("fejlede", sa.DateTime(), nullable=True),
        sa.Column("sekunder", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("job"),
    )
    stempeltal = op.create_table(
        "stempeltal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tal", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.bulk_insert(stempeltal, [{"id": 1, "tal": 0}])
    toemt = sa.text("indhold = ''")
    op.create_index("ix_mail_toemt", "mail", ["id"], sqlite_where=toemt, postgresql_where=toemt)
    for saetning in list_saetninger(op.get_bind().dialect.name):
        op.execute(sa.text(saetning))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        # Takes with it the triggers that count, on whatever table.
        op.execute("DROP FUNCTION IF EXISTS tael_stempel() CASCADE")
    for saetning in list_fjern(op.get_bind().dialect.name):
        op.execute(sa.text(saetning))
    op.drop_index("ix_mail_toemt", "mail")
    for tabel in ("stempeltal", "udfoert", "alarm", "sletning", "revision_slettet", "revision"):
        op.drop_table(tabel)
