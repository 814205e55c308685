"""Who looked at what and changed what through the web, the keys of other systems, and names to look for and sort by.

Revision: 0009.
"""

import sqlalchemy as sa
from alembic import op

from warehouse.derive import derive_navn

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "adgangslog",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.Column("bruger", sa.String(), nullable=False),
        sa.Column("rolle", sa.String(), nullable=False),
        sa.Column("handling", sa.String(), nullable=False),
        sa.Column("emne", sa.String(), nullable=False),
        sa.Column("noegle", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_adgangslog_tidspunkt", "adgangslog", ["tidspunkt"])
    op.create_index("ix_adgangslog_emne", "adgangslog", ["emne", "noegle"])
    op.create_table(
        "api_noegle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("navn", sa.String(), nullable=False),
        sa.Column("begyndelse", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("omfang", sa.String(), nullable=False),
        sa.Column("oprettet", sa.DateTime(), nullable=False),
        sa.Column("af", sa.String(), nullable=False),
        sa.Column("udloeber", sa.DateTime(), nullable=False),
        sa.Column("lukket", sa.DateTime(), nullable=True),
        sa.Column("sidst_brugt", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hash"),
    )
    op.create_table(
        "afdeling_navn",
        sa.Column("afdeling_id", sa.Integer(), nullable=False),
        sa.Column("foldet", sa.String(), nullable=True),
        sa.Column("orden", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["afdeling_id"], ["afdeling.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("afdeling_id"),
    )
    _fill_navne()
    op.create_index("ix_afvigelse_aaben", "afvigelse", ["status", "tilbudsid", "alvor"])


def _fill_navne() -> None:
    """Give the versions there are their names; those that come later get them when they are loaded."""
    afdeling = sa.table("afdeling", sa.column("id", sa.Integer), sa.column("navn", sa.String))
    navne = sa.table("afdeling_navn", *(sa.column(navn) for navn in ("afdeling_id", "foldet", "orden")))
    forbindelse = op.get_bind()
    rows = [
        {"afdeling_id": row.id, **derive_navn(row.navn)}
        for row in forbindelse.execute(sa.select(afdeling.c.id, afdeling.c.navn))
    ]
    if rows:
        forbindelse.execute(sa.insert(navne), rows)


def downgrade() -> None:
    op.drop_index("ix_afvigelse_aaben", "afvigelse")
    op.drop_table("afdeling_navn")
    op.drop_table("api_noegle")
    op.drop_table("adgangslog")
