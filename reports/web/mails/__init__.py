"""The outbox, the answers and the address book on pages, and what people decide about them."""
