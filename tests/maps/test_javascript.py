"""The pages' own scripts pass their linter, and the linter would tell."""

from __future__ import annotations

import pytest

from tests import javascript

LACKING = javascript.missing()
pytestmark = pytest.mark.skipif(LACKING is not None, reason=LACKING or "")


def test_scripts_are_clean() -> None:
    done = javascript.lint()
    assert done.returncode == 0, done.stdout


def test_a_fault_is_found() -> None:
    done = javascript.lint("export const two = () => { leaked = 1; };\n")
    assert done.returncode == 1
    assert "'leaked' is not defined" in done.stdout
