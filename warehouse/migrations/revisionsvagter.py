"""Triggers that keep the chain, and the rows it holds, from being changed: the same promises in two dialects."""

KAEDE = ("revision", "revision_slettet")
BUNDNE = ("adgangslog", "sag_haendelse", "stikproeve_haendelse", "sletning")

_FAST = "{tabel}: raekker aendres og slettes ikke"
_NYT = "{tabel}: et nyt led skal staa efter det nyeste"
_FOERST = "{tabel}: revisionen skal vide det, foer en raekke slettes"
_BEGYNDELSE = "0" * 64

# A BEFORE INSERT, since INSERT OR REPLACE takes the old row away without asking the trigger on DELETE.
_SQLITE = """
CREATE TRIGGER {tabel}_{navn} BEFORE {handling} ON {tabel} {naar}
BEGIN SELECT RAISE(ABORT, '{tekst}'); END
"""

_NAESTE = f"""
WHEN NEW.nr <> 1 + COALESCE((SELECT MAX(nr) FROM revision), 0)
    OR NEW.forrige <> COALESCE((SELECT hash FROM revision WHERE nr = NEW.nr - 1), '{_BEGYNDELSE}')
"""
_UKENDT = """
WHEN NOT EXISTS (SELECT 1 FROM revision_slettet WHERE tabel = '{tabel}' AND OLD.id BETWEEN fra AND til)
"""
_OPTAGET = "WHEN EXISTS (SELECT 1 FROM {tabel} WHERE id = NEW.id)"
_SPAEND_OPTAGET = "WHEN EXISTS (SELECT 1 FROM revision_slettet WHERE nr = NEW.nr AND fra = NEW.fra)"

# The tables are named with their schema: a temporary table of the same name would be found first.
_FUNKTIONER = (
    """
CREATE FUNCTION tilbudstjek_fast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: raekker aendres og slettes ikke', TG_TABLE_NAME;
END $$
""",
    """
CREATE FUNCTION tilbudstjek_slet() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kendt boolean;
BEGIN
    EXECUTE format(
        'SELECT EXISTS (SELECT 1 FROM %I.revision_slettet WHERE tabel = $1 AND $2 BETWEEN fra AND til)', TG_TABLE_SCHEMA
    ) INTO kendt USING TG_TABLE_NAME::text, OLD.id;
    IF NOT kendt THEN
        RAISE EXCEPTION '%: revisionen skal vide det, foer en raekke slettes', TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END $$
""",
    f"""
CREATE FUNCTION tilbudstjek_naeste() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sidste integer; kendt text;
BEGIN
    EXECUTE format('SELECT MAX(nr) FROM %I.revision', TG_TABLE_SCHEMA) INTO sidste;
    EXECUTE format('SELECT hash FROM %I.revision WHERE nr = $1', TG_TABLE_SCHEMA) INTO kendt USING sidste;
    IF NEW.nr <> 1 + COALESCE(sidste, 0) OR NEW.forrige <> COALESCE(kendt, '{_BEGYNDELSE}') THEN
        RAISE EXCEPTION 'revision: et nyt led skal staa efter det nyeste';
    END IF;
    RETURN NEW;
END $$
""",
)


def list_saetninger(dialekt: str) -> list[str]:
    """Give the statements that set the triggers up."""
    return list(_list_sqlite() if dialekt == "sqlite" else _list_postgresql())


def list_fjern(dialekt: str) -> list[str]:
    """Give the statements that take away what would outlive the tables of this migration."""
    if dialekt == "sqlite":
        return [f"DROP TRIGGER {tabel}_{navn}" for tabel in BUNDNE for navn in ("aendres_ikke", "slettes_ikke", "ny")]
    fjern = [f"DROP TRIGGER {navn} ON {tabel}" for tabel in BUNDNE for navn in ("fast", "slet", "toem")]
    return [*fjern, *(f"DROP FUNCTION tilbudstjek_{navn}() CASCADE" for navn in ("fast", "slet", "naeste"))]


def _list_sqlite() -> list[str]:
    ud = [_make("revision", "ny", "INSERT", _NAESTE, _NYT)]
    ud.append(_make("revision_slettet", "ny", "INSERT", _SPAEND_OPTAGET, _FAST))
    for tabel in KAEDE:
        ud.append(_make(tabel, "aendres_ikke", "UPDATE", "", _FAST))
        ud.append(_make(tabel, "slettes_ikke", "DELETE", "", _FAST))
    for tabel in BUNDNE:
        ud.append(_make(tabel, "ny", "INSERT", _OPTAGET, _FAST))
        ud.append(_make(tabel, "aendres_ikke", "UPDATE", "", _FAST))
        ud.append(_make(tabel, "slettes_ikke", "DELETE", _UKENDT, _FOERST))
    return ud


def _make(tabel: str, navn: str, handling: str, naar: str, tekst: str) -> str:
    return _SQLITE.format(
        tabel=tabel, navn=navn, handling=handling, naar=naar.format(tabel=tabel), tekst=tekst.format(tabel=tabel)
    ).strip()


def _list_postgresql() -> list[str]:
    ud = [*_FUNKTIONER, _trigger("revision", "naeste", "INSERT", "ROW", "naeste")]
    for tabel in KAEDE:
        ud.append(_trigger(tabel, "fast", "UPDATE OR DELETE", "ROW", "fast"))
        ud.append(_trigger(tabel, "toem", "TRUNCATE", "STATEMENT", "fast"))
    for tabel in BUNDNE:
        ud.append(_trigger(tabel, "fast", "UPDATE", "ROW", "fast"))
        ud.append(_trigger(tabel, "slet", "DELETE", "ROW", "slet"))
        ud.append(_trigger(tabel, "toem", "TRUNCATE", "STATEMENT", "fast"))
    return ud


def _trigger(tabel: str, navn: str, handling: str, hver: str, funktion: str) -> str:
    return (
        f"CREATE TRIGGER {navn} BEFORE {handling} ON {tabel} FOR EACH {hver} EXECUTE FUNCTION tilbudstjek_{funktion}()"
    )
