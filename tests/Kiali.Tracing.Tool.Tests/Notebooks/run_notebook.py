"""Runs a committed notebook through the kernel under test and compares every output with the committed one.

usage: run_notebook.py KERNEL-COMMAND NOTEBOOK [SAVE-AS]
Prints each difference, then what the notebook printed, and last: N cells, M outputs, K different.
"""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "Jupyter"))

import kernel_under_test

kernel_under_test.install()

import nbformat
from nbclient import NotebookClient

SHOWN = 300


def facts(output):
    """What a reader sees of an output: not its count, its display id or its metadata."""
    kind = output["output_type"]
    if kind == "stream":
        return kind, output["name"], output["text"]
    if kind == "error":
        return kind, output["ename"], output["evalue"]
    data = output["data"]
    return "display", data.get("text/plain", ""), data.get("text/html", "")


def main(path, save_as=None):
    committed = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    NotebookClient(
        fresh, timeout=120, kernel_name=kernel_under_test.NAME, resources={"metadata": {"path": os.path.dirname(path)}}
    ).execute()

    different = outputs = 0
    for number, (before, after) in enumerate(zip(committed.cells, fresh.cells)):
        if after.cell_type != "code":
            continue
        old, new = [facts(item) for item in before.outputs], [facts(item) for item in after.outputs]
        outputs += len(new)
        if old != new:
            different += 1
            print(f"cell {number} differs:\n  committed {str(old)[:SHOWN]}\n  now       {str(new)[:SHOWN]}")
        for item in after.outputs:
            if item["output_type"] == "stream":
                print("printed: " + item["text"].strip())
    if save_as:
        for cell in fresh.cells:
            if cell.cell_type == "code":
                cell.metadata.pop("execution", None)
        nbformat.write(fresh, save_as)
    print(f"{sum(cell.cell_type == 'code' for cell in fresh.cells)} cells, {outputs} outputs, {different} different")


main(*(os.path.abspath(argument) for argument in sys.argv[1:]))
