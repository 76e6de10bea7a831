# The two commands that matter: `make run` and `make test`. `make help` lists the rest.
# PYTHON chooses the interpreter for the first installation; INSTALLER=pip does without uv.

PYTHON    ?= python3
VENV      := .venv
BIN       := $(VENV)/bin
INSTALLER ?= uv
EXAMPLE   ?= examples/everyday_two_children.yaml
FAMILIES  ?= 1000
PORT      ?= 8000
CASES     ?= 100000
DURATION  ?= 60
KILLS     ?= 50
DIST      ?= dist
CODE      := src tests docs deploy $(wildcard benchmarks)
# Tests that run every branch of the law; measuring the others would only slow them.
LAW_TESTS := tests/benefits tests/official

# Where the two databases could differ: locks, counters, chains, searches, lengths of columns.
ON_POSTGRES := $(addprefix tests/workbench/,test_accounts.py test_backup.py test_cases.py test_jobs.py \
	test_lists.py test_privacy.py test_schema.py test_search.py test_trail.py)

ifeq ($(INSTALLER),pip)
install_locked = $(BIN)/python -m pip install -qq --no-deps --require-hashes -r
else
install_locked = $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r
endif

# A lock that every platform shares, without addresses: any mirror can serve it.
compile_lock = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-annotate \
	--custom-compile-command 'make lock' $(LOCK_OPTIONS) pyproject.toml

# It brings a database of its own.
CRASH := tests/workbench/test_jobs.py::test_nothing_is_lost_or_half_there_when_processes_are_killed

# To rewrite every assertion, so that it tells what it compared, costs each process half a minute: only
# what failed is run again with it. It has failed all the same, even should it hold the second time.
# Runs that go on beside each other each remember on their own what failed.
told = $(BIN)/pytest --assert=plain -o cache_dir=.pytest_cache/$@ $(1) || { \
	$(BIN)/pytest -q -o cache_dir=.pytest_cache/$@ --last-failed --last-failed-no-failures=none; false; }

# Tests that drive a browser or another program mostly wait: one worker more than processors.
ONE_MORE = $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)

# Tests start many processes; each would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run solve serve test checks install assistants estonian documents tables cluster prove workbench lock lint format types walls unit properties \
	coverage law others databases coverage-all long postgres fuzz bench interface api-fuzz crash drill mfn asvs sbom audit site instances load case-list process-log table-files peers past-decisions practice-audit question-desk pages pictures reference kernels search-table act-table text-table stale-table \
	docs docs-check build clean

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.* ## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "make %-12s %s\n", $$1, $$2}'

run: solve serve ## install what is locked, solve a sample case, and open the workbench on PORT=8000

solve: $(VENV)/.run ## solve EXAMPLE=FILE in the terminal
	@$(BIN)/perenou solve $(EXAMPLE)

serve: $(VENV)/.workbench ## open the workbench with invented data on PORT=8000
	@$(BIN)/perenou serve --port $(PORT)

# Two at a time, the longest last, and that on all processors. Processes that start together would each
# compile all modules; it is done once before.
test: $(VENV)/.dev ## every check and every test
	@$(BIN)/python -m compileall -q -j 2 src tests
	@$(MAKE) --no-print-directory -j 2 \
		types lint walls docs-check law databases others

checks: lint types walls docs-check ## every check that runs no test

install: $(VENV)/.run $(VENV)/.dev ## install the package and the developers' tools into .venv

estonian: $(VENV)/.run requirements/estonian.txt ## install Estonian morphology, which search is better with
	@$(install_locked) requirements/estonian.txt

tables: $(VENV)/.run requirements/tables.txt ## install what computes over tables of families
	@$(install_locked) requirements/tables.txt

cluster: $(VENV)/.run requirements/cluster.txt ## install what shares tables out to many processes or machines
	@$(install_locked) requirements/cluster.txt

prove: $(VENV)/.run requirements/prove.txt ## install what answers questions over all families
	@$(install_locked) requirements/prove.txt

assistants: $(VENV)/.run requirements/assistants.txt ## install what offers the law to AI assistants
	@$(install_locked) requirements/assistants.txt

documents: $(VENV)/.run requirements/documents.txt ## install what writes and reads DOCX and PDF
	@$(install_locked) requirements/documents.txt

workbench: $(VENV)/.workbench ## install what the workbench in the browser needs

lint: $(VENV)/.dev ## style and formatting
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)

format: $(VENV)/.dev ## mend style and formatting
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

types: $(VENV)/.dev ## strict type checking
	@$(BIN)/mypy

walls: $(VENV)/.dev ## who may import whom
	@$(BIN)/lint-imports --no-cache

unit: $(VENV)/.dev ## all tests but the property searches
	@$(BIN)/pytest -q -n auto -m "not properties"

