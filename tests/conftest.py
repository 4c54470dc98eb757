"""Fixtures shared by the tests."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.storing.library import bundled_plans, import_all
from knowledge.storing.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty task base in memory."""
    with Store.open(":memory:") as store:
        yield store


@pytest.fixture
def tmp_db(tmp_path: Path) -> Path:
    """Where a database file may be made; it is not there yet."""
    return tmp_path / "cơ sở dữ liệu.db"


@pytest.fixture(scope="session")
def plans_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with the bundled plans, read once for all tests that only ask."""
    path = tmp_path_factory.mktemp("plans") / "plans.db"
    with Store.open(path) as store:
        import_all(store, bundled_plans(), datetime(2026, 11, 22, tzinfo=UTC))
    return path
