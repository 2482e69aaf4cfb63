"""The API against its own description: schemathesis invents requests and checks the responses."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from web_site import open_library, running

EXAMPLES = 60  # a phase and operation


@pytest.mark.skipif(
    importlib.util.find_spec("schemathesis") is None, reason="schemathesis is not installed"
)
def test_the_api_keeps_its_description(tmp_path: Path) -> None:
    """No 5xx, nothing undescribed, nothing bad accepted, nothing good refused."""
    library = open_library(tmp_path / "content")
    program = "from schemathesis.cli import schemathesis; schemathesis()"
    with running(lambda: library) as origin:
        result = subprocess.run(  # a program of the dev extra, against ourselves
            [
                sys.executable, "-c", program, "run", f"{origin}/api/openapi.json",
                "--checks", "all", "--max-examples", str(EXAMPLES), "--no-color",
                "--continue-on-failure",
            ],
            cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    assert "2 selected" in result.stdout
