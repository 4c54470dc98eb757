# Ai Chủ Trì. `make run` và `make test` là tất cả những gì một máy mới cần.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.PHONY: run install test lint prove bench bench-large pictures clean

run: $(INSTALLED)  ## đọc các kế hoạch có sẵn, rồi mở Telegram (khi .env có mã) hoặc trò chuyện tại đây
	@$(BIN)/aichutri run

install: $(INSTALLED)  ## cài đặt, hoặc cập nhật thư viện sau khi lấy bản mới

test: $(INSTALLED_DEV)  ## chạy toàn bộ kiểm thử
	@$(BIN)/python -m pytest

lint: $(INSTALLED_DEV)  ## kiểm tra cách viết và kiểu dữ liệu
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

prove: $(INSTALLED_DEV)  ## nhắc việc: một năm mô phỏng, rồi bị kill 200 lần giữa bão lỗi (khoảng mười phút)
	@$(BIN)/python -m tests.proof.year
	@echo
	@$(BIN)/python -m tests.proof.storm

bench: $(INSTALLED_DEV)  ## đo thời gian và bộ nhớ
	@$(BIN)/python -m tests.bench

bench-large: $(INSTALLED_DEV)  ## đo bộ nhớ và thời gian đọc các tệp 50 MB
	@$(BIN)/python -m tests.bench.large

pictures: $(INSTALLED_DEV)  ## vẽ lại các hình trong README (cần chromium)
	@$(BIN)/python -m tests.pictures

clean:
	rm -rf $(VENV) build *.egg-info

$(INSTALLED): $(VENV)/bin/pip pyproject.toml constraints.txt
	@echo "Đang cài đặt, lần đầu mất khoảng một phút…" >&2
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(INSTALLED_DEV): $(INSTALLED)
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Cần Python 3.11 trở lên; gọi bằng: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Chưa tạo được môi trường Python; trên Debian/Ubuntu hãy cài: apt install python3-venv" >&2; exit 2; }
