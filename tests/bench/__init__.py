"""Measurements, run by hand: on the same ground as the tests, a data folder of their own."""

import atexit
import shutil

import tests.conftest  # sets Django up before any model is read

atexit.register(shutil.rmtree, tests.conftest.DATA_DIR, ignore_errors=True)
