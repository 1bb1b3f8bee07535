# make run, make test: each sets up what it needs by itself, in .venv, and only once.
# Choose another Python with: make test PYTHON=python3.13

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?=
CANDIDATES := $(if $(PYTHON),$(PYTHON),python3 python3.13 python3.12 python3.11 python3.14)
ARGS ?=

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: help
help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: $(STAMP) ## open the planner on the sample plan (a copy; nothing is kept)
	@$(BIN)/cxplanner demo

.PHONY: dev
dev: $(VENV)/.console ## open the planner so that Textual's console shows what it logs; ARGS names a plan
	@TEXTUAL=debug,devtools $(BIN)/cxplanner $(or $(ARGS),demo)

.PHONY: console
console: $(VENV)/.console ## Textual's console: run it in a terminal beside `make dev`
	@$(BIN)/textual console $(ARGS)

.PHONY: test
test: $(STAMP) ## run the tests; ARGS="-k matrix" runs some of them
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

.PHONY: test-hostile
test-hostile: $(STAMP) ## attack the planner at full length: keys, bytes, files; takes a quarter of an hour
	@$(BIN)/python -m pytest -n auto --dist worksteal -m hostile $(ARGS)

.PHONY: soak
soak: SOAK := 1800
soak: $(STAMP) ## edit and undo for half an hour, and see that memory stays where it was; SOAK=600 for less
	@SOAK=$(SOAK) $(BIN)/python -m pytest -s -m hostile tests/end_to_end/test_soak.py

.PHONY: test-faults
test-faults: $(STAMP) ## run the long matrix of what must never be lost, and print the counts
	@$(BIN)/python -m pytest -m faults -s $(ARGS)

.PHONY: coverage
coverage: $(STAMP) ## which branches of all rooms but the screens no test takes
	@$(BIN)/python -m pytest -n auto --dist worksteal --ignore tests/screens --ignore tests/end_to_end \
	  --ignore tests/hostile --ignore tests/docs --cov --cov-report=term:skip-covered $(ARGS)

.PHONY: elsewhere
elsewhere: $(STAMP) ## the tests of all but the screens on Python 3.12, 3.13 and with the oldest libraries
	@bash .ci/elsewhere

.PHONY: lint
lint: $(STAMP) ## check style and layout of the code
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

.PHONY: types
types: $(STAMP) ## check the types
	@$(BIN)/mypy

.PHONY: contracts
contracts: $(STAMP) ## check that imports only point down
	@$(BIN)/lint-imports --no-logo

.PHONY: docs
docs: $(STAMP) ## write docs/rules anew from the rules
	@$(BIN)/python docs/make_rules.py

.PHONY: shell
shell: $(STAMP) ## write completion for shells and the man page anew from the commands
	@$(BIN)/python -m docs.make_shell

.PHONY: snapshots
snapshots: $(STAMP) ## draw the pictures of the screens anew, of the tests and in docs/images
	@$(BIN)/python -m pytest tests/screens/test_snapshots.py --update-snapshots
	@$(BIN)/python docs/screenshots.py

.PHONY: bench
bench: $(STAMP) ## time what people wait for
	@$(BIN)/python -m bench $(ARGS)

.PHONY: wheel
wheel: $(STAMP) ## build wheel and sdist into dist/
	@$(BIN)/python -m build --outdir dist

.PHONY: check
check: lint types contracts test ## everything a change must pass

.PHONY: clean
clean: ## remove everything that was made here, .venv included
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.console: $(STAMP)
	@$(BIN)/python -m pip install --quiet --quiet --group console
	@touch $@

# The stamp is newer than pyproject.toml once all of it is installed, so nothing is installed twice.
# pip reads dependency groups from version 25.1 on.
$(STAMP): pyproject.toml
	@set -e; old=; bare=; found=; \
	if $(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=none; fi; \
	for python in $(CANDIDATES); do \
	  [ -z "$$found" ] || break; \
	  version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
	  if ! $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then old="$$old $$version"; \
	  elif ! $$python -c 'import ensurepip, venv' 2>/dev/null; then bare=$${bare:-$$version}; \
	  else found=$$python; fi; \
	done; \
	if [ -z "$$found" ] && [ -n "$$bare" ]; then \
	  echo "Python $$bare is here without its venv module; on Debian and Ubuntu: apt-get install python$$bare-venv" >&2; exit 1; \
	elif [ -z "$$found" ] && [ -n "$$old" ]; then \
	  echo "cxplanner needs Python 3.11 or newer; found only:$$old. Name another with: make PYTHON=/path/to/python3" >&2; exit 1; \
	elif [ -z "$$found" ]; then \
	  echo "cxplanner needs Python 3.11 or newer; none was found. Name one with: make PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	echo "Setting up $(VENV) (once; this takes a minute) …" >&2; \
	[ "$$found" = none ] || $$found -m venv --clear $(VENV); \
	$(BIN)/python -m pip install --quiet --quiet --upgrade 'pip>=25.1'; \
	$(BIN)/python -m pip install --quiet --quiet --editable . --group dev; \
	touch $@
