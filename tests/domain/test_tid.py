from datetime import UTC, datetime

from domain.tid import write_minute


def test_a_moment_is_written_in_danish_time_summer_and_winter():
    assert write_minute(datetime(2026, 11, 23, 1, 30, tzinfo=UTC)) == "23-11-2026 kl. 02.30"
    assert write_minute(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "01-07-2026 kl. 01.30"