properties: $(VENV)/.dev ## the property searches alone
	@$(BIN)/pytest -q -n auto -m properties

coverage: law others ## all tests but the long ones; the law must be covered whole, branch by branch

law: $(VENV)/.dev ## the tests of the law, which must cover it whole, branch by branch
	@$(call told,-q -n auto --dist worksteal -p tests.branches $(LAW_TESTS))

others: $(VENV)/.dev ## all tests but those of the law and the long ones
	@$(call told,-q -n $(ONE_MORE) --dist worksteal -m "not long" --durations=15 \
		$(addprefix --ignore=,$(LAW_TESTS)))

databases: $(VENV)/.dev ## on a PostgreSQL started for them, the tests of what may differ between databases
	@$(BIN)/python -m tests.workbench.on_postgres -q -p no:cacheprovider -m "not browser and not long" \
		--deselect $(CRASH) $(ON_POSTGRES)

coverage-all: $(VENV)/.dev ## measure how much of the whole program the tests without a browser run: at least 75 % (long)
	@$(BIN)/pytest -q -n auto --dist worksteal --cov --cov-report= -m "not long and not browser"
	@$(BIN)/coverage report --fail-under 75 --skip-covered | tail -1

long: $(VENV)/.dev ## the few tests that take more than half a minute each, and searches through every way
	@$(BIN)/pytest -q -n auto -m long
	@PERENOU_LONG_SEARCH=1 $(BIN)/pytest -q -n auto tests/acts/check/test_drafted.py \
		tests/acts/check/test_planters.py tests/casework/planner/test_against_every_plan.py \
		tests/rules/test_compile_and_symbols.py tests/rules/test_through_and_across.py

postgres: $(VENV)/.dev ## all tests of the workbench but the browser on a PostgreSQL started for them
	@$(BIN)/python -m tests.workbench.on_postgres

fuzz: $(VENV)/.dev ## FUZZ=5000 requests that no browser makes, on every address of the workbench
	@FUZZ=$(or $(FUZZ),5000) $(BIN)/pytest -q tests/workbench/test_fuzz.py

bench: $(VENV)/.dev ## measure speed
	@$(BIN)/pytest -q --benchmark-enable --benchmark-only benchmarks

process-log: $(VENV)/.dev ## measure event logs of CASES=100000 cases: reading, drawing, checking, what would be
	@$(BIN)/python -m benchmarks.process_log $(CASES)

case-list: $(VENV)/.dev ## measure the list of cases over CASES=100000 cases
	@$(BIN)/python -m benchmarks.case_list $(CASES)

table-files: $(VENV)/.dev ## measure the law over CHILDREN=2000000 children in files, kept in FOLDER if it is given
	@$(BIN)/python -m benchmarks.table_files $(or $(CHILDREN),2000000) $(FOLDER)

peers: $(VENV)/.dev ## measure other rule engines beside ours over PEER_FAMILIES=1000000 families; their environments in FOLDER
	@$(BIN)/python -m benchmarks.peers $(or $(PEER_FAMILIES),1000000) $(FOLDER)

past-decisions: $(VENV)/.dev ## measure recomputing DECISIONS=1000000 past decisions
	@$(BIN)/python -m benchmarks.table_files $(or $(DECISIONS),1000000) "" decisions

practice-audit: $(VENV)/.dev ## measure the audit of practice over DECISIONS=1000000 decisions, kept in FOLDER if it is given
	@$(BIN)/python -m benchmarks.practice_audit $(or $(DECISIONS),1000000) $(FOLDER)

question-desk: $(VENV)/.dev ## measure home page, search and questions over QUESTIONS=10000 questions
	@$(BIN)/python -m benchmarks.questions $(or $(QUESTIONS),10000)

drill: $(VENV)/.dev ## back up, wipe and restore from each kind of database onto each
	@$(BIN)/python -m tests.workbench.drill $(RELEASE)

mfn: $(VENV)/.dev ## the non-functional requirements of TEHIK, each with the tests that show it, run
	@$(BIN)/python -m deploy.checklist mfn $(CHECKLIST)

asvs: $(VENV)/.dev ## the same for OWASP ASVS, level 2
	@$(BIN)/python -m deploy.checklist asvs $(CHECKLIST)

sbom: $(VENV)/.dev ## write the bill of materials of the workbench into dist/ (CycloneDX)
	@$(BIN)/python -m deploy.sbom

audit: $(VENV)/.dev ## look for known weaknesses of what is locked; offline with ADVISORIES=FOLDER
	@$(BIN)/python -m deploy.audit workbench $(ADVISORIES)

site: $(VENV)/.dev ## build the documentation into build/site, to be read without a network
	@$(BIN)/python docs/site.py

instances: $(VENV)/.dev ## two instances on one PostgreSQL under load for DURATION=60 seconds, killed in turn
	@$(BIN)/python -m benchmarks.instances $(DURATION)

