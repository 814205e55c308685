"""The sample controls.

Revision: 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# In the order they were made: each may point only to those before it.
TABELLER = (
    "stikproeve",
    "stikproeve_frist",
    "stikproeve_haendelse",
    "stikproeve_enhed",
    "stikproeve_udfald",
    "stikproeve_regelfund",
    "stikproeve_ark",
)


def upgrade() -> None:
    op.create_table(
        "stikproeve",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nummer", sa.String(), nullable=False),
        sa.Column("aar", sa.Integer(), nullable=False),
        sa.Column("emne", sa.String(), nullable=False),
        sa.Column("formaal", sa.String(), nullable=False),
        sa.Column("population", sa.String(), nullable=False),
        sa.Column("punkter", sa.Text(), nullable=False),
        sa.Column("design", sa.Text(), nullable=False),
        sa.Column("start_dag", sa.Date(), nullable=False),
        sa.Column("tilstand", sa.String(), nullable=False),
        sa.Column("kilde_til_tal", sa.Text(), nullable=True),
        sa.Column("ramme_snapshot_id", sa.Integer(), nullable=True),
        sa.Column("ramme_dag", sa.Date(), nullable=True),
        sa.Column("ramme_antal", sa.Integer(), nullable=True),
        sa.Column("ramme_sha256", sa.String(), nullable=True),
        sa.Column("ramme_bemaerkning", sa.Text(), nullable=True),
        sa.Column("offentligt_tal", sa.String(), nullable=True),
        sa.Column("udtrukket_antal", sa.Integer(), nullable=True),
        sa.Column("kode_version", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["ramme_snapshot_id"], ["snapshot.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nummer"),
    )
    op.create_index("ix_stikproeve_aar", "stikproeve", ["aar"])
    op.create_index("ix_stikproeve_tilstand", "stikproeve", ["tilstand"])
    op.create_table(
        "stikproeve_frist",
        sa.Column("stikproeve_id", sa.Integer(), nullable=False),
        sa.Column("trin", sa.String(), nullable=False),
        sa.Column("betegnelse", sa.String(), nullable=False),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("ansvarlig", sa.String(), nullable=False),
        sa.Column("udfoert", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["stikproeve_id"], ["stikproeve.id"]),
        sa.PrimaryKeyConstraint("stikproeve_id", "trin"),
    )
    op.create_table(
        "stikproeve_haendelse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stikproeve_id", sa.Integer(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.Column("tilstand", sa.String(), nullable=False),
        sa.Column("hvem", sa.String(), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["stikproeve_id"], ["stikproeve.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_stikproeve_haendelse_stikproeve_id", "stikproeve_haendelse", ["stikproeve_id"])
    op.create_table(
        "stikproeve_enhed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stikproeve_id", sa.Integer(), nullable=False),
        sa.Column("enhed_id", sa.String(), nullable=False),
        sa.Column("offentligt_id", sa.String(), nullable=False),
        sa.Column("stratum", sa.String(), nullable=False),
        sa.Column("socialtilsyn", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("ejerform", sa.String(), nullable=False),
        sa.Column("udelukket", sa.String(), nullable=True),
        sa.Column("hash", sa.String(), nullable=True),
        sa.Column("nummer_i_stratum", sa.Integer(), nullable=True),
        sa.Column("er_udtrukket", sa.Boolean(), nullable=False),
        sa.Column("sagsbehandler", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["stikproeve_id"], ["stikproeve.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("stikproeve_id", "enhed_id", name="uq_stikproeve_enhed"),
    )
    op.create_index("ix_stikproeve_enhed_stikproeve_id", "stikproeve_enhed", ["stikproeve_id"])
    op.create_table(
        "stikproeve_udfald",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stikproeve_id", sa.Integer(), nullable=False),
        sa.Column("enhed_id", sa.String(), nullable=False),
        sa.Column("punkt", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("udfald", sa.String(), nullable=False),
        sa.Column("kommentar", sa.Text(), nullable=True),
        sa.Column("minutter", sa.Integer(), nullable=True),
        sa.Column("sagsbehandler", sa.String(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.Column("kilde", sa.String(), nullable=False),
        sa.Column("efter_lukning", sa.Boolean(), nullable=False),
        sa.Column("rettet_dag", sa.Date(), nullable=True),
        sa.Column("sanktion", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["stikproeve_id"], ["stikproeve.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("stikproeve_id", "enhed_id", "punkt", "version", name="uq_stikproeve_udfald"),
    )
    op.create_index("ix_stikproeve_udfald_noegle", "stikproeve_udfald", ["stikproeve_id", "enhed_id", "punkt"])
    op.create_table(
        "stikproeve_regelfund",
        sa.Column("stikproeve_id", sa.Integer(), nullable=False),
        sa.Column("enhed_id", sa.String(), nullable=False),
        sa.Column("punkt", sa.String(), nullable=False),
        sa.Column("regler", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["stikproeve_id"], ["stikproeve.id"]),
        sa.PrimaryKeyConstraint("stikproeve_id", "enhed_id", "punkt"),
    )
    op.create_table(
        "stikproeve_ark",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("stikproeve_id", sa.Integer(), nullable=False),
        sa.Column("tidspunkt", sa.DateTime(), nullable=False),
        sa.Column("sagsbehandler", sa.String(), nullable=False),
        sa.Column("antal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["stikproeve_id"], ["stikproeve.id"]),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_index("ix_stikproeve_ark_stikproeve_id", "stikproeve_ark", ["stikproeve_id"])


def downgrade() -> None:
    for tabel in reversed(TABELLER):
        op.drop_table(tabel)
