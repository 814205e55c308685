"""The rules, one file each, in a folder per area; `expectations.registry` finds them."""
