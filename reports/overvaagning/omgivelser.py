"""What the watch must know that no table tells: the disk, and what the settings say is to be expected."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Omgivelser:
    """The surroundings of the warehouse.

    `disk_fri_pct` is the share of the disk of VAR that is free (None: unknown). `har_indbakke` tells whether a mailbox
    is to be read. Mails are handed over on working days from `mail_fra_kl` to `mail_til_kl`.
    """

    disk_fri_pct: float | None = None
    har_indbakke: bool = False
    mail_fra_kl: int = 8
    mail_til_kl: int = 16
