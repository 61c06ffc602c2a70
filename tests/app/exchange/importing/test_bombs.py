"""Small files that would fill the memory get a sentence, whatever their ending says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.exchange.importing.files import read

from .bombs import BOMBS, merging, sheet_of
from .sheets import sentence

ROOT = Path(__file__).parents[4]
MOST_MEGABYTES = 500
READ = {"a link from every cell", "rows and rows"}
"""What is harmless as it is read."""
CHILD = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, (600, 600))
from app.exchange.importing.files import CannotRead, read
said = []
for name in sys.stdin.read().split():
    try:
        read(Path(name))
        said.append("")
    except CannotRead as error:
        said.append(str(error))
status = Path("/proc/self/status")  # what a program is told of itself counts what it was started by, too
if status.exists():
    kilobytes = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
else:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([said, kilobytes // 1024]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="how much memory a program took is asked as Unix does")
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_what_would_fill_the_memory_gets_a_sentence_and_takes_little_of_it(tmp_path: Path, ending: str):
    paths: list[Path] = []
    for number, make in enumerate(BOMBS.values()):
        content = make()
        if content.startswith(b"PK") or ending == ".csv":
            paths.append(tmp_path / f"{number}{ending}")
            paths[-1].write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", CHILD], input="\n".join(map(str, paths)), cwd=ROOT, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    said, megabytes = json.loads(done.stdout)
    names = [name for number, name in enumerate(BOMBS) if tmp_path / f"{number}{ending}" in paths]
    assert {name for name, sentence in zip(names, said, strict=True) if not sentence} == READ & {*names}
    assert all(each.endswith(".") for each in said if each)
    assert megabytes < MOST_MEGABYTES


@pytest.mark.parametrize("ending", [".xlsm", ".csv", ".tsv", ".xls", ".txt"])
def test_a_workbook_that_merges_too_much_is_refused_whatever_its_name(tmp_path: Path, ending: str):
    path = tmp_path / f"plan{ending}"
    path.write_bytes(merging("A1:XFD1048576"))
    assert "merges more cells than a plan has" in sentence(lambda: read(path))


def test_a_title_over_the_whole_width_of_a_sheet_is_read(tmp_path: Path):
    (tmp_path / "plan.xlsx").write_bytes(merging("A1:XFD1"))
    (grid,) = read(tmp_path / "plan.xlsx")
    assert [cell.text for cell in grid.rows[0]] == ["Ref"]  # the other was under it
    assert grid.merged[0].right == 0


def test_what_stands_far_from_the_rest_costs_only_its_own_rows(tmp_path: Path):
    far = '<row r="40000"><c r="KA40000" t="str"><v>far</v></c></row>'
    (tmp_path / "plan.xlsx").write_bytes(sheet_of(far))
    (grid,) = read(tmp_path / "plan.xlsx")
    assert grid.at(39_999, 286).text == "far"
    assert len({id(row) for row in grid.rows}) == 3
