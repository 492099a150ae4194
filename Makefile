# The verbs. `make` alone prints them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# pyenv's shims hide interpreters that are installed; their own folders show them.
PYENV := $(subst $(eval ) ,:,$(wildcard $(HOME)/.pyenv/versions/*/bin))
export PATH := $(PATH):$(PYENV):$(HOME)/.local/bin
export UV_PYTHON_DOWNLOADS := never
export PYTHONPATH := $(CURDIR)
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
# Threads that spin while they wait slow the embedding twentyfold on a busy machine.
export OMP_WAIT_POLICY := passive
# Progress is told every few seconds, so that a log of it can be read.
export TQDM_MININTERVAL := 5
# Settings given to make, as in `make run PORT=9000`, reach the processes.
$(foreach name,PORT BOT_PORT ACTIONS_PORT ADMIN_PORT,$(if $(value $(name)),$(eval export $(name))))

UV_HOME := var/uv
UV = $(shell command -v uv || echo $(UV_HOME)/bin/uv)
PYTHON := .venv/bin/python
BOT_PYTHON := bot/.venv/bin/python
MODEL := var/models/amparo.tar.gz
MODEL_INPUTS := config.yml bot/uv.lock $(wildcard bot/*.py bot/nlu/*.py bot/domain/*.yml bot/rules/*.yml \
	data/nlu/*/*.yml data/safety/*.yml)

.PHONY: help
help: ## Print the verbs
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

.PHONY: run
run: setup $(MODEL) ## Install, train if needed, migrate, seed and start everything; Ctrl-C ends it
	@exec $(PYTHON) -m tools.run

.PHONY: staff
staff: setup ## An account for the admin, or a new link for it: make staff EMAIL=name@example.org [ROLE=manager]
	@$(PYTHON) -m tools.staff "$(EMAIL)" "$(ROLE)" "$(SECOND_FACTOR)"

.PHONY: remind
remind: setup ## Tell staff by e-mail what is due for a check (SMTP_URL, MAIL_FROM; off without them)
	@$(PYTHON) -m tools.remind

.PHONY: import
import: setup ## What a file would do to the directory; done with APPLY=yes: make import FILE=path [FORMAT=hsds-json]
	@$(PYTHON) -m tools.hsds import "FILE=$(FILE)" "FORMAT=$(FORMAT)" "DAY=$(DAY)" "WHOLE=$(WHOLE)" \
		"APPLY=$(APPLY)" "ACCEPT=$(ACCEPT)" "OURS=$(OURS)"

.PHONY: export
export: setup ## Write the directory: make export FORMAT=hsds-json|hsds-tabular|csv|xlsx FILE=out [NOTES=yes]
	@$(PYTHON) -m tools.hsds export "FILE=$(FILE)" "FORMAT=$(FORMAT)" "NOTES=$(NOTES)"

.PHONY: test
test: setup check-fast $(MODEL) ## Everything that must hold, through the real processes
	@echo "== The bot's own code, on its own Python"
	@$(BOT_PYTHON) -m pytest -q -c bot/pytest.ini bot/tests
	@echo "== Everything else, through the real processes"
	@$(PYTHON) -m pytest

.PHONY: check
check: setup check-fast ## Format, lint, types, import contracts, content and unit tests; under 2 minutes
	@$(PYTHON) -m pytest --ignore tests/journeys --ignore tests/dialogue --ignore tests/privacy

.PHONY: check-fast
check-fast: setup ## Format, lint, types, import contracts, spelling, the built chat
	@.venv/bin/ruff format --check --quiet . && .venv/bin/ruff check --quiet .
	@.venv/bin/mypy --no-error-summary
	@.venv/bin/lint-imports --no-logo | tail -3
	@.venv/bin/codespell
	@$(PYTHON) -m tools.widget

.PHONY: format
format: setup ## Format the code
	@.venv/bin/ruff format --quiet . && .venv/bin/ruff check --quiet --fix .

.PHONY: train
train: setup ## Train the model, whether or not its inputs changed
	@rm -f $(MODEL)
	@$(MAKE) --no-print-directory $(MODEL)

.PHONY: vectors
vectors: setup ## Write bot/vectors.npz anew, after many phrases have changed
	@$(BOT_PYTHON) -W ignore -m bot.vectors

.PHONY: text
text: ## One text through the running system: make text M="me paro la policia" [FROM=+15555550100]
	@$(PYTHON) -m tools.text "$(subst ",\",$(M))" "$(FROM)"

.PHONY: evaluate
evaluate: setup $(MODEL) ## Report on understanding; or predict: QUESTIONS=in.jsonl PREDICTIONS=out.jsonl
	@if [ -n "$(QUESTIONS)$(PREDICTIONS)" ]; then \
		$(BOT_PYTHON) -W ignore -m bot.predict "$(QUESTIONS)" "$(PREDICTIONS)"; \
	else \
		$(PYTHON) -m evaluation.report; \
	fi

.PHONY: language
language: setup ## Begin a new language: make language LANG=pa
	@$(PYTHON) -m tools.language "$(if $(filter command line,$(origin LANG)),$(LANG))"

.PHONY: segments
segments: setup ## What answers cost to send, by language: make segments [PRICE=0.0083]
	@$(PYTHON) -m tools.segments "$(PRICE)"

.PHONY: translations
translations: setup ## Bring locales/*.pot and every .po up to the English texts
	@$(PYTHON) -m phrasebook.extraction
	@$(PYTHON) -m tools.admin_texts

.PHONY: widget
widget: setup ## Build the chat for websites, gateway/web/widget/dist/widget.js; needs Node
	@$(PYTHON) -m tools.widget words
	@cd gateway/web/widget && npm ci --silent && npm run --silent build
	@$(PYTHON) -m tools.widget

.PHONY: answers
answers: setup ## One page of every answer for lawyers and editors: var/answers.html
	@$(PYTHON) -m tools.answers_page

.PHONY: review
review: setup ## Write down who has read an answer: make review ANSWER=door_home BY="an office" [LANG=vi]
	@$(PYTHON) -m tools.review "$(ANSWER)" "$(BY)" "$(if $(filter command line,$(origin LANG)),$(LANG))"

.PHONY: coverage
coverage: setup ## Write docs/coverage.md, where each claim of the founding documents is said
	@$(PYTHON) -m tools.coverage

.PHONY: places
places: setup ## Report on places; or predict: make places QUESTIONS=in.jsonl PREDICTIONS=out.jsonl
	@if [ -n "$(QUESTIONS)$(PREDICTIONS)" ]; then \
		$(PYTHON) -m tools.places "$(QUESTIONS)" "$(PREDICTIONS)"; \
	else \
		$(PYTHON) -m evaluation.place_report; \
	fi

.PHONY: bench
bench: setup $(MODEL) ## Accuracy, training, size, latency, memory beside stock Rasa: [BENCH_EPOCHS=1] [BENCH_SHARE=1.0]
	@$(PYTHON) -m evaluation.bench

.PHONY: explain
explain: setup ## Why each organization comes where it does: make explain PLACE=77036 [NEED=asylum] [LANG=vi]
	@$(PYTHON) -m tools.explain "$(subst ",\",$(PLACE))" "$(NEED)" "$(if $(filter command line,$(origin LANG)),$(LANG))"

.PHONY: fuzz
fuzz: setup ## Texts that nobody would send at safety and embedding: make fuzz [SECONDS=600] [FUZZ_SEED=7]
	@$(BOT_PYTHON) -W ignore -m evaluation.fuzz "$(SECONDS)"

.PHONY: setup
setup: .venv/.made bot/.venv/.made ## Install what is locked, where it is not yet installed

.venv/.made: pyproject.toml uv.lock | uv
	@echo "Installing the application"
	@$(UV) sync --quiet --locked --python 3.12 && touch $@

bot/.venv/.made: bot/pyproject.toml bot/uv.lock | uv
	@echo "Installing the bot (TensorFlow is large; a few minutes the first time)"
	@cd bot && $(abspath $(UV)) sync --quiet --locked --python 3.10 && touch .venv/.made

.PHONY: uv
uv: ## Install uv below var/ where the machine has none
	@command -v uv >/dev/null || test -x $(UV_HOME)/bin/uv || { \
		echo "Installing uv"; \
		python3 -m venv $(UV_HOME) && $(UV_HOME)/bin/pip install --quiet uv==0.13.9; }

$(MODEL): $(MODEL_INPUTS) | setup
	@echo "Training the model"
	@$(BOT_PYTHON) -W ignore -m bot.train
