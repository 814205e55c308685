"""The register as it was on a past night, in a scratch database of its own: the rules' views there see that night."""
