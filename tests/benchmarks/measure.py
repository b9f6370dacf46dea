"""How benchmarks measure: warm up, repeat, print the median and p95."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

RUNS = 40


def measured(name: str, work: Callable[[], object], *, runs: int = RUNS) -> float:
    """Run `work` once to warm up and `runs` times for the record; print and return the p95 in milliseconds.

    What the loader and earlier cases left is set apart from the garbage collector first: no web worker carries it.
    """
    gc.collect()
    gc.freeze()
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    p95 = statistics.quantiles(times, n=20)[18]
    print(f"{name:<58} median {statistics.median(times):8.2f} ms   p95 {p95:8.2f} ms   ({runs} runs)")
    return p95
