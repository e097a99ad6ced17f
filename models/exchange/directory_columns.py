"""Columns of a list of units and residents, and what a row of it says. No database."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.core.errors import UserProblem
from models.directory.kinds import ContactDraft, ContactKind, ResidentKind
from models.directory.phones import clean_contacts, split_phones
from models.directory.units import unit_parts
from models.exchange.reading import TableRow, fold_header

_HEADERS: Mapping[str, str] = {
    "property": """小区 小区名称 项目 项目名称 物业项目 楼盘 property estate community site""",
    "building": """楼栋 楼号 栋号 栋 楼 幢 幢号 座 楼栋号 楼宇 楼座
        building block tower bldg building_no building_number""",
    "staircase": """单元 单元号 梯 门洞 staircase entrance stair stairwell""",
    "floor": """楼层 层 所在楼层 floor level storey""",
    "unit": """房号 房间 房间号 室号 室 门牌 门牌号 户号 房屋 房屋编号 房产 单元房号 房屋号
        unit unit_no unit_number room room_no apartment apt flat suite home""",
    "name": """姓名 业主 业主姓名 住户 住户姓名 客户姓名 客户名称 联系人 租户姓名
        name full_name resident resident_name owner tenant contact""",
    "phone": """电话 手机 手机号 手机号码 联系电话 联系方式 电话号码 移动电话 固话 座机 备用电话 其他电话
        phone phones mobile telephone tel phone_number cell mobile_phone home_phone other_phone""",
    "email": """邮箱 电子邮箱 电子邮件 邮件 email mail email_address""",
    "kind": """类型 类别 身份 住户类型 客户类型 关系 与业主关系 住户性质
        kind type role relation relationship resident_type""",
    "since": """入住 入住日期 入住时间 起 开始日期 迁入 迁入日期 交房日期
        since move_in moved_in from start start_date move_in_date""",
    "until": """迁出 迁出日期 迁出时间 止 结束日期 到期 租约到期 搬离日期
        until move_out moved_out to end end_date lease_end""",
    "language": """语言 语种 language languages spoken_language""",
    "hints": """备注 提示 说明 注意事项 hints hint notes note remarks remark comment comments""",
    "access_needs": """特殊需要 特殊需求 无障碍需求 照顾事项 access_needs access needs special_needs accessibility""",
    "vulnerable": """重点关怀 重点关注 弱势 独居老人 vulnerable priority""",
    "age_group": """年龄段 年龄 age_group age""",
    "occupation": """职业 工作 occupation job profession""",
}
FIELDS: Mapping[str, str] = {
    fold_header(header): field for field, headers in _HEADERS.items() for header in headers.split()
}
MANY = frozenset({"phone", "email"})

_KINDS: Mapping[str, str] = {
    word: kind
    for kind, words in {
        ResidentKind.OWNER: "业主 产权人 房主 户主 owner landlord",
        ResidentKind.TENANT: "租户 租客 承租人 租赁 租住 tenant renter lessee",
        ResidentKind.FAMILY: "家属 家人 家庭成员 亲属 配偶 子女 父母 family relative spouse child parent familymember",
        ResidentKind.SHOP: "商户 商铺 店主 店铺 商家 shop shopkeeper store merchant business",
        ResidentKind.OTHER: "其他 其它 住户 other resident",
    }.items()
    for word in words.split()
}
_LANGUAGES: Mapping[str, str] = {
    **dict.fromkeys(("中文", "汉语", "普通话", "国语", "chinese", "mandarin", "zh", "zhcn"), "zh_CN"),
    **dict.fromkeys(("英文", "英语", "english", "en", "enus", "engb"), "en"),
}
_YES = frozenset({"是", "有", "√", "y", "yes", "true", "1", "对", "x"})
_SERIAL_START, _SERIALS = date(1899, 12, 30), range(10_000, 80_000)
_DAY = re.compile(
    r"([12][0-9]{3})\s*[-/.年]\s*([0-9]{1,2})(?:\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?|月)?(?:[T ].*)?"
)
_COMPACT = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")
_DAY_LAST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([12][0-9]{3})(?:\s.*)?")
_BLANK = frozenset({"", "-", "--", "/", "无", "n/a", "na", "none", "null", "未知"})


@dataclass(frozen=True)
class HomeLine:
    """A row understood: a unit and, where it names one, somebody who lives there."""

    line: int
    cells: tuple[str, ...]
    property: str
    building: str
    building_name: str
    staircase: str
    unit: str
    floor: int | None
    name: str
    contacts: tuple[tuple[ContactDraft, str], ...]
    kind: str | None
    since: date | None
    until: date | None
    language: str | None
    hints: str
    access_needs: str
    vulnerable: bool
    age_group: str | None
    occupation: str | None


@dataclass(frozen=True)
class Columns:
    """Which columns of a table mean what."""

    at: Mapping[str, tuple[int, ...]]
    ignored: tuple[str, ...]

    def text(self, row: TableRow, field: str) -> str:
        """What a row says in a field, several columns joined; empty for what people write instead of nothing."""
        texts = [row.text(index) for index in self.at.get(field, ())]
        return " ; ".join(text for text in texts if text.casefold() not in _BLANK)


def columns_of(headers: Sequence[str]) -> Columns:
    """Understand the headers. Raises ``directory.no_unit_column``."""
    at: dict[str, tuple[int, ...]] = {}
    ignored = []
    for index, header in enumerate(headers):
        field = FIELDS.get(fold_header(header)) or FIELDS.get(
            fold_header(re.sub(r"[(（].*?[)）]|[*＊]", "", header))
        )
        if field is None or (field in at and field not in MANY):
            ignored.append(header)
        else:
            at[field] = (*at.get(field, ()), index)
    if "unit" not in at:
        raise UserProblem("directory.no_unit_column", headers=tuple(headers[:8]))
    return Columns(at, tuple(header for header in ignored if header))


def read_line(columns: Columns, row: TableRow, region: str) -> HomeLine:
    """Understand a row. Raises a ``UserProblem`` that says what to mend."""
    if row.cut:
        raise UserProblem("row.cut")
    if row.extra:
        raise UserProblem("row.too_many_cells", n=row.extra)
    text = {field: columns.text(row, field) for field in _HEADERS}
    building, staircase, unit = split_unit(text["building"], text["staircase"], text["unit"])
    contacts = _contacts(text, region)
    if contacts and not text["name"]:
        raise UserProblem("directory.no_name")
    since, until = (read_day(columns, row, field) for field in ("since", "until"))
    if since and until and until < since:
        raise UserProblem("residency.backwards", since=since, until=until)
    return HomeLine(
        row.line,
        row.texts(),
        text["property"],
        building,
        text["building"] if text["building"].casefold() != building.casefold() else "",
        staircase,
        unit,
        _floor(text["floor"]),
        " ".join(text["name"].split()),
        contacts,
        _kind(text["kind"]),
        since,
        until,
        _LANGUAGES.get(fold_header(text["language"]), text["language"]) or None,
        text["hints"],
        text["access_needs"],
        text["vulnerable"].casefold() in _YES,
        text["age_group"] or None,
        text["occupation"] or None,
    )


def split_unit(building: str, staircase: str, unit: str) -> tuple[str, str, str]:
    """Codes of building, staircase and unit: "3号楼" and "1502", or all of it in one cell ("3-1502", "3-2-1502")."""
    parts = [part.upper() for part in unit_parts(unit)]
    if not parts:
        raise UserProblem("directory.no_unit")
    if len(parts) > 1 and len(parts[-1]) <= 2 and (building or len(parts) > 2):
        parts[-2:] = ["-".join(parts[-2:])]  # "15-02": the floor and the place on it
    code = _code(building)
    if not code and len(parts) > 1:
        code = parts.pop(0)
    elif code and len(parts) > 1 and parts[0] == code:
        parts.pop(0)
    stair = _code(staircase)
    if len(parts) > 1:
        first = parts.pop(0)
        if stair and stair != first:
            raise UserProblem("directory.unit_unclear", unit=unit)
        stair = first
    if len(parts) > 1:
        raise UserProblem("directory.unit_unclear", unit=unit)
    return code, stair, parts[0]


def _code(text: str) -> str:
    """The code of a building or staircase: 3 of "3号楼", A of "A座"; a name stays as it is."""
    parts = unit_parts(text)
    return parts[0].upper() if len(parts) == 1 else " ".join(text.split())


def _contacts(text: Mapping[str, str], region: str) -> tuple[tuple[ContactDraft, str], ...]:
    phones = [ContactDraft(ContactKind.PHONE, phone) for phone in split_phones(text["phone"], region)]
    mails = [part for part in re.split(r"[;；,，\s]+", text["email"]) if part]
    return clean_contacts([*phones, *(ContactDraft(ContactKind.EMAIL, mail) for mail in mails)], region)


def _floor(text: str) -> int | None:
    if not text:
        return None
    match = re.fullmatch(r"(-|[bB]|负|地下)?\s*([0-9]{1,3})\s*(?:层|楼|[fF])?", text)
    if match is None:
        raise UserProblem("directory.floor", value=text)
    return int(match[2]) * (-1 if match[1] else 1)


def _kind(text: str) -> str | None:
    if not text:
        return None
    kind = _KINDS.get(fold_header(text))
    if kind is None:
        raise UserProblem("directory.kind", value=text)
    return str(kind)


def read_day(columns: Columns, row: TableRow, field: str) -> date | None:
    """A day as the cell or its text gives it. Raises ``directory.date`` when it is none, or two."""
    for index in columns.at.get(field, ()):
        cell = row.cells[index] if index < len(row.cells) else None
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _SERIALS:
            return _SERIAL_START + timedelta(days=int(cell))
    text = columns.text(row, field)
    if not text:
        return None
    day = _day_of(text)
    if day is None:
        raise UserProblem("directory.date", value=text)
    return day


def _day_of(text: str) -> date | None:
    year = month = number = 0
    if match := _DAY.fullmatch(text):
        year, month, number = int(match[1]), int(match[2]), int(match[3] or 1)
    elif match := _COMPACT.fullmatch(text):
        year, month, number = int(match[1]), int(match[2]), int(match[3])
    elif match := _DAY_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first <= 12 and second <= 12 and first != second:
            return None  # 03/04/2025 is two days
        month, number = (second, first) if first > 12 else (first, second)
    try:
        return date(year, month, number)
    except ValueError:
        return None
