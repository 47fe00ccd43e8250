"""Measurements, run by hand: on the same ground as the tests, a data folder of their own."""

import tests.conftest  # noqa: F401  sets Django up before any model is read
