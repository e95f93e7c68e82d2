"""How final copies are kept. No database."""

import datetime as dt

LINK_MOST = 500
MOST_COPIES = 10  # of one study: each may be as large as a file gets
TELLS_FOR = dt.timedelta(days=7)  # after its day, that a file is open is no news
