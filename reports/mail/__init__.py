"""The mails to tilbud: composed purely, kept in an outbox, then handed over."""
