"""The desk brings its own fonts: they load, have the weights it uses, and the letters that articles are written in."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication, QRawFont

FONTS = sorted((Path(__file__).parents[2] / "resources" / "fonts").glob("*.ttf"))
WESTERN_AND_CENTRAL_EUROPEAN = (
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿĄąĆćČčĎďĐđĘęĚěĞğİıŁłŃńŇňŐőŒœŘřŚśŞşŠšŤťŮůŰűŹźŻżŽž"
)
TYPOGRAPHIC = "\N{NO-BREAK SPACE}‘’‚“”„«»‹›–—…•€£¥†‡"


@pytest.fixture
def loaded(qapp: QGuiApplication) -> list[int]:
    return [QFontDatabase.addApplicationFont(str(path)) for path in FONTS]


def test_every_font_loads(loaded: list[int]) -> None:
    assert len(loaded) == 8
    assert -1 not in loaded


@pytest.mark.parametrize("family", ["Source Serif Pro", "Source Sans Pro"])
@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold])
def test_each_weight_is_a_cut_of_its_own(loaded: list[int], family: str, weight: QFont.Weight) -> None:
    font = QFont(family)
    font.setWeight(weight)
    assert (QFontInfo(font).family(), QFontInfo(font).weight()) == (family, weight)
    font.setWeight(QFont.Weight.Normal)
    font.setItalic(True)
    assert QFontInfo(font).styleName() == "Italic"


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_names_from_europe_can_be_read(qapp: QGuiApplication, path: Path) -> None:
    font = QRawFont(str(path), 16)
    needed = WESTERN_AND_CENTRAL_EUROPEAN + TYPOGRAPHIC
    assert [sign for sign in needed if not font.supportsCharacter(ord(sign))] == []
