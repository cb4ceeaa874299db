# Every chore of Partnerbook has a target here. `make` alone lists them.

PYTHON ?= python3
VENV   ?= .venv
FUZZ   ?= 120

BIN   := $(VENV)/bin
READY := $(VENV)/.partnerbook-ready

# One lock for every Python from 3.11 on; it names no index, whoever installs has their own.
UV   := uv==0.13.9
LOCK  = build/lock-tool/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

export VENV
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# mkdocs-material greets every run with a notice about MkDocs 2; we pin below 2 (decision 0002).
export NO_MKDOCS_2_WARNING = 1

.DEFAULT_GOAL := help
.PHONY: help setup site test check bench fuzz serve fmt lock browser clean

help: ## List what can be made
	@echo "Partnerbook: make TARGET"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo "Options: PYTHON=python3.12 (which Python to build on), VENV=folder (default .venv)"

setup: $(READY) ## Create .venv from the lock and install partnerbook into it
	@echo "Ready: $(BIN)/partnerbook"

# Runs again only when the lock, the project file or the environment itself has changed.
$(READY): requirements-dev.lock pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "make: there is no '$(PYTHON)' here. Install Python 3.11 or newer, or name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: Partnerbook needs Python 3.11 or newer; '$(PYTHON)' is $$("$(PYTHON)" --version 2>&1). Name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "make: '$(PYTHON)' comes without the venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setup 1/3  creating $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv "$(VENV)"
	@echo "Setup 2/3  installing the locked packages, each checked against its hash (half a minute the first time)"
	@"$(BIN)/python" -m pip install -qq --require-hashes --only-binary :all: --requirement requirements-dev.lock
	@echo "Setup 3/3  installing partnerbook from generator/"
	@"$(BIN)/python" -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch "$@"

site: setup ## Check program/, build both site editions and every appendix, say where they are
	@"$(BIN)/partnerbook" build
	@test -f site/html/public/index.html -a -f site/html/partner/index.html -a -d build/appendices || { \
	  echo "make: the build ended well but left no site/html/public, site/html/partner or build/appendices" >&2; exit 1; }
	@echo
	@echo "Public edition    $(CURDIR)/site/html/public/index.html"
	@echo "Partner edition   $(CURDIR)/site/html/partner/index.html"
	@echo "Appendices        $(CURDIR)/build/appendices/ (one folder per partner, $$(ls build/appendices | wc -l | tr -d ' ') in all)"
	@test ! -d build/standing || \
	  echo "Own pages         $(CURDIR)/build/standing/ (tier, notices and history of each partner, $$(ls build/standing | wc -l | tr -d ' ') in all)"
	@echo "Sources           $(CURDIR)/build/provenance/ (where each number of the appendices is written; for the vendor alone)"
	@echo "Markdown          $(CURDIR)/site/pages/ (what both editions are built from)"
	@echo "To look: open either index.html in a browser, or run 'make serve' and follow the address it prints."

test: setup ## Lint, types, layers, freshness of generated files, the sample, all tests
	@tests/run.sh $(ARGS)

check: test ## The same as test

bench: setup ## Run every benchmark in bench/
	@for file in bench/bench_*.py; do echo "== $$file"; "$(BIN)/python" "$$file" || exit 1; done

fuzz: setup ## Run the property tests on fresh random examples for FUZZ seconds (default 120)
	@echo "Fuzz  property tests over and over, new random examples each round, for $(FUZZ) s"
	@end=$$(($$(date +%s) + $(FUZZ))); round=0; while [ "$$(date +%s)" -lt "$$end" ]; do \
	  round=$$((round + 1)); echo "== round $$round"; \
	  "$(BIN)/pytest" -q -n 2 -m hypothesis --hypothesis-profile=fuzz || exit 1; done

serve: setup ## Show the public edition on a local address, building again on changes
	@"$(BIN)/partnerbook" serve

fmt: setup ## Format the Python sources and apply the safe lint fixes
	@"$(BIN)/ruff" format .
	@"$(BIN)/ruff" check --fix .

lock: ## Rebuild both locks from pyproject.toml, keeping pins that still fit (UPGRADE=1 renews them)
	@"$(PYTHON)" -m venv build/lock-tool
	@build/lock-tool/bin/python -m pip install -qq $(UV)
	@$(LOCK) --output-file requirements.lock
	@$(LOCK) --output-file requirements-dev.lock --extra dev --constraint requirements.lock

browser: ## Install Chromium for the page tests (Debian and Ubuntu, as root)
	@if command -v chromium >/dev/null; then echo "Browser: $$(chromium --version 2>/dev/null || echo chromium is there)"; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Browser: installing Chromium with apt-get"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    chromium fonts-liberation >/dev/null && chromium --version; \
	else echo "make: no Chromium, and no apt-get as root to install it; the page tests will be skipped" >&2; exit 1; fi

clean: ## Remove what was built; keeps .venv
	rm -rf build site/pages site/html .mypy_cache .ruff_cache .pytest_cache \
	  .import_linter_cache .hypothesis generator/partnerbook.egg-info
	find generator tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
