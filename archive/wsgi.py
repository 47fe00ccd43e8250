"""The WSGI entry point that gunicorn serves."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
application = get_wsgi_application()

# The views and all they import, now rather than at the first request. What is there from now on stays as long as the
# process does: a full search for garbage that goes through it takes a tenth of a second, in the middle of a request.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
