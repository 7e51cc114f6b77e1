"""Names in zips without a word on their code page: the letters that were meant."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from simclr_gui.engine.datasets.folder.zip_names import clear_names


def placeholder(number: int, name: bytes) -> str:
    return f"~{number:0{len(name) - 2}d}~"


def zip_of(names: list[bytes], flags: int = 0, extra: bytes = b"") -> list[zipfile.ZipInfo]:
    """The entries as zipfile reads them, of names that are bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for number, name in enumerate(names):
            member = zipfile.ZipInfo(placeholder(number, name))
            member.extra = extra
            file.writestr(member, str(number))
    content = packed.getvalue()
    for number, name in enumerate(names):
        content = content.replace(placeholder(number, name).encode(), name)
    if flags:
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            content = mark.join(
                part[: place - 4] + struct.pack("<H", flags) + part[place - 2 :] if number else part
                for number, part in enumerate(content.split(mark))
            )
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.infolist()


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("utf-8", ["猫/1.png", "Größe/1.png", "кошка/1.png"]),
        ("gbk", ["猫/001.png", "狗/001.png"]),
        ("gbk", ["训练集/苹果/1.jpg", "训练集/香蕉/1.jpg", "测试集/苹果/1.jpg"]),
        ("gbk", ["正常/1.png", "肿瘤/1.png"]),
        ("cp932", ["ねこ/001.png", "いぬ/001.png"]),
        ("cp932", ["画像/りんご.png", "画像/みかん.png"]),
        ("cp932", ["正常/1.png", "異常/1.png"]),
        ("cp949", ["고양이/1.png", "강아지/1.png"]),
        ("big5", ["貓/001.png", "狗/001.png"]),
        ("cp1252", ["Bär/1.png", "Bör/1.png"]),
        ("cp1252", ["Café/1.png", "Übung/1.png"]),
        ("cp1252", ["España/1.png", "ÄPFEL/1.png"]),
        ("cp850", ["Größe/1.png", "Vögel/1.png"]),
        ("cp866", ["кошка/1.png", "Собака/1.png"]),
        ("cp1251", ["кошка/1.png", "Собака/1.png"]),
    ],
)
def test_that_names_get_the_letters_that_were_meant(page: str, names: list[str]) -> None:
    assert clear_names(zip_of([name.encode(page) for name in names])) == names


def test_that_two_names_never_become_one_whatever_their_bytes_are() -> None:
    names = [bytes((first, second)) + b"_.png" for first in range(0x80, 0x100, 5) for second in range(0x80, 0x100, 7)]
    assert len(set(clear_names(zip_of(names)))) == len(names)


def test_that_a_name_that_says_it_is_utf8_is_believed() -> None:
    assert clear_names(zip_of(["Ã¼.png".encode()], flags=0x800)) == ["Ã¼.png"]


def test_that_a_name_told_beside_is_taken_where_it_belongs_to_the_name() -> None:
    name, told = b"B\x84r.png", "Bär.png"
    for crc, expected in ((zlib.crc32(name), told), (1, "Bär.png")):
        field = struct.pack("<BL", 1, crc) + told.encode()
        (member,) = zip_of([name], extra=struct.pack("<HH", 0x7075, len(field)) + field)
        assert clear_names([member]) == [expected]


def test_that_plain_names_stay_what_they_are(tmp_path: Path) -> None:
    assert clear_names(zip_of([b"cat/1.png", b"cat\\2.png"])) == ["cat/1.png", "cat\\2.png"]
