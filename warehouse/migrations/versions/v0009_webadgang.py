"""Who looked at what and changed what through the web, and the keys of other systems.

Revision: 0009.
"""

import sqlalchemy as sa
from alembic import op

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


def downgrade() -> None:
    op.drop_table("api_noegle")
    op.drop_table("adgangslog")
