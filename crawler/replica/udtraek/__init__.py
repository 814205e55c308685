"""The made-up dataudtræk that goes with the portal's replica: its rows, its planted faults and its files."""
