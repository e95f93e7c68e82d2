"""How final copies are kept. No database."""

LINK_MOST = 500
MOST_COPIES = 10  # of one study: each may be as large as a file gets
