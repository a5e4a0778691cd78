"""What contributors and CI use: it can be read, and runs only what is in the repository."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = [file for file in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if file.stem != "config"]


def test_the_hooks_before_a_commit_come_from_this_repository():
    repositories = _read(ROOT / ".pre-commit-config.yaml")["repos"]
    assert [each["repo"] for each in repositories] == ["local"]
    programs = {hook["entry"].split()[0] for hook in repositories[0]["hooks"]}
    assert programs == {".venv/bin/ruff", ".venv/bin/mypy"}


def test_the_types_of_every_file_but_the_tests_are_checked_strictly(source_files):
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    checked = {ROOT / path for path in settings["files"]}
    # A revision of the database is generated, and never changed.
    files = [file for file in source_files if file.parent != ROOT / "migrations/versions"]
    assert settings["strict"]
    assert [file for file in files if checked.isdisjoint((file, *file.parents))] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_runs_the_scripts_that_run_everywhere(workflow: Path):
    steps = [step for job in _read(workflow)["jobs"].values() for step in job["steps"]]
    commands = [step["run"] for step in steps if "run" in step]
    assert commands
    for command in commands:
        script = re.fullmatch(r"bash (\.ci/\w+)(?: [\w-]+)?", command)
        # Text of an event in a command would be run as a part of it.
        assert script and (ROOT / script[1]).is_file(), command


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_may_read_the_code_and_nothing_else(workflow: Path):
    assert _read(workflow)["permissions"] == {"contents": "read"}


@pytest.mark.parametrize("form", FORMS, ids=lambda file: file.stem)
def test_an_issue_form_has_a_name_and_fields_of_different_ids(form: Path):
    content = _read(form)
    ids = [field["id"] for field in content["body"] if field["type"] != "markdown"]
    assert content["name"] and content["description"] and ids
    assert len(set(ids)) == len(ids)


def test_the_development_container_is_built_from_a_file_that_is_there():
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    assert (ROOT / ".devcontainer" / container["build"]["dockerfile"]).is_file()


def _read(file: Path) -> dict:
    return yaml.safe_load(file.read_text(encoding="utf-8"))
