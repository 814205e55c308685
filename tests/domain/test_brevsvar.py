import pytest

from domain.brevsvar import blames_adresse, explain_kode


@pytest.mark.parametrize("kode", ["5.1.1", "5.1.2", "5.1.10", "5.2.1", "5.2.2", "5.4.4", "5.0.0", "550", "551", "553"])
def test_codes_that_say_the_address_cannot_be_written_to(kode):
    assert blames_adresse(kode)


@pytest.mark.parametrize("kode", ["5.7.1", "5.7.26", "5.1.8", "5.3.4", "5.2.3", "5.6.0", "5.5.2", "552", "554", None])
def test_codes_that_may_be_our_own_fault_never_blame_the_address(kode):
    assert not blames_adresse(kode)
    assert "vores egen mailserver" in explain_kode(kode)


def test_what_a_code_means_is_said_in_danish():
    assert explain_kode("5.1.1") == "Adressen findes ikke."
    assert explain_kode("550") == "Adressen findes ikke."
    assert explain_kode("5.2.2") == "Postkassen tager ikke imod mail."
    assert explain_kode("5.4.4") == "Adressens mailserver findes ikke eller kan ikke nås."
    assert explain_kode("5.0.0") == "Der kan ikke afleveres mail til adressen."
