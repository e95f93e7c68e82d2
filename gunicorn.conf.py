"""How gunicorn serves MORI: one process of eight threads, enough for an office on SQLite."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = 1
threads = 8
worker_class = "gthread"
keepalive = 15
graceful_timeout = 20
loglevel = "warning"
control_socket_disable = True  # nothing here is steered from outside
