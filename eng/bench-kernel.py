#!/usr/bin/python3
"""Compares the kernel with ipykernel, in one run on one machine. Not a test: it prints numbers and judges nothing.

usage: eng/bench-kernel.py [COMMAND [SOURCE]]     COMMAND starts kiali-tracing (default: the published build, else the debug build);
with a SOURCE, verbs are timed over it too.
Needs Debian's jupyter-client and ipykernel.
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")

from jupyter_client.manager import KernelManager

STARTS = 5
REPEATS = 20
ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILDS = ["artifacts/publish/Kiali.Tracing.Tool/release/kiali-tracing", "artifacts/bin/Kiali.Tracing.Tool/debug/kiali-tracing"]


def reply(kc, message_id):
    while True:
        message = kc.get_shell_msg(timeout=60)
        if message["parent_header"].get("msg_id") == message_id:
            return message["content"]


def timed(kc, request):
    since = time.perf_counter()
    content = reply(kc, request())
    took = (time.perf_counter() - since) * 1000
    if content["status"] != "ok":
        raise SystemExit(f"the kernel failed: {content}")
    return took


def start(name):
    """A kernel that has answered 1+1, and how long that took from the start of its process."""
    since = time.perf_counter()
    km = KernelManager(kernel_name=name)
    km.start_kernel()
    kc = km.client()
    kc.start_channels()
    kc.wait_for_ready(timeout=60)
    ready = (time.perf_counter() - since) * 1000
    timed(kc, lambda: kc.execute("1+1"))
    return km, kc, ready, (time.perf_counter() - since) * 1000


def stop(km, kc):
    kc.stop_channels()
    km.shutdown_kernel(now=True)


def starts(name):
    readies, firsts = [], []
    for _ in range(STARTS):
        km, kc, ready, first = start(name)
        stop(km, kc)
        readies.append(ready)
        firsts.append(first)
    return min(readies), min(firsts), statistics.median(firsts)


def later(name, cells, completion):
    km, kc, _, _ = start(name)
    times = {cell: [timed(kc, lambda: kc.execute(cell)) for _ in range(REPEATS)] for cell in cells}
    completions = {text: [timed(kc, lambda: kc.complete(text)) for _ in range(REPEATS)] for text in completion}
    interrupts = []
    if name != "python3":
        for _ in range(5):
            message_id = kc.execute('Console.WriteLine("started"); while (true) { }')
            while True:
                message = kc.get_iopub_msg(timeout=60)
                if message["msg_type"] == "stream" and message["parent_header"].get("msg_id") == message_id:
                    break
            since = time.perf_counter()
            kc.control_channel.send(kc.session.msg("interrupt_request", {}))
            reply(kc, message_id)
            interrupts.append((time.perf_counter() - since) * 1000)
    with open(f"/proc/{km.provisioner.process.pid}/status", encoding="ascii") as status:
        memory = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
    stop(km, kc)
    return times, completions, interrupts, memory


def verbs(source):
    """Verbs in a warm kernel, in ms: the first run, and the minimum of those after it."""
    km, kc, _, _ = start("bench")
    timed(kc, lambda: kc.execute(f"#!kiali connect {source}"))
    taken = {}
    for verb in ("status", "workloads", "traces", "stats", "graph", "logs"):
        try:
            times = [timed(kc, lambda: kc.execute(f"#!kiali {verb}")) for _ in range(6)]
            taken[verb] = (times[0], min(times[1:]))
        except SystemExit as refused:
            print(f"  {verb}: {refused}")
    stop(km, kc)
    return taken


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else next((str(ROOT / b) for b in BUILDS if (ROOT / b).exists()), None)
    if command is None:
        raise SystemExit("nothing to measure: dotnet publish src/Kiali.Tracing.Tool -c Release -p:KialiReadyToRun=true")
    folder = tempfile.mkdtemp(prefix="bench-kernel-")
    try:
        subprocess.run([command, "jupyter", "install", "--prefix", folder, "--name", "bench"], check=True, stdout=subprocess.DEVNULL)
        os.environ["JUPYTER_PATH"] = os.path.join(folder, "share", "jupyter")
        print(f"{command}\n")
        start_all = {name: starts(name) for name in ("python3", "bench")}
        print(f"start, ms (minimum of {STARTS})        ipykernel   kiali-tracing   ratio   bar")
        for label, index, bar in (("ready", 0, ""), ("first 1+1 answered", 1, "<= 2"), ("first 1+1, median", 2, "")):
            theirs, ours = start_all["python3"][index], start_all["bench"][index]
            print(f"  {label:30} {theirs:9.0f} {ours:15.0f} {ours / theirs:7.2f}   {bar}")
        theirs = later("python3", ["1+1", "sum(x * 2 for x in range(10))"], ["str.", "pri"])
        ours = later("bench", ["1+1", "Enumerable.Range(0, 10).Sum(x => x * 2)", "var frame = new DataFrame(new Int32DataFrameColumn(\"n\", new[] { 1, 2, 3 })); frame"], ["string.", "Cons"])
        print(f"\nlater, ms                             minimum of {REPEATS}   median   bar")
        for who, (times, completions, interrupts, memory) in (("ipykernel", theirs), ("kiali-tracing", ours)):
            for cell, taken in times.items():
                print(f"  {who}: {cell[:40]:42} {min(taken):8.1f} {statistics.median(taken):8.1f}   {'<= 40' if who != 'ipykernel' else ''}")
            for text, taken in completions.items():
                print(f"  {who}: {'completion of ' + text:42} {min(taken):8.1f} {statistics.median(taken):8.1f}   {'<= 150' if who != 'ipykernel' else ''}")
            if interrupts:
                print(f"  {who}: {'interrupt of while (true) { }':42} {min(interrupts):8.1f} {statistics.median(interrupts):8.1f}")
            print(f"  {who}: memory {memory:.0f} MB")
        if len(sys.argv) > 2:
            print("\nverbs, ms                                first   minimum of 5   bar")
            for verb, (first, warm) in verbs(sys.argv[2]).items():
                print(f"  {verb:36} {first:9.0f} {warm:14.1f}   <= 200")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
