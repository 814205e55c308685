"""The register's own rows: records of `domain.afdeling` as the crawler makes them, with the same care for people."""
