# The commands of this repository. They need make and Python 3.11, 3.12 or 3.13; all else is installed into VENV.
#
#   make serve     install what is missing, prepare the data folder, serve on http://127.0.0.1:8000 (PORT= changes it)
#   make test      every test (ARGS= goes to pytest)        make lint    the checks of style and types
#   make bench     the measurements (ARGS= names one)       make format  lay out code and templates
#   make messages  the catalogues of translations, gathered and compiled (needs gettext)
#   make install   only the virtual environment (PYTHON= names the interpreter it is made with)

SHELL = /bin/sh
.DEFAULT_GOAL = serve
.PHONY: serve prepare install install-dev test lint format messages bench FORCE

VENV ?= .venv
PORT ?= 8000
# Not ?=: some shells export a HOST of their own.
HOST = 127.0.0.1
PYTHON ?=
ARGS ?=

PY = $(VENV)/bin/python
RUN_STAMP = $(VENV)/.requirements-installed
DEV_STAMP = $(VENV)/.requirements-dev-installed
# A virtual environment whose interpreter is gone is made anew.
BROKEN := $(shell test -x $(VENV)/bin/python || echo FORCE)

PURE_FILES = $(filter-out $(patsubst %,archive/ingest/%.py,addresses gazetteer known loader fields links duplicates records storing suggesting updating), \
	$(wildcard archive/edtf.py archive/ingest/*.py archive/search/query/*.py archive/export/*.py))
TEMPLATES = find templates -name '*.html' -print0

serve: $(RUN_STAMP)
	@exec $(PY) manage.py serve --prepare --host $(HOST) --port $(PORT)

prepare: $(RUN_STAMP)
	@$(PY) manage.py prepare

install: $(RUN_STAMP)

install-dev: $(DEV_STAMP)

test: $(DEV_STAMP)
	@$(PY) -m pytest --numprocesses=auto --dist=loadfile $(ARGS)

lint: $(DEV_STAMP)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(TEMPLATES) | xargs -0 -r $(VENV)/bin/djade --check --target-version 5.2
	@$(PY) -m mypy $(PURE_FILES)

format: $(DEV_STAMP)
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .
	@$(TEMPLATES) | xargs -0 -r $(VENV)/bin/djade --target-version 5.2

messages: $(DEV_STAMP)
	@$(PY) manage.py makemessages
	@$(PY) manage.py compilemessages --ignore $(VENV)

bench: $(DEV_STAMP)
	@$(PY) -m tests.bench $(ARGS)

$(RUN_STAMP): requirements.txt $(BROKEN)
	@$(make_venv)
	@echo "Installing what requirements.txt names into $(VENV) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

# requirements-dev.txt holds everything that requirements.txt does, in the same versions.
$(DEV_STAMP): requirements-dev.txt requirements.txt $(BROKEN)
	@$(make_venv)
	@echo "Installing what requirements-dev.txt names into $(VENV) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $(RUN_STAMP) $@

# The first interpreter that fits, tried by running it: a name on the PATH may be a shim for nothing, and Debian's
# python3 comes without ensurepip until python3-venv is installed.
define make_venv
if ! $(VENV)/bin/python -m pip --version >/dev/null 2>&1; then \
	for candidate in $(or $(PYTHON),python3.13 python3.12 python3.11 python3); do \
		if $$candidate -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
			>/dev/null 2>&1; then found=$$candidate; break; fi; \
	done; \
	if test -z "$$found"; then \
		echo "No fitting Python was found (tried: $(or $(PYTHON),python3.13 python3.12 python3.11 python3))." >&2; \
		echo "Summit Archive needs Python 3.11, 3.12 or 3.13 with the venv module (Debian: apt install python3-venv)." >&2; \
		echo "If you have one elsewhere, name it: make PYTHON=/path/to/python3.12" >&2; \
		exit 1; \
	fi; \
	echo "Making a virtual environment in $(VENV) with $$found ..."; \
	$$found -m venv --clear $(VENV); \
fi
endef
