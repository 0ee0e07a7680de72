# The commands of the project. Each sets up what it needs first: Python 3.11 and make are enough.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/set-up
PEERS := .venv-peers
SETTINGS := samverkan.web.conf.settings
TEMPLATES = git ls-files 'src/*.html' | xargs --no-run-if-empty $(BIN)/djade --target-version 5.2

.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench spark

help:
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

demo: $(SETUP) ## play the season in instances of their own (CHECK=1 plays, checks and stops)
	$(BIN)/samverkan demo $(if $(CHECK),--check) $(ARGS)

test: $(SETUP) ## run the whole suite (FAST=1 leaves the slow tests out)
	$(BIN)/pytest -n auto --dist loadgroup $(if $(FAST),-m "not slow") $(ARGS)

check: $(SETUP) ## look for everything that can be found without running the suite
	$(BIN)/python scripts/lock.py --check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/mypy scripts
	MYPYPATH=src:bench $(BIN)/mypy bench/*.py
	$(TEMPLATES) --check
	DJANGO_SETTINGS_MODULE=$(SETTINGS) $(BIN)/django-admin makemigrations --check --dry-run
	$(BIN)/deptry src
	$(BIN)/python scripts/reference.py --check

fix: $(SETUP) ## format, mend what can be mended, and write the generated documents again
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(TEMPLATES)
	$(BIN)/python scripts/reference.py

bench: $(SETUP) $(PEERS)/set-up ## measure beside the peers and write docs/benchmarks.md (ARGS="--only sealed": that alone)
	$(BIN)/python bench/report.py $(ARGS)

# Left out of dev.txt: 450 MB that only the tests of one engine need.
spark: $(SETUP) ## install Spark, to seal on a cluster (Java 17 is the system's)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/spark.txt

$(SETUP): pyproject.toml requirements/dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements/uv.txt
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(PEERS)/set-up: requirements/peers.txt $(SETUP)
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	@$(BIN)/uv pip sync --quiet --python $(PEERS)/bin/python --require-hashes --only-binary :all: requirements/peers.txt
	@touch $@
