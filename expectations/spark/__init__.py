"""The same rules on Spark: what they read, their SQL in Spark's dialect, one run through Great Expectations."""
