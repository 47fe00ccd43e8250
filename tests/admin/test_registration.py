"""The curators' site as a whole: its modules are looked for by the addresses, so that commands start without them."""

import subprocess
import sys
from importlib import import_module

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.checks import check_admin_app
from django.contrib.auth.models import User

from archive.models import Article


def test_every_page_of_the_admin_is_without_fault() -> None:
    import_module(settings.ROOT_URLCONF)  # looks for them
    assert {Article, User} <= set(admin.site._registry)
    assert check_admin_app(None) == []


def test_commands_start_without_the_admin() -> None:
    code = "import django, sys; django.setup(); print('archive.admin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
