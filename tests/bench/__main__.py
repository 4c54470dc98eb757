"""Prints the project's figures: one question inside the process, and `aichutri ask` as a whole process."""

from tests.bench.process import whole_process
from tests.bench.question import one_question
from tests.bench.telegram import through_telegram


def main() -> None:
    """All measurements, one after another."""
    one_question()
    whole_process()
    through_telegram()


main()
