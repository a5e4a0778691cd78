"""Setting up an installation: the secret is its own, and nobody else can read it."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_secret_is_random_and_only_its_owner_can_read_it(tmp_path: Path):
    one, other = tmp_path / "one", tmp_path / "other"
    secrets = [_secret(folder) for folder in (one, other)]
    assert all(re.fullmatch(r"[0-9a-f]{64}\n", secret) for secret in secrets)
    assert secrets[0] != secrets[1]
    assert (one / "secret_key").stat().st_mode & 0o077 == 0
    assert one.stat().st_mode & 0o077 == 0


def test_setting_up_again_keeps_the_secret(tmp_path: Path):
    assert _secret(tmp_path / "instance") == _secret(tmp_path / "instance")


def test_an_unknown_step_is_refused(tmp_path: Path):
    done = _set_up(tmp_path, "nonsense")
    assert done.returncode == 1
    assert done.stderr == 'There is no step "nonsense".\n'


def _secret(folder: Path) -> str:
    done = _set_up(folder, "secret")
    assert (done.returncode, done.stderr) == (0, "")
    return (folder / "secret_key").read_text()


def _set_up(folder: Path, step: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(ROOT / "scripts/setup.sh"), "only", step]
    return subprocess.run(
        command, env=os.environ | {"INSTANCE": str(folder)}, capture_output=True, text=True, umask=0o022
    )
