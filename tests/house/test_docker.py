"""No engine runs in the tests: the files are checked by what knows their format."""

from pathlib import Path

import yaml

from tests.house.programs import ROOT, run

COMPOSE = ROOT / "docker" / "compose.yaml"
SCHEMA = ("--builtin-schema", "vendor.compose-spec")


def test_compose_file_fits_its_schema() -> None:
    result = run("check-jsonschema", *SCHEMA, str(COMPOSE))
    assert result.returncode == 0, result.stdout


def test_the_schema_check_finds_a_wrong_key(tmp_path: Path) -> None:
    wrong = tmp_path / "compose.yaml"
    wrong.write_text(COMPOSE.read_text().replace("healthcheck:", "healthchek:"))
    assert run("check-jsonschema", *SCHEMA, str(wrong)).returncode == 1


def test_dockerfile_passes_its_linter() -> None:
    result = run("hadolint", "docker/Dockerfile")
    assert result.returncode == 0, result.stdout


def test_entrypoint_is_a_valid_and_executable_script() -> None:
    script = ROOT / "docker" / "entrypoint.sh"
    assert run("sh", "-n", str(script)).returncode == 0
    assert script.stat().st_mode & 0o100


def test_vault_and_database_never_share_a_volume() -> None:
    services = yaml.safe_load(COMPOSE.read_text())["services"]
    bot = {volume.split(":")[0] for volume in services["bot"]["volumes"]}
    database = {volume.split(":")[0] for volume in services["database"]["volumes"]}
    assert "vault" in bot
    assert not bot & database
