"""How gunicorn serves the archive. `manage.py serve` starts it with this file and tells it where to listen."""

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

from django.conf import settings  # noqa: E402 - needs the line above

wsgi_app = "archive.wsgi:application"
workers = settings.WEB_CONCURRENCY
worker_class = "gthread"
threads = 4
preload_app = False  # each worker opens its own database connection and index
reload = settings.DEBUG

timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 5000
max_requests_jitter = 500

accesslog = "-" if settings.ACCESS_LOG else None
loglevel = "warning"
control_socket_disable = True  # it would lie in the home of whoever starts the archive

# A worker's sign of life is a file it touches; on a disk that is busy a healthy worker looks dead.
_MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn makes its file there without a name
worker_tmp_dir = str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None
