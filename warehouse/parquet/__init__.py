"""What the rules read, written out as Parquet for engines beyond the database."""
