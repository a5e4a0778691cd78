"""The lock files hold every requirement within its range, with hashes, and no address."""

import re
from email.message import Message
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
RANGES_OF = {
    "requirements.lock": ("requirements.txt",),
    "requirements-dev.lock": ("requirements.txt", "requirements-dev.txt"),
}
# Where the lock is to work as it is; elsewhere the ranges are installed. Debian 12 has 3.11.2.
PYTHONS = ("3.11.2", "3.12.0", "3.13.0", "3.14.0")
MACHINES = (("linux", "Linux", "x86_64"), ("linux", "Linux", "aarch64"), ("darwin", "Darwin", "arm64"))
ENVIRONMENTS = [
    {
        "python_full_version": python,
        "python_version": python.rpartition(".")[0],
        "sys_platform": platform,
        "platform_system": system,
        "platform_machine": machine,
        # What a package's extras need is left out: nobody may have asked for them.
        "extra": "",
    }
    for python, (platform, system, machine) in product(PYTHONS, MACHINES)
]
# The two differ where what tests Panorama works with older packages only: Dash's with urllib3 1.
OLDER_IN_TESTS = {"urllib3"}

both = pytest.mark.parametrize("lock", RANGES_OF)


@both
def test_every_requirement_is_locked_within_its_range(lock: str):
    versions = _versions(lock)
    ranges = [requirement for file in RANGES_OF[lock] for requirement in _ranges(file)]
    assert [str(each) for each in ranges if not _is_met(each, versions)] == []
    assert len(ranges) >= 29


@both
def test_every_entry_has_hashes(lock: str):
    assert [entry.split()[0] for entry in _entries(lock) if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)] == []


@both
def test_no_address_and_no_path_stands_in_a_lock(lock: str):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r".*(?:://|--(?:extra-)?index|--find-links|--trusted-host|@ |\s/\w).*", text) == []


@both
@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=lambda it: "-".join(list(it.values())[1:5]))
def test_nothing_is_missing_on_any_supported_python_and_machine(lock: str, environment: dict[str, str]):
    locked = {name: pin for name, pin in _pins(lock).items() if _applies(pin, environment)}
    needed = {
        (name, requirement.name)
        for name in locked
        for requirement in map(Requirement, _metadata(locked[name]).get_all("Requires-Dist", []))
        if _applies(requirement, environment)
    }
    assert len(needed) > 50
    assert sorted(pair for pair in needed if canonicalize_name(pair[1]) not in locked) == []


@both
@pytest.mark.parametrize("python", PYTHONS)
def test_every_locked_version_can_be_installed_on_every_supported_python(lock: str, python: str):
    environments = [each for each in ENVIRONMENTS if each["python_full_version"] == python]
    locked = [pin for pin in _pins(lock).values() if any(_applies(pin, each) for each in environments)]
    pythons = {pin.name: SpecifierSet(_metadata(pin).get("Requires-Python", "")) for pin in locked}
    assert [name for name, supported in pythons.items() if not supported.contains(python)] == []


def test_what_is_tested_is_what_runs():
    run, tested = _versions("requirements.lock"), _versions("requirements-dev.lock")
    assert {name for name, version in run.items() if tested.get(name) != version} <= OLDER_IN_TESTS


def _entries(lock: str) -> list[str]:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line)]


@cache
def _pins(lock: str) -> dict[str, Requirement]:
    pins = [Requirement(entry.split("--hash")[0]) for entry in _entries(lock)]
    return {canonicalize_name(pin.name): pin for pin in pins}


def _versions(lock: str) -> dict[str, str]:
    return {name: str(pin.specifier).removeprefix("==") for name, pin in _pins(lock).items()}


def _ranges(file: str) -> list[Requirement]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if re.match(r"[A-Za-z0-9]", line)]


def _is_met(requirement: Requirement, versions: dict[str, str]) -> bool:
    name = canonicalize_name(requirement.name)
    return name in versions and requirement.specifier.contains(versions[name], prereleases=True)


@cache
def _metadata(pin: Requirement) -> Message:
    """Return what the locked version says of itself, or an empty message where it is not the one that is installed."""
    try:
        found: Message = metadata(pin.name)  # type: ignore[assignment]
    except PackageNotFoundError:
        return Message()
    return found if pin.specifier.contains(found["Version"], prereleases=True) else Message()


def _applies(requirement: Requirement, environment: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(environment)
