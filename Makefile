# `make` lists the targets. Everything below runs on Python 3.11 or newer and make, nothing else.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	&& { command -v $$p; break; }; done)
RUN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help demo install assets test check lint bench picture clean

help: ## 列出全部目标 List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

demo: install ## 一条命令运行整个演示平台 Run the whole platform with its demo city
	@exec $(RUN)/zhengtong demo

install: ## 建立 .venv，安装锁定的依赖，生成网页资源 Make .venv and the web assets
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新版本；请安装后重试，或执行 make PYTHON=/path/to/python3"; \
	  echo "Python 3.11 or newer is needed: install it, or say make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) tools/install.py

assets: install ## 重新生成网页资源 Build the web assets anew
	@rm -f build/.assets build/.collected && $(PYTHON) tools/install.py

test: install ## 运行全部测试，含浏览器测试 Run every test, in the browser too
	@$(RUN)/python tools/browser.py
	@$(RUN)/pytest -q

lint: install ## 格式、风格、类型、分层、译文 Format, style, types, layers, translations
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/python tools/translations.py --check

check: lint test ## 提交前的全部检查 Everything that CI runs

bench: install ## 性能测量，结果写入 build/bench.json Measure; see build/bench.json
	@$(RUN)/python -m tools.bench

picture: install ## 重画模块图与错误码表 Redraw the module map and the table of error codes
	@$(RUN)/python tools/module_map.py && $(RUN)/python tools/error_codes.py

clean: ## 删除 .venv 与 build（不删 var 中的数据） Remove .venv and build; var, with its data, stays
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
