"""Who may do what in a PostgreSQL database: an owner who changes the schema, a writer, one who clears up, and a reader.

Each is a role that can log in and has no password until whoever runs the server gives it one. The writer's rights do
for pages; the audit log and the log of who looked at what it can only add to. The one who clears up may also delete
what is too old of the latter, and does what nobody waits for: nights, mails, backups. The reader sees neither people's
words and mail addresses nor who looked.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text

from warehouse.tables import METADATA

EJER, SKRIVER, OPBEVARING, LAESER = (
    "tilbudstjek_ejer",
    "tilbudstjek_skriver",
    "tilbudstjek_opbevaring",
    "tilbudstjek_laeser",
)
ROLLER = (EJER, SKRIVER, OPBEVARING, LAESER)
# The writer adds to these and changes nothing.
KUN_TILFOEJES = ("adgangslog", "revision", "revision_slettet", "sletning")
# A time limit lets go of this one.
RYDDES = ("adgangslog",)
# Nothing that a reader looks up needs these: people's words and addresses, keys, and who looked at what.
IKKE_LAESEREN = (
    *("adgangslog", "api_noegle", "raw_afdeling", "raw_udtraek", "revision", "revision_slettet"),
    "stempeltal",
)
# Of these the reader sees all but some columns.
UDELADT = {
    "mail": ("modtager", "adressat"),
    "mail_svar": ("tekst",),
}
# … and of these, which it needs to tell whether all goes as it should, only some.
_MEDTAGET = (
    f"GRANT SELECT (tidspunkt) ON adgangslog TO {LAESER}",
    f"GRANT SELECT (nr, tidspunkt, hash) ON revision TO {LAESER}",
)

_EJER_AF_ALT = f"""
DO $$
DECLARE ting record;
BEGIN
    FOR ting IN SELECT relname, relkind FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
    LOOP
        EXECUTE format('ALTER %s public.%I OWNER TO {EJER}',
            CASE ting.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, ting.relname);
    END LOOP;
    FOR ting IN SELECT oid::regprocedure AS navn FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO {EJER}', ting.navn);
    END LOOP;
END
$$"""
_DATABASE = f"""
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO {", ".join(ROLLER)}', current_database());
    EXECUTE format('GRANT CREATE, TEMPORARY ON DATABASE %I TO {EJER}', current_database());
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO {SKRIVER}', current_database());
END
$$"""

# VACUUM FULL takes deleted rows off the disk. Before PostgreSQL 17 only a table's owner may, and no right says so.
_MAA_RYDDE_OP = f"""
DO $$
BEGIN
    IF current_setting('server_version_num')::int >= 170000 THEN
        EXECUTE 'GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO {SKRIVER}, {OPBEVARING}';
        EXECUTE 'ALTER DEFAULT PRIVILEGES FOR ROLE {EJER} IN SCHEMA public GRANT MAINTAIN ON TABLES TO {SKRIVER}';
    END IF;
END
$$"""
# The server's own samples of what columns hold; the right to them is only a superuser's to give.
_MAA_RYDDE_PROEVER = f"""
DO $$
BEGIN
    IF current_setting('server_version_num')::int >= 170000
        AND (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
    THEN
        EXECUTE 'GRANT MAINTAIN ON pg_catalog.pg_statistic TO {SKRIVER}, {OPBEVARING}';
    END IF;
END
$$"""
# Before that, whoever owns the database too may do the same to all of it.
_EJER_AF_DATABASEN = f"""
DO $$
BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('ALTER DATABASE %I OWNER TO {EJER}', current_database());
    END IF;
END
$$"""


def list_saetninger() -> Iterator[str]:
    """Yield what whoever runs the server does once, and may do again: the roles, who owns what, and their rights."""
    for rolle in ROLLER:
        yield (
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{rolle}') THEN "
            f"CREATE ROLE {rolle} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE; END IF; END $$"
        )
    yield f"GRANT {SKRIVER} TO {OPBEVARING}"
    yield _DATABASE
    yield _EJER_AF_DATABASEN
    yield _MAA_RYDDE_PROEVER
    yield from list_rettigheder()


def list_rettigheder() -> Iterator[str]:
    """Yield what the owner can do alone: the rights to what the newest schema has; again after each change of it."""
    yield f"ALTER SCHEMA public OWNER TO {EJER}"
    yield _EJER_AF_ALT
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {SKRIVER}, {OPBEVARING}, {LAESER}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {SKRIVER}, {OPBEVARING}, {LAESER}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {SKRIVER}"
    yield f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {SKRIVER}"
    yield f"REVOKE UPDATE, DELETE ON {', '.join(KUN_TILFOEJES)} FROM {SKRIVER}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {SKRIVER}"
    yield f"GRANT DELETE ON {', '.join(RYDDES)} TO {OPBEVARING}"
    yield _MAA_RYDDE_OP
    yield from _list_laeserens()
    # A table that comes later is the writer's at once; the reader's only when it is seen to hold nothing personal.
    yield (
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {EJER} IN SCHEMA public "
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {SKRIVER}"
    )
    yield (
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {EJER} IN SCHEMA public "
        f"GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {SKRIVER}"
    )


def give_rights(forbindelse: Connection) -> bool:
    """Give the roles their rights in the caller's transaction, where they exist and the user may; tell whether."""
    if forbindelse.dialect.name != "postgresql":
        return False
    fundet = text("SELECT count(*) FROM pg_roles WHERE rolname = ANY(:roller)")
    if forbindelse.execute(fundet, {"roller": list(ROLLER)}).scalar_one() != len(ROLLER):
        return False
    if not forbindelse.exec_driver_sql(f"SELECT pg_has_role(current_user, '{EJER}', 'MEMBER')").scalar_one():
        return False
    for saetning in list_rettigheder():
        forbindelse.exec_driver_sql(saetning.replace("%", "%%"))
    return True


def has_right(forbindelse: Connection, tabel: str, ret: str) -> bool:
    """Tell whether the user may do something (`INSERT`, …) to a table; on an engine without users everybody may."""
    if forbindelse.dialect.name != "postgresql" or not inspect(forbindelse).has_table(tabel):
        return True
    har = text("SELECT has_table_privilege(current_user, CAST(:tabel AS text), CAST(:ret AS text))")
    return bool(forbindelse.execute(har, {"tabel": tabel, "ret": ret}).scalar_one())


def may_change_schema(forbindelse: Connection) -> bool:
    """Tell whether the user may make and change tables."""
    if forbindelse.dialect.name != "postgresql":
        return True
    return bool(
        forbindelse.exec_driver_sql("SELECT has_schema_privilege(current_user, 'public', 'CREATE')").scalar_one()
    )


def _list_laeserens() -> Iterator[str]:
    yield f"GRANT SELECT ON alembic_version TO {LAESER}"
    for navn, tabel in sorted(METADATA.tables.items()):
        if navn in IKKE_LAESEREN:
            continue
        kolonner = [kolonne.name for kolonne in tabel.columns if kolonne.name not in UDELADT.get(navn, ())]
        hvad = f"SELECT ({', '.join(kolonner)})" if navn in UDELADT else "SELECT"
        yield f"GRANT {hvad} ON {navn} TO {LAESER}"
    yield from _MEDTAGET
    # The views speak with their owner's rights, and hold no words or addresses of people but the register's own.
    yield (
        "DO $$ DECLARE ting record; BEGIN FOR ting IN SELECT relname FROM pg_class "
        "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm') "
        f"LOOP EXECUTE format('GRANT SELECT ON public.%I TO {LAESER}', ting.relname); END LOOP; END $$"
    )
