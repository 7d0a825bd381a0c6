"""Starts the kernel under test the way Jupyter does: from the kernel description that its own `jupyter install` wrote."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile

os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")

NAME = "kiali-tracing-under-test"
STARTUP = 60


def install():
    """Installs the kernel given on the command line into a folder of its own and makes Jupyter look there."""
    command = sys.argv.pop(1).split("|")
    folder = tempfile.mkdtemp(prefix="kiali-tracing-kernel-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    subprocess.run([*command, "jupyter", "install", "--prefix", folder, "--name", NAME], check=True, stdout=sys.stderr)
    os.environ["JUPYTER_PATH"] = os.path.join(folder, "share", "jupyter")


def start():
    """A running kernel: its manager and a client with open channels."""
    from jupyter_client.manager import start_new_kernel

    return start_new_kernel(kernel_name=NAME, startup_timeout=STARTUP)
