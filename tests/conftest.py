"""Fixtures shared by the tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty task base in memory."""
    with Store.open(":memory:") as store:
        yield store


@pytest.fixture
def tmp_db(tmp_path: Path) -> Path:
    """Where a database file may be made; it is not there yet."""
    return tmp_path / "cơ sở dữ liệu.db"
