"""What a link to a report is. No database, no request."""

import datetime as dt

PURPOSE = "office_report.shared"
ABOUT = "shared_report"
LASTS = dt.timedelta(days=90)
