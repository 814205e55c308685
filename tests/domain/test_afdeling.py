from hypothesis import given
from hypothesis import strategies as st

from domain.afdeling import has_secret_address, redact
from domain.eksempel import fejlfri
from domain.reference import load_bynavne

_STREET = "Hemmeligvej 99"


def test_a_krisecenter_is_known_by_type_places_or_name():
    assert has_secret_address(fejlfri({"tilbudstyper": ("Krisecenter, § 109",)}))
    assert has_secret_address(fejlfri({"pladser": {"§ 109": 4}}))
    assert has_secret_address(fejlfri({"navn": "Krisecentret Ly"}))
    assert has_secret_address(fejlfri({"er_beskyttet": True}))
    assert not has_secret_address(fejlfri())


@given(
    st.sampled_from(["Odense C", _STREET, f"Odense C, {_STREET}", f"{_STREET} Odense C", None]),
    st.sampled_from(["5000", "1050", None]),
)
def test_redaction_leaves_no_trace_of_the_street_however_it_was_written(by, postnr):
    afdeling = fejlfri(
        {"adresse": _STREET, "by": by, "postnr": postnr, "tilbuddets_adresse": f"{_STREET}, 5000 Odense"}
    )
    redacted = redact(afdeling, load_bynavne())
    assert _STREET not in repr(redacted)
    assert redacted.postnr != "1050"
    assert redacted.er_beskyttet
    assert redacted.har_adresse


def test_redaction_keeps_an_official_town():
    assert redact(fejlfri(), load_bynavne()).by == "Odense C"
