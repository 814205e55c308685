"""What the address register says about each afdeling's address, and the rules' view of it.

Revision: 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NU_ADRESSEVASK = """
CREATE VIEW nu_adressevask AS
SELECT
    v.afdeling_id, a.tilbudsid, a.afdelingsid, a.adresse, a.postnr, a.by, a.cvr_cifre, a.er_set,
    v.register_dag, v.kategori, v.aarsag, v.noegle, v.adresse_id, v.husnummer_id, v.betegnelse, v.forslag,
    v.afviger, v.er_nedlagt, v.er_stavefejl, v.kommunekode, v.virksomhed_husnummer_id
FROM adressevask v
JOIN nu_afdeling a ON a.id = v.afdeling_id
WHERE NOT a.er_beskyttet
"""


def upgrade() -> None:
    op.create_table(
        "adressevask",
        sa.Column("afdeling_id", sa.Integer(), nullable=False),
        sa.Column("indlaest", sa.String(), nullable=False),
        sa.Column("register_dag", sa.Date(), nullable=False),
        sa.Column("kategori", sa.String(), nullable=False),
        sa.Column("aarsag", sa.String(), nullable=True),
        sa.Column("noegle", sa.String(), nullable=True),
        sa.Column("adresse_id", sa.String(), nullable=True),
        sa.Column("husnummer_id", sa.String(), nullable=True),
        sa.Column("betegnelse", sa.String(), nullable=True),
        sa.Column("forslag", sa.String(), nullable=True),
        sa.Column("afviger", sa.String(), nullable=False),
        sa.Column("er_nedlagt", sa.Boolean(), nullable=False),
        sa.Column("er_stavefejl", sa.Boolean(), nullable=False),
        sa.Column("kommunekode", sa.String(), nullable=True),
        sa.Column("virksomhed_husnummer_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["afdeling_id"], ["afdeling.id"]),
        sa.PrimaryKeyConstraint("afdeling_id"),
    )
    op.create_index("ix_adressevask_indlaest", "adressevask", ["indlaest"])
    op.create_index("ix_adressevask_noegle", "adressevask", ["noegle"])
    op.execute(NU_ADRESSEVASK)


def downgrade() -> None:
    op.execute("DROP VIEW nu_adressevask")
    op.drop_table("adressevask")
