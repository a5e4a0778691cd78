"""How the tests run Node.js: from the root of the repository, with the output as text."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run_node(*arguments: str, input: str = "") -> str:
    """Return what Node.js prints; raises AssertionError with its errors, and where there is no Node.js."""
    program = shutil.which("node")
    assert program, "The tests of the browser's scripts need Node.js 18 or newer; .ci/node says how to install it."
    done = subprocess.run([program, *arguments], cwd=ROOT, input=input, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
