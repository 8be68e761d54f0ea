# Every target sets up what it needs in .venv, from the pinned versions in the lock files; a second run installs nothing.
PYTHON ?= python3
N ?= 500
SEED ?= 0
COMPILED := $(addprefix taskdata/,$(addsuffix .py,check/parsing check/automaton check/sentences check/places check/words check/corrections check/negations check/noise check/evidence check/reading check/hearing slots/book slots/choice))
RUN := .venv/.installed
DEV := .venv/.installed-dev
FOREIGN := .venv/foreign/.installed
SERVING := .venv/serving/.installed
TRAINERS := .venv/trainers/.installed
LLAMA_FACTORY := .venv/llama-factory/.installed

.PHONY: help dataset benchmark loop test test-foreign test-serving test-trainers check bench mutations corpus diversity phenomena scale fast slow schemas pages lock clean

help: ## show this help
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

dataset: $(RUN) ## make data/mvp: N=500 examples with SEED=0, a page to look at them and a card
	.venv/bin/taskdata generate -n $(N) --seed $(SEED) -o data/mvp --force --report

benchmark: $(RUN) ## make data/benchmark.jsonl; it is made once and kept, so this refuses to replace it
	.venv/bin/taskdata generate --benchmark -o data

test: $(DEV) ## run the tests
	.venv/bin/python -m pytest

test-foreign: $(DEV) $(FOREIGN) ## run the tests against a stand-in for a model's API that other people wrote
	FOREIGN_PYTHON=.venv/foreign/bin/python .venv/bin/python -m pytest -n 0 tests/foreign/foreign_server.py

test-trainers: $(DEV) $(TRAINERS) $(LLAMA_FACTORY) ## have trainers read what is exported: TRL and LLaMA-Factory, on the CPU
	TRL_PYTHON=.venv/trainers/bin/python LLAMA_FACTORY_PYTHON=.venv/llama-factory/bin/python \
		.venv/bin/python -m pytest -n 0 tests/trainers/trainers_read.py

test-serving: $(DEV) $(SERVING) ## try the exported schemas on xgrammar, llguidance, llama.cpp and tsc; needs Node
	SERVING=.venv/serving .venv/bin/python -m pytest -n 0 tests/serving/real_servers.py

check: $(DEV) ## lint, types, layers, and the packs
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/taskdata check --strict
	.venv/bin/taskdata check --strict --pack examples/starter
	.venv/bin/taskdata check --strict --pack examples/expenses

loop: $(RUN) ## the whole loop on this machine: evaluate a stand-in model, its failures as seeds, the next dataset, evaluate again
	bash examples/loop/loop.sh

bench: $(DEV) ## measure speed, as ratios in one run
	.venv/bin/python -m bench
	.venv/bin/python -m bench.asking
	.venv/bin/python -m bench.seeds
	.venv/bin/python -m bench.guard
	.venv/bin/python -m bench.evaluate

mutations: $(DEV) ## 22 kinds of label errors made by machine, over 2,000 examples: the share refused
	.venv/bin/python -m bench.mutations

corpus: $(DEV) ## labels that are judged wrongly among requests written apart from the pack
	.venv/bin/python -m bench.corpus

diversity: $(DEV) ## how diverse the requests are, beside ordinary templates and real people
	.venv/bin/python -m bench.diversity

scale: $(DEV) ## speed and memory of 500, 10,000 and 100,000 examples; writes docs/scale.md
	.venv/bin/python -m bench.scale --page docs/scale.md

phenomena: $(DEV) ## what people do when they ask, and how much of it 2,000 examples have
	.venv/bin/python -m bench.phenomena

fast: $(DEV) ## compile the innermost loops of the verifier with mypyc, if there is a C compiler; `make slow` undoes it
	cd src && ../.venv/bin/mypyc $(COMPILED) > /dev/null && rm -rf build

slow: ## remove what `make fast` has compiled, as is needed to change those files
	find src -name '*.so' -delete

schemas: $(RUN) ## write the schemas of our own records from their models
	.venv/bin/python -m taskdata.workflows.schemas schemas
	cp schemas/usecase.schema.json schemas/templates.schema.json examples/starter/schemas/

pages: $(DEV) ## write the pages of docs that are computed
	.venv/bin/python tests/slots/dates_page.py docs/dates.md
	.venv/bin/python tests/check/checks_page.py docs/checks.md
	.venv/bin/python tests/docs/commands_page.py docs/commands.md
	.venv/bin/python tests/docs/slots_page.py docs/slots.md
	.venv/bin/python tests/lint/faults_page.py docs/check.md
	.venv/bin/python -m bench.diversity docs/diversity.md
	.venv/bin/python -m bench.phenomena --page docs/phenomena.md

lock: ## pin the newest versions that pyproject.toml allows
	rm -rf .venv/lock && $(PYTHON) -m venv .venv/lock
	.venv/lock/bin/pip install --quiet hatchling==1.33.0 editables==0.5
	.venv/lock/bin/pip install --quiet --no-build-isolation '.[hub,parquet]'
	.venv/lock/bin/pip freeze --exclude taskdata > requirements.lock
	.venv/lock/bin/pip install --quiet --no-build-isolation -c requirements.lock '.[dev]'
	.venv/lock/bin/pip freeze --exclude taskdata > requirements-dev.lock
	rm -rf .venv/lock

clean: slow ## remove .venv and all caches; the data stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "taskdata needs Python 3.11 or later; name one with PYTHON=..." >&2; exit 2; }
	$(PYTHON) -m venv .venv

$(RUN): requirements.lock pyproject.toml | .venv/bin/python
	.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

$(FOREIGN): tests/foreign/requirements.lock $(DEV)
	$(PYTHON) -m venv .venv/foreign
	.venv/foreign/bin/python -m pip install --quiet --disable-pip-version-check -r tests/foreign/requirements.lock
	@touch $@

$(TRAINERS): tests/trainers/requirements.lock $(DEV)
	$(PYTHON) -m venv .venv/trainers
	.venv/trainers/bin/python -m pip install --quiet --disable-pip-version-check -r tests/trainers/requirements.lock
	@touch $@

# It pins older versions of what TRL needs, so that it stands apart; of its own needs, those for pictures, sounds and its web page are left out.
$(LLAMA_FACTORY): tests/trainers/llama-factory.lock $(DEV)
	$(PYTHON) -m venv .venv/llama-factory
	.venv/llama-factory/bin/python -m pip install --quiet --disable-pip-version-check -c tests/trainers/llama-factory.lock torch
	.venv/llama-factory/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r tests/trainers/llama-factory.lock
	@touch $@

$(SERVING): tests/serving/requirements.lock tests/serving/package.json $(DEV)
	$(PYTHON) -m venv .venv/serving
	.venv/serving/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r tests/serving/requirements.lock
	cp tests/serving/package.json .venv/serving/
	cd .venv/serving && npm install --silent --no-audit --no-fund --ignore-scripts --omit=optional
	@touch $@
