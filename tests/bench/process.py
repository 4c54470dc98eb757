"""`aichutri ask` from start to answer, beside Python importing underthesea and cutting one phrase into words."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

_RUNS = 7
_ASK = [str(Path(sys.executable).parent / "aichutri"), "ask", "ai chủ trì phòng chống đuối nước ở Nghệ An?"]
_WORDS = [sys.executable, "-c", "from underthesea import word_tokenize; word_tokenize('xin chào')"]


def whole_process() -> None:
    """Medians of both commands, in turn, their ratio run by run, and the peak memory of ours."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "AICHUTRI_DB": str(Path(folder) / "bench.db")}
        # As on any machine, Python keeps what it has compiled of our files; of underthesea's it always does.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        subprocess.run([_ASK[0], "run"], env=env, stdin=subprocess.DEVNULL, capture_output=True, check=True)
        pairs = [(_seconds(_ASK, env), _seconds(_WORDS, env)) for _ in range(_RUNS + 1)][1:]
        print(f"Cả tiến trình, trung vị {_RUNS} lượt")
        print(f"  aichutri ask: {median(a for a, _ in pairs):.2f} s   underthesea: {median(b for _, b in pairs):.2f} s")
        print(f"  tỉ lệ: {median(a / b for a, b in pairs):.2f} (không quá 1,5)")
        print(f"  bộ nhớ cao nhất của aichutri ask: {_peak(env):.0f} MB (không quá 200)")


def _seconds(command: list[str], env: dict[str, str]) -> float:
    start = perf_counter()
    subprocess.run(command, env=env, capture_output=True, check=True)
    return perf_counter() - start


def _peak(env: dict[str, str]) -> float:
    """Peak resident memory of one `ask`, in MB, as the system accounts for a finished child."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    run = subprocess.run([sys.executable, "-c", code, *_ASK], env=env, capture_output=True, check=True, text=True)
    return int(run.stdout) / 1024
