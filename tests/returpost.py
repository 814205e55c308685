"""Messages as they come back after mails: reports of delivery, answers, and automatic answers. All made up."""

from email.message import EmailMessage

from tests.mails import make_key

MODTAGER = "kontakt@ude.example.org"
MAILER = "MAILER-DAEMON@mx.example.net"


def original_id(tilbudsid: int = 1001) -> str:
    """The Message-ID of the mail that `tests.mails.put_mails` put for a tilbud."""
    return f"<{make_key(tilbudsid)}@example.org>"


def make_dsn(
    til: str = MODTAGER,
    *,
    om: str | None = None,
    handling: str = "failed",
    status: str | None = "5.1.1",
    svar: str = "smtp; 550 5.1.1 User unknown",
    navn: str = "retur-1",
    hele: bool = True,
) -> bytes:
    """A report by RFC 3464 about a mail; `hele` returns the mail itself, else its headers alone."""
    felter = {"Final-Recipient": f"rfc822; {til}", "Action": handling, "Status": status, "Diagnostic-Code": svar}
    blok = "".join(f"{felt}: {value}\n" for felt, value in felter.items() if value)
    slags = "message/rfc822" if hele else "text/rfc822-headers"
    return f"""\
From: Mail Delivery System <{MAILER}>
To: svar@example.org
Subject: Undelivered Mail Returned to Sender
Message-ID: <{navn}@mx.example.net>
Return-Path: <>
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="skel"

--skel
Content-Type: text/plain

Your message could not be delivered.
--skel
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

{blok}
--skel
Content-Type: {slags}

Message-ID: {om or original_id()}
Subject: Tilbudsportalen

{"Kære tilbud" if hele else ""}
--skel--
""".encode()


def make_svar(tekst: str, *, om: str | None = None, navn: str = "svar-1", **hoveder: str) -> bytes:
    """A person's answer to a mail."""
    besked = EmailMessage()
    besked["From"], besked["To"], besked["Subject"] = "leder@ude.example.org", "svar@example.org", "SV: Fejl"
    besked["Message-ID"] = f"<{navn}@ude.example.org>"
    if om != "":
        besked["In-Reply-To"] = om or original_id()
    for hoved, value in hoveder.items():
        besked[hoved.replace("_", "-")] = value
    besked.set_content(tekst)
    return besked.as_bytes()
