"""The examples are sharp: a rule's SQL with one thing wrong gives another answer on at least one of them."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlalchemy.exc import OperationalError

from domain.regel import Regel
from expectations.registry import load_regler
from tests.expectations.eksempler import run_sql
from tests.expectations.lovaendringer import LOVAENDRINGER
from tests.expectations.mutanter import make_mutanter

# Mutants that mean the same, each with why no example can tell them apart.
ENS = {
    "ADRESSE-002": "a protected tilbud has no street line, so its form is never judged; the NOT is a second lock",
    "ADRESSE-003": "derive judges no address column of a protected tilbud; the NOT is a second lock",
    "ADRESSE-004": "derive judges no address column of a protected tilbud; the NOT is a second lock",
    "ADRESSE-006": "a protected tilbud has no street line; the NOT is a second lock",
}
MAAL = 0.95


@pytest.mark.slow
@pytest.mark.kun_sqlite
def test_examples_notice_nearly_every_change_to_a_rule(open_eksempel):
    doede, levende = 0, []
    for regel in load_regler():
        for hvad, draebt in _judge(regel, open_eksempel):
            doede += draebt
            if not draebt:
                levende.append(f"{regel.id} {hvad}")
    andel = doede / (doede + len(levende))
    rapport = f"{doede} of {doede + len(levende)} mutants killed ({andel:.1%}); alive:\n" + "\n".join(levende)
    print(rapport)  # noqa: T201  # shown by pytest -s: the figure the rules are judged by
    assert andel >= MAAL, rapport


def test_the_mutator_changes_comparisons_negations_terms_and_texts():
    sql = "SELECT a.x AS vaerdi FROM t AS a WHERE NOT a.x AND a.y <> 'ja'"
    assert {mutant.sql.partition("FROM ")[2] for mutant in make_mutanter(sql)} == {
        "t AS a WHERE a.x AND a.y <> 'ja'",
        "t AS a WHERE NOT a.x OR a.y <> 'ja'",
        "t AS a WHERE NOT a.x AND a.y = 'ja'",
        "t AS a WHERE 1 = 1 AND a.y <> 'ja'",
        "t AS a WHERE NOT a.x AND 1 = 1",
        "t AS a WHERE NOT a.x AND a.y <> 'mutant'",
    }


def _judge(regel: Regel, open_eksempel) -> Iterator[tuple[str, bool]]:
    for mutant in make_mutanter(regel.sql):
        if regel.id in ENS and "er_beskyttet" in _line(regel.sql, mutant.hvad):
            continue
        with suppress(OperationalError):
            yield mutant.hvad, _is_noticed(regel, mutant.sql, open_eksempel)


def _line(sql: str, hvad: str) -> str:
    start = int(hvad.split("tegn ")[1].split(":", maxsplit=1)[0])
    return sql[start - 5 : start + 20]


def _is_noticed(regel: Regel, sql: str, open_eksempel) -> bool:
    tilfaelde = [(eksempel, ()) for eksempel in (*regel.bryder, *regel.holder)]
    tilfaelde += [(lov.eksempel, lov.saetninger) for lov in LOVAENDRINGER if lov.regel == regel.id]
    return any(
        run_sql(open_eksempel(eksempel, saetninger), sql) != sorted(eksempel.fund, key=str)
        for eksempel, saetninger in tilfaelde
    )
