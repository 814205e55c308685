"""What a page says while there is nothing to show."""

from reports.web.side import Side


def show_tom(emne: str) -> Side:
    """Show what to do while the register is empty."""
    return Side(emne=emne, skabelon="tom.html", titel="Der er endnu ikke hentet noget")
