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

TILBUDSLINJER = """
INSERT INTO tilbudslinje (tilbudsid, navn, orden, kode, antal_afdelinger)
SELECT
    r.tilbudsid,
    MAX(CASE WHEN r.nr = 1 THEN r.navn END),
    MAX(CASE WHEN r.nr = 1 THEN r.orden END),
    COALESCE(MAX(CASE WHEN r.kodenr = 1 THEN r.tilsyn_kode END), 'andre'),
    COUNT(*)
FROM (
    SELECT
        a.tilbudsid, a.navn, n.orden, d.tilsyn_kode,
        ROW_NUMBER() OVER (PARTITION BY a.tilbudsid ORDER BY LENGTH(a.afdelingsid), a.afdelingsid) AS nr,
        ROW_NUMBER() OVER (
            PARTITION BY a.tilbudsid
            ORDER BY CASE WHEN d.tilsyn_kode IS NULL THEN 1 ELSE 0 END, LENGTH(a.afdelingsid), a.afdelingsid
        ) AS kodenr
    FROM afdeling a
    JOIN afdeling_liv l ON l.tilbudsid = a.tilbudsid AND l.afdelingsid = a.afdelingsid
    JOIN afledt_afdeling d ON d.afdeling_id = a.id
    JOIN afdeling_navn n ON n.afdeling_id = a.id
    WHERE a.gyldig_til IS NULL AND l.ophoert IS NULL
) r
GROUP BY r.tilbudsid
"""


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
    op.create_index("ix_adgangslog_bruger", "adgangslog", ["bruger", "tidspunkt"])
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
    op.create_table(
        "tilbudslinje",
        sa.Column("tilbudsid", sa.String(), nullable=False),
        sa.Column("navn", sa.String(), nullable=True),
        sa.Column("orden", sa.String(), nullable=True),
        sa.Column("kode", sa.String(), nullable=False),
        sa.Column("antal_afdelinger", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tilbudsid"),
    )
    op.create_index("ix_tilbudslinje_orden", "tilbudslinje", ["orden"])
    op.create_index("ix_tilbudslinje_kode", "tilbudslinje", ["kode"])
    op.create_table(
        "registertal",
        sa.Column("emne", sa.String(), nullable=False),
        sa.Column("noegle", sa.String(), nullable=False),
        sa.Column("kontrol_id", sa.Integer(), nullable=False),
        sa.Column("tilbud", sa.Integer(), nullable=False),
        sa.Column("afdelinger", sa.Integer(), nullable=False),
        sa.Column("ramte", sa.Integer(), nullable=False),
        sa.Column("kritisk", sa.Integer(), nullable=False),
        sa.Column("alvorlig", sa.Integer(), nullable=False),
        sa.Column("advarsel", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["kontrol_id"], ["kontrol.id"]),
        sa.PrimaryKeyConstraint("emne", "noegle", "kontrol_id"),
    )
    op.create_index("ix_registertal_kontrol_id", "registertal", ["kontrol_id"])
    op.create_index("ix_regelkoersel_regel", "regelkoersel", ["regel", "kontrol_id"])
    _fill_navne()
    op.execute(TILBUDSLINJER)
    op.create_index("ix_afvigelse_aaben", "afvigelse", ["status", "tilbudsid", "alvor"])
    op.create_index("ix_koersel_start", "koersel", ["start"])


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
    op.drop_index("ix_koersel_start", "koersel")
    op.drop_index("ix_afvigelse_aaben", "afvigelse")
    op.drop_index("ix_regelkoersel_regel", "regelkoersel")
    op.drop_table("registertal")
    op.drop_table("tilbudslinje")
    op.drop_table("afdeling_navn")
    op.drop_table("api_noegle")
    op.drop_table("adgangslog")
