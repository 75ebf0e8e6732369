# Everything runs from here; each target sets up what it needs first.
.DEFAULT_GOAL := help
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help setup system demo check test city crash tamper docs lock clean

help:  ## Show these lines.
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml scripts/setup
	./scripts/setup python
	@touch $@

setup: $(READY)  ## Make the virtual environment from the lock file.

system: $(READY)  ## Install what the tests need beside Python: PostgreSQL, Chromium and LibreOffice from Debian, and pywb.
	./scripts/setup system

demo: $(READY)  ## Run the practice city from crawl to verdict and compare with the known truth.
	$(BIN)/gongkai demo

check: $(READY)  ## Format, lint, types: what needs no server.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: system  ## All checks, all tests, and a short form of each campaign; CI runs this.
	$(MAKE) check
	$(BIN)/pytest -n 2
	$(BIN)/gongkai practice crash --notices 120 --kills 4 --seed 1
	$(BIN)/gongkai practice redaction --texts 400 --seed 1
	$(BIN)/gongkai practice city --bureaus 6 --years 1 --faults first
	$(BIN)/gongkai demo < /dev/null

city: $(READY)  ## Sixty bureaus over three years, sound and with every fault of collection: 0 wrong accusations, or status 1.
	$(BIN)/gongkai practice city --faults all

crash: system  ## Kill, lock out, fill the disk of and break off every stage from crawl to mail, on SQLite and PostgreSQL.
	$(BIN)/gongkai practice kills --notices 400 --letters 1000 --kills 100 --others 3 --seed 1

tamper: $(READY)  ## Spoil copies of an archive 120 times and look for it with verify, and with sha256sum and openssl alone.
	$(BIN)/gongkai practice tamper --seed 1

docs: $(READY)  ## Make the documents that come from the code.
	$(BIN)/python scripts/docs.py

lock: $(READY)  ## Resolve the dependencies anew; on the oldest Python promised, Debian 12 has 3.11.2, or the lock shuts it out.
	$(BIN)/pip install -q pip-tools
	$(BIN)/pip-compile -q --upgrade --strip-extras --allow-unsafe --extra dev --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host -o requirements.lock pyproject.toml

clean:  ## Remove what the targets made.
	rm -rf .venv .pywb build *.egg-info .mypy_cache .ruff_cache .hypothesis
