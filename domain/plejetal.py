"""How plejefamilier are counted: one total for a socialtilsyn, and no number that tells of only a few families.

The families are private homes. So nothing about one of them leaves the warehouse, and of fewer than the limit
`mindste_celle` (domain/reference/graenser.csv) only that it is fewer: neither as the number of families with a fault,
nor as the number of those without one, which the total would give away.
"""

NAESTEN_ALLE = "alle eller næsten alle"

_SQL = """
        SELECT 'socialtilsyn:' || talt.kode AS tilbudsid, NULL AS afdelingsid,
            CASE
                WHEN talt.fejl < celle.vaerdi
                    THEN 'færre end ' || CAST(CAST(celle.vaerdi AS INTEGER) AS VARCHAR)
                WHEN talt.i_alt - talt.fejl < celle.vaerdi THEN '{naesten_alle}'
                ELSE CAST(talt.fejl AS VARCHAR) || ' af ' || CAST(talt.i_alt AS VARCHAR)
            END AS vaerdi
        FROM (
            SELECT navn.kode, COUNT(*) AS i_alt, COUNT(
                CASE WHEN {fejl}
                THEN 1 END
            ) AS fejl
            FROM nu_plejefamilie AS f
            JOIN reference_socialtilsynsnavn AS navn ON navn.foldet = f.socialtilsyn_foldet{forbindelser}
            GROUP BY navn.kode
        ) AS talt
        JOIN nu_udtraek AS u ON u.entitet = 'plejefamilie'
        JOIN reference_graense AS celle ON celle.noegle = 'mindste_celle' AND celle.gyldig_fra <= u.dag
            AND (celle.gyldig_til IS NULL OR celle.gyldig_til >= u.dag)
        WHERE talt.fejl > 0
    """


def count_families(fejl: str, *forbindelser: str) -> str:
    """Give the SQL of a rule that finds the socialtilsyn with families of which `fejl` is true.

    `fejl` is a condition on `f`, a row of `nu_plejefamilie`; `forbindelser` are further joins it needs, each of which
    must give one row a family. A family under a socialtilsyn that is not recognised is not counted.
    """
    linjer = "".join(f"\n            {forbindelse}" for forbindelse in forbindelser)
    return _SQL.format(fejl=fejl, forbindelser=linjer, naesten_alle=NAESTEN_ALLE)


def require_delivered(kolonne: str) -> str:
    """Give the join that counts nobody when a column is empty in the whole delivery: then it was not delivered."""
    return f"JOIN (SELECT COUNT({kolonne}) AS antal FROM nu_plejefamilie) AS leveret ON leveret.antal > 0"
