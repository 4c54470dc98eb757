"""Prints the project's figures: finding, one question at three sizes, the whole process, documents, reminders."""

from tests.bench.documents import documents
from tests.bench.process import whole_process
from tests.bench.question import one_question
from tests.bench.ranking import comparison
from tests.bench.reminders import reminders
from tests.bench.telegram import through_telegram


def main() -> None:
    """All measurements, one after another."""
    for measure in (one_question, whole_process, comparison, documents, through_telegram, reminders):
        measure()
        print(flush=True)


if __name__ == "__main__":
    main()
