"""Prefect flows, settings and the command line: the only package that reads the environment and the clock."""
