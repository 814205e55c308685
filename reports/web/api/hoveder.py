"""The headers of every answer of the API."""

# `no-cache` and not `no-store`: a client keeps the answer and asks with its ETag whether it still holds.
HOVEDER = {
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Vary": "Authorization, Cookie",
    "X-Content-Type-Options": "nosniff",
}
