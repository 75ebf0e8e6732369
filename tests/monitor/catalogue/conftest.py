from pathlib import Path
from typing import NamedTuple

import pytest

FILES = {
    "edition.yaml": """\
id: harbour-2015
name: 港城目录
jurisdiction: HC
year: 2015
calendar: china
general_columns: [通知公告]
""",
    "instruments.yaml": """\
instruments:
- {id: law, name: 公开法, doc_no: 令第1号, strength: law, jurisdiction: CN, valid_from: 2010-01-01}
- {id: memory, name: 旧文, doc_no: '', strength: normative, jurisdiction: CN, valid_from: 2010-01-01,
   recalled: true}
""",
    "units.yaml": """\
units:
- {id: U_FINANCE, name: 财政局}
- {id: U_SCHOOLS, name: 教育局}
- {id: U_ALL, name: 各部门, kind: set, members: [U_FINANCE, U_SCHOOLS]}
""",
    "timings.yaml": """\
templates:
- id: TWENTY
  timings:
  - {rule: within, n: 20, unit: wd, trigger: 形成之日, valid_from: 2010-01-01, valid_to: 2018-12-31,
     jurisdiction: CN, strength: law, cite: ['law#1']}
  - {rule: within, n: 10, unit: wd, trigger: 形成之日, valid_from: 2019-01-01,
     jurisdiction: CN, strength: law, cite: ['law#2']}
""",
    "categories/C01-budget.yaml": """\
id: C01
number: 1
name: 预算公开
mode: lead_plus_all
lead: [U_FINANCE]
others: [U_ALL]
passage: >-
  每年公布预算，
  逾期说明理由。
terms:
  columns: [预算]
  titles:
  - '预算(公开)?'
duties:
- id: C01.1
  name: 部门预算
  kind: periodic
  checkability: full
  denominator: 每年1份
  timings:
  - {rule: by_date, due: '03-31', valid_from: 2015-01-01, jurisdiction: CN, strength: law, cite: [law],
     scope: [U_ALL]}
  - {use: TWENTY}
  elements:
  - {key: total, name: 收支总表, synonyms: [总表]}
- id: C01.2
  name: 部门决算
  kind: event_driven
  checkability: partial
  timings:
  - {like: C01.1}
  - {rule: within, n: 7, unit: wd, trigger: 批复之日, jurisdiction: CN, strength: normative, cite: [memory]}
  elements_as: C01.1
""",
}


class Folder(NamedTuple):
    path: Path

    def replace(self, file: str, old: str, new: str) -> None:
        path = self.path / file
        text = path.read_text("utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    def line_of(self, file: str, text: str) -> int:
        return (self.path / file).read_text("utf-8").partition(text)[0].count("\n") + 1


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    home = tmp_path / "harbour-2015"
    (home / "categories").mkdir(parents=True)
    for name, text in FILES.items():
        (home / name).write_text(text, "utf-8")
    return Folder(home)
