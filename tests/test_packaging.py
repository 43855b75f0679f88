"""What `pip install` gets: the package with its ø, its web files, and the command."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_holds_every_module_the_web_files_and_the_command(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "import sys, hatchling.build as b; print(b.build_wheel(sys.argv[1]))",
        str(tmp_path),
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "frøya"
    for path in [*package.rglob("*.py"), *package.rglob("*.md"), *(package / "chat" / "static").iterdir()]:
        assert path.relative_to(ROOT).as_posix() in names
    entry = next(name for name in names if name.endswith("entry_points.txt"))
    assert "froya = frøya.cli:main" in zipfile.ZipFile(wheel).read(entry).decode()
