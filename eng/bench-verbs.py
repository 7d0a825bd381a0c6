#!/usr/bin/env python3
"""Wall seconds of each verb on a source as a whole process: the least of five runs after a warm-up.

usage: bench-verbs.py TOOL SOURCE
"""
import json
import os
import subprocess
import sys
import tempfile
import time

RUNS = 5
BAR_SECONDS = 1.5


def main(tool, source):
    def run(words):
        began = time.perf_counter()
        done = subprocess.run([tool, *words, "--source", source], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        return time.perf_counter() - began, done

    _, listing = run(["traces", "--format", "json"])
    traces = json.loads(listing.stdout)["traces"]
    trace_id = max(traces, key=lambda trace: trace["durationMs"])["traceId"]
    with tempfile.TemporaryDirectory() as folder:
        verbs = [
            ["status"], ["workloads"], ["traces"], ["trace", trace_id], ["heatmap", trace_id],
            ["metrics", "-w", "productpage-v1", "--spans"], ["graph", "--trace", trace_id], ["logs", "--trace", trace_id],
            ["stats", "--by", "workload"], ["report", "-o", os.path.join(folder, "report.pdf")],
        ]
        for words in verbs:
            times = []
            for turn in range(RUNS + 1):
                seconds, done = run(words)
                if turn > 0:
                    times.append(seconds)
            mark = "" if done.returncode == 0 else f"  exit {done.returncode}: {done.stderr.decode(errors='replace').strip()[:120]}"
            over = "  over the bar" if min(times) > BAR_SECONDS else ""
            print(f"  {words[0]:10} least {min(times):5.2f} s   most {max(times):5.2f} s{over}{mark}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