load: $(VENV)/.dev ## fifty people clicking for DURATION=60 seconds, on SQLite and on PostgreSQL
	@$(BIN)/python -m benchmarks.workbench_load $(DURATION)

interface: $(VENV)/.dev ## fifty programs asking over HTTP for DURATION=60 seconds, and a thousand questions at once
	@$(BIN)/python -m benchmarks.interface $(DURATION)

api-fuzz: $(VENV)/.dev ## REQUESTS=20000 requests made from the description of the HTTP interface, each answer held to it
	@REQUESTS=$(or $(REQUESTS),20000) $(BIN)/pytest -q tests/workbench/test_interface_fuzz.py

crash: $(VENV)/.dev ## kill the workbench's processes KILLS=50 times on either database and look what is left
	@$(BIN)/python -m tests.workbench.crash $(KILLS)
	@$(BIN)/python -m tests.workbench.crash $(KILLS) postgresql

pages: $(VENV)/.dev ## look at every page of the workbench in every language and state with axe-core
	@PAGES=all $(BIN)/pytest -q -n auto -m browser tests/workbench
	@PAGES=all $(BIN)/pytest -q -n auto tests/workbench/test_rights.py tests/workbench/test_stranger.py tests/workbench/test_owasp.py \
		tests/workbench/test_demo.py

pictures: $(VENV)/.dev ## take the pictures of the docs anew
	@$(BIN)/python -m docs.pictures

reference: $(VENV)/.dev ## compare the law with the slow calculator on FAMILIES=10000 random families
	@$(BIN)/python -m tests.against_reference.run $(FAMILIES)

kernels: $(VENV)/.dev ## compare the law over tables with the solver on FAMILIES=20000 random families
	@$(BIN)/python -m tests.population.against_solver $(FAMILIES)

search-table: $(VENV)/.dev ## how well search answers, over the acts in ACTS=FOLDER
	@$(BIN)/python -m benchmarks.search_quality $(ACTS)

act-table: $(VENV)/.dev ## how well faults are found in acts drafted from random determinations
	@$(BIN)/python -m tests.acts.check.act_table

text-table: $(VENV)/.dev ## how well facts and wording are found in labelled texts, by rule
	@$(BIN)/python -m tests.texts.text_table

stale-table: $(VENV)/.dev ## how much of what has changed is found in PAGES=100 pages of past days
	@$(BIN)/python -m tests.texts.stale_table $(or $(PAGES),100)

docs: $(VENV)/.dev ## write the generated pages anew
	@$(BIN)/python -m docs.generate

docs-check: $(VENV)/.dev ## fail when a generated page is out of date
	@$(BIN)/python -m docs.generate --check

build: $(VENV)/.dev ## look for known weaknesses, build wheel and source archive into DIST=dist, with checksums
	@$(BIN)/python -m deploy.audit workbench $(ADVISORIES) || test $$? -eq 3
	@$(BIN)/uv build --quiet --no-build-isolation --python $(BIN)/python --out-dir $(DIST)
	@cd $(DIST) && sha256sum perenou-*.whl perenou-*.tar.gz > SHA256SUMS

lock: $(VENV)/.installer ## choose versions anew (LOCK_OPTIONS=--upgrade for the newest)
	@$(compile_lock) --group install --group dev -o requirements/dev.txt
	@$(compile_lock) -c requirements/dev.txt -o requirements/run.txt
	@$(compile_lock) --extra estonian -c requirements/dev.txt -o requirements/estonian.txt
	@$(compile_lock) --extra assistants -c requirements/dev.txt -o requirements/assistants.txt
	@$(compile_lock) --extra documents -c requirements/dev.txt -o requirements/documents.txt
	@$(compile_lock) --extra tables -c requirements/dev.txt -o requirements/tables.txt
	@$(compile_lock) --extra cluster -c requirements/dev.txt -o requirements/cluster.txt
	@$(compile_lock) --extra prove -c requirements/dev.txt -o requirements/prove.txt
	@$(compile_lock) --extra workbench -c requirements/dev.txt -o requirements/workbench.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command 'make lock' \
		--group install -c requirements/dev.txt -o requirements/install.txt

clean: ## remove everything that was built or installed here
	@rm -rf $(VENV) build dist htmlcov .coverage .benchmarks .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Perenõu needs Python 3.11 or newer, and $(PYTHON) is not." >&2; \
		echo "Name one that is, for example: make run PYTHON=python3.13" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.installer: $(VENV)/.made requirements/install.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/install.txt
	@touch $@

$(VENV)/.run: $(VENV)/.installer requirements/run.txt pyproject.toml
	@$(install_locked) requirements/run.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.workbench: $(VENV)/.run requirements/workbench.txt
	@$(install_locked) requirements/workbench.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@$(install_locked) requirements/dev.txt
	@touch $@
