"""What keeps a wrong mail from going out: nights in a row, what each mail told of, and rules that wait for a person.

Revision: 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Nobody knows how long the findings of before were seen in a row: they begin anew and wait a night longer.
    op.add_column("afvigelse", sa.Column("set_i_traek", sa.Integer(), server_default="1", nullable=False))
    op.create_table(
        "mail_afvigelse",
        sa.Column("noegle", sa.String(), nullable=False),
        sa.Column("afvigelse_id", sa.Integer(), nullable=False),
        sa.Column("aabnet_i", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["noegle"], ["mail.noegle"]),
        sa.ForeignKeyConstraint(["afvigelse_id"], ["afvigelse.id"]),
        sa.ForeignKeyConstraint(["aabnet_i"], ["snapshot.id"]),
        sa.PrimaryKeyConstraint("noegle", "afvigelse_id"),
    )
    op.create_table(
        "regelstop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("regel", sa.String(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("antal", sa.Integer(), nullable=False),
        sa.Column("antal_tilbud", sa.Integer(), nullable=False),
        sa.Column("oprettet", sa.DateTime(), nullable=False),
        sa.Column("frigivet", sa.DateTime(), nullable=True),
        sa.Column("grund", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("regel", "snapshot_id"),
    )


def downgrade() -> None:
    op.drop_table("regelstop")
    op.drop_table("mail_afvigelse")
    op.drop_column("afvigelse", "set_i_traek")
