"""The cases' course: pauses, caseworkers, what a person told, påbud and the findings they name, kinds of notes.

Revision: 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NYE = (
    ("besked", sa.DateTime()),
    ("pause", sa.String()),
    ("pause_til", sa.Date()),
    ("sagsbehandler", sa.String()),
    ("sagsbehandler_til", sa.Date()),
)


def upgrade() -> None:
    for navn, art in NYE:
        op.add_column("sag", sa.Column(navn, art, nullable=True))
    # What mails told of was not kept before: cases that were told are taken to have been told of all that stood then.
    op.execute("UPDATE sag SET besked = aendret WHERE tilstand NOT IN ('ny', 'lukket')")
    op.add_column("sag_haendelse", sa.Column("art", sa.String(), server_default="skridt", nullable=False))
    op.create_table(
        "sag_paabud",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("afgjort", sa.Date(), nullable=False),
        sa.Column("leveret", sa.Date(), nullable=True),
        sa.Column("er_afsluttet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["tilbudsid"], ["sag.tilbudsid"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sag_paabud_tilbudsid", "sag_paabud", ["tilbudsid"])
    op.create_table(
        "sag_paabud_fejl",
        sa.Column("paabud_id", sa.Integer(), nullable=False),
        sa.Column("noegle", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["paabud_id"], ["sag_paabud.id"]),
        sa.ForeignKeyConstraint(["noegle"], ["afvigelse.noegle"]),
        sa.PrimaryKeyConstraint("paabud_id", "noegle"),
    )


def downgrade() -> None:
    op.drop_table("sag_paabud_fejl")
    op.drop_table("sag_paabud")
    op.drop_column("sag_haendelse", "art")
    for navn, _ in reversed(NYE):
        op.drop_column("sag", navn)
