"""Workbooks in a folder: all or none, never over another."""

import pytest

from flows.arkfiler import ArkfilFejl, write_filer


def test_all_are_written(tmp_path):
    with write_filer(tmp_path / "ny" / "mappe", {"a.xlsx": b"a", "b.xlsx": b"b"}):
        assert {fil.name for fil in (tmp_path / "ny" / "mappe").iterdir()} == {"a.xlsx", "b.xlsx"}
    assert (tmp_path / "ny" / "mappe" / "b.xlsx").read_bytes() == b"b"


def test_none_is_left_when_what_must_be_done_with_them_fails(tmp_path):
    with pytest.raises(ValueError, match="gik galt"), write_filer(tmp_path, {"a.xlsx": b"a", "b.xlsx": b"b"}):
        raise ValueError("det gik galt")
    assert list(tmp_path.iterdir()) == []


def test_one_that_is_there_keeps_all_out(tmp_path):
    (tmp_path / "b.xlsx").write_bytes(b"arbejde")
    with pytest.raises(ArkfilFejl, match=r"b\.xlsx"), write_filer(tmp_path, {"a.xlsx": b"a", "b.xlsx": b"b"}):
        pytest.fail("skulle ikke komme hertil")
    assert [fil.read_bytes() for fil in tmp_path.iterdir()] == [b"arbejde"]


def test_a_name_that_cannot_be_written_takes_the_others_with_it(tmp_path):
    with pytest.raises(OSError), write_filer(tmp_path, {"a.xlsx": b"a", "findes/ikke.xlsx": b"b"}):  # noqa: PT011
        pytest.fail("skulle ikke komme hertil")
    assert list(tmp_path.iterdir()) == []
