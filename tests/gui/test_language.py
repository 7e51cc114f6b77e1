"""What the engine says, and what explains the settings, in the window's language."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QPoint, Qt
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from simclr_gui.engine.config.presets import SHAPES
from simclr_gui.engine.config.settings import SECTIONS
from simclr_gui.engine.datasets.folder.cache_index import Index
from simclr_gui.engine.datasets.folder.decoding import NO_IMAGE, TOO_LARGE
from simclr_gui.engine.datasets.folder.health import report
from simclr_gui.engine.devices import device_name as name_in_the_engine
from simclr_gui.engine.events import Announced, ImagesChosen
from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.engine.messages.errors import Proposal, UserError
from simclr_gui.engine.messages.sentences import counted, in_a_list, in_a_row, kept, said
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.figures import duration
from simclr_gui.gui.look.language import (
    CHINESE,
    CHINESE_FAMILIES,
    ENGLISH,
    Language,
    listed,
    setting_words,
    spoken,
    spoken_language,
)
from simclr_gui.gui.pages.compare.words import setting_value
from simclr_gui.gui.pages.map.exporting import export_images
from simclr_gui.gui.words.names import amount, data_name, device_name, encoder_name, ordinal, setting_text
from simclr_gui.jobs.player import Failure
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.gui.test_pages import begin, feed, texts


@pytest.fixture
def language(qtbot: QtBot) -> Iterator[Language]:
    build_application([])
    language = Language()
    language.choose(ENGLISH)
    yield language
    language.choose(ENGLISH)


@pytest.fixture
def chinese(language: Language) -> Language:
    language.choose(CHINESE)
    return language


SENTENCES = (
    (said("Reading images: {done:,} of {total:,}", done=1_234, total=5_000), "正在读取图片：1,234 / 5,000"),
    ("Choose another folder.", "请选择别的文件夹。"),
    (said("{name} cannot be shown: {reason}.", name="a.txt", reason=NO_IMAGE), "无法显示 a.txt：它不是图片。"),
    (said("Classes here: {names}.", names=("cat", "empty", said("none"))), "这里的类别：cat、empty、无。"),
    (said("There is no class called {name}.", name="empty"), "没有名为 empty 的类别。"),
    (
        in_a_list(said("Batch of {count:,}", count=1_024), "Stem with stride 2"),
        "批大小 1,024；步幅为 2 的主干起始层（stem）",
    ),
    (in_a_row(said("{folder} holds no images.", folder="/x"), "Try again."), "/x 中没有图片。请重试。"),
    ("what nobody has translated", "what nobody has translated"),
    ("", ""),
)


@pytest.mark.parametrize(("sentence", "in_chinese"), SENTENCES, ids=[str(sentence) for sentence, _ in SENTENCES])
def test_that_the_engine_speaks_both_languages(sentence: str, in_chinese: str, language: Language) -> None:
    assert spoken(sentence) == sentence
    language.choose(CHINESE)
    assert spoken(sentence) == in_chinese
    language.choose(ENGLISH)
    assert spoken(sentence) == sentence


@pytest.fixture(params=["C", "de_DE"])
def system(request: pytest.FixtureRequest) -> Iterator[None]:
    """How the system writes its numbers: 10000, or 10.000."""
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield
    QLocale.setDefault(before)


COUNTS = (
    (0, ("0 epochs", "CPU, 0 threads"), ("0 轮", "CPU，0 个线程")),
    (1, ("1 epoch", "CPU, 1 thread"), ("1 轮", "CPU，1 个线程")),
    (2, ("2 epochs", "CPU, 2 threads"), ("2 轮", "CPU，2 个线程")),
    (10_000, ("10,000 epochs", "CPU, 10,000 threads"), ("10,000 轮", "CPU，10,000 个线程")),
)


@pytest.mark.parametrize(("count", "in_english", "in_chinese"), COUNTS)
def test_that_counts_agree_with_their_nouns_whatever_the_system_speaks(
    system: None, count: int, in_english: tuple[str, str], in_chinese: tuple[str, str], language: Language
) -> None:
    def texts_now() -> tuple[str, str]:
        by_the_engine = spoken(counted("1 epoch", "{count:,} epochs", count=count))
        return by_the_engine, QCoreApplication.translate("wording", "CPU, %Ln threads", None, count)

    assert texts_now() == in_english
    language.choose(CHINESE)
    assert texts_now() == in_chinese
    language.choose(ENGLISH)
    assert texts_now() == in_english


def test_that_a_setting_and_a_sentence_may_use_the_same_word_for_two_things(chinese: Language) -> None:
    assert spoken("empty") == "是空的"
    assert setting_words("empty") == "留空"
    assert setting_words("") == ""


def test_that_numbers_are_counted_as_the_language_does(language: Language) -> None:
    assert spoken_language() == ENGLISH
    assert [amount(number) for number in (700_000, 11_200_000, 1.8e9)] == ["0.7 million", "11.2 million", "1.8 billion"]
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 22)] == ["1st", "2nd", "3rd", "4th", "11th", "22nd"]
    assert [duration(seconds) for seconds in (42, 185, 7_800)] == ["42 s", "3 min 05 s", "2 h 10 min"]
    language.choose(CHINESE)
    assert spoken_language() == CHINESE
    numbers = (640, 96_000, 700_000, 11_200_000, 560_000_000, 1.8e9)
    assert [amount(number) for number in numbers] == ["640", "9.6 万", "70.0 万", "1120 万", "5.6 亿", "18.0 亿"]
    assert [ordinal(number) for number in (1, 2, 3, 4, 11)] == ["第 1", "第 2", "第 3", "第 4", "第 11"]
    assert [duration(seconds) for seconds in (42, 185, 7_800)] == ["42 秒", "3 分 05 秒", "2 小时 10 分"]
    assert listed(["a", "b"]) == "a、b"


def test_that_names_are_those_of_the_language(language: Language) -> None:
    import torch

    of_this_machine = name_in_the_engine(torch.device("cpu"))
    names = encoder_name("resnet18-thin"), encoder_name("resnet50"), data_name("shapes"), data_name("cifar10")
    assert names == ("thin ResNet-18", "ResNet-50", "Shapes", "CIFAR-10")
    devices = (of_this_machine, "CPU, 1 thread", "NVIDIA H100")
    assert tuple(map(device_name, devices)) == devices
    assert (encoder_name("my-net"), data_name("holiday")) == ("my-net", "holiday")
    language.choose(CHINESE)
    names = encoder_name("resnet18-thin"), encoder_name("resnet50"), data_name("shapes"), data_name("cifar10")
    assert names == ("窄 ResNet-18", "ResNet-50", "图形", "CIFAR-10")
    assert device_name(of_this_machine).startswith("CPU，")
    assert (device_name("CPU, 1 thread"), device_name("NVIDIA H100")) == ("CPU，1 个线程", "NVIDIA H100")


def test_that_what_cannot_be_exported_is_told_in_the_language(chinese: Language, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    nothing = ImagesChosen(np.zeros((0, 8, 8, 3), np.uint8), np.zeros(0, np.int64), np.zeros(0, np.int64), ())
    with pytest.raises(UserError, match=r"^无法写入 .*请选择别的文件夹。$"):
        export_images(tmp_path / "taken" / "folder", nothing, None, np.zeros(0, np.int64))


def test_that_a_damaged_run_is_told_in_the_language(chinese: Language, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{")
    trouble = summarise(tmp_path).trouble
    assert "is damaged: it is not JSON" in trouble
    assert spoken(trouble).endswith("请恢复该文件，或开始新的运行。")


def test_that_a_failure_is_chinese_in_the_chinese_window(chinese: Language, shown: Shown) -> None:
    proposals = (Proposal(said("Batch of {count:,}", count=1_024), {"optimisation.batch_size": 1_024}),)
    sentence = said("A step with a batch of {batch:,} does not fit into the memory of this machine.", batch=2_048)
    remedy = said("Less would do with: {proposals}.", proposals=in_a_list(*(each.words for each in proposals)))
    shown.session.fail(Failure(sentence, remedy, "optimisation.batch_size", proposals=proposals))
    banner = shown.window.banner
    assert banner.sentence.text() == "批大小为 2,048 时，这台机器的内存装不下一步训练。"
    assert banner.remedy.text() == "这样可以少用内存：批大小 1,024。"
    assert "批大小 1,024" in [button.text() for button in banner.findChildren(QPushButton)]


def test_that_what_was_left_out_is_chinese_in_the_chinese_window(chinese: Language, shown: Shown) -> None:
    left_out = [("a.png", kept(NO_IMAGE)), ("b.png", kept(TOO_LARGE))]
    feed(shown, report(Index(side_px=16, train=1, labels=[-1, -1], left_out=left_out, class_names=[])))
    assert shown.window.banner.sentence.text() == "已跳过：不是图片（1）、超过 6400 万像素（1）。"
    assert shown.window.banner.details == "a.png：不是图片\nb.png：超过 6400 万像素"


def test_that_what_is_being_done_is_chinese_in_the_chinese_window(chinese: Language, shown: Shown) -> None:
    shown.session.experiment.begin(Path("run"))
    feed(shown, Announced("Getting the machine ready"))
    assert shown.window.pages.train.sentence.text() == "正在准备机器…"
    begin(shown)
    shown.session.experiment.set_phase(Phase.EVALUATING)
    feed(shown, Announced(said("Testing what {name} recognises", name=said("the untrained network")), 0.5))
    assert "正在测试能识别什么（未训练的网络）…" in texts(shown.window.pages.train.result)
    assert "图形  ·  窄 ResNet-18" in texts(shown.window.header)


def test_that_settings_are_chinese_in_the_chinese_window(chinese: Language, shown: Shown, qtbot: QtBot) -> None:
    qtbot.mouseClick(shown.window.pages.train.setup.expert, Qt.MouseButton.LeftButton)
    expert = shown.window.pages.train.expert
    assert expert is not None
    batch = expert.forms["optimisation"].editor("batch_size")
    batch.control.line.setFocus()
    assert "每一步的图片数。" in texts(expert.forms["optimisation"])
    assert "常用值：CPU 上 64，GPU 上 256 到 512" in texts(expert.forms["optimisation"])
    assert batch.control.unit.text() == "张"
    assert batch.control.line.accessibleName() == "批大小"
    assert "批大小" in texts(expert.forms["optimisation"])
    for section, model in SECTIONS.items():
        for name, field in model.model_fields.items():
            words = expert.forms[section].row(name).help.text()
            assert field.description not in words
            assert "常用值：" in words
    for name, field in MapSettings.model_fields.items():
        tip = shown.window.pages.map.maps.tools.knobs.editors[name].toolTip()
        assert field.description not in tip
        assert "常用值：" in tip


def test_that_a_refusal_is_chinese_in_the_chinese_window(chinese: Language, shown: Shown, qtbot: QtBot) -> None:
    qtbot.mouseClick(shown.window.pages.train.setup.expert, Qt.MouseButton.LeftButton)
    expert = shown.window.pages.train.expert
    assert expert is not None
    expert.forms["views"].editor("crop_area_max").control.setValue(0.3)
    assert "views：最小裁剪不能大于最大裁剪。" in texts(expert.forms["views"])
    assert shown.session.experiment.config == SHAPES
    knobs = shown.window.pages.map.maps.tools.knobs
    knobs.rows["neighbours"].editor.edited.emit("neighbours", 1)
    assert knobs.rows["neighbours"].note.text() == "近邻数不能是 1：应当大于或等于 2。常用值：5 到 50。"


def test_that_qts_own_words_are_chinese_too(chinese: Language, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    words = [action.text() for action in line.createStandardContextMenu().actions()]
    assert any("复制" in word for word in words)


def test_that_latin_letters_stand_as_high_as_chinese_ones(chinese: Language) -> None:
    if not set(CHINESE_FAMILIES) & set(QFontDatabase.families()):
        pytest.skip("none of the Chinese families is installed")
    latin, han = (middle_of_ink_px(QPushButton(words)) for words in ("HEH", "国国"))
    assert abs(latin - han) <= 0.5


def middle_of_ink_px(button: QPushButton) -> float:
    """From the button's top."""
    button.setStyleSheet("background: white; color: black; border: none;")
    button.resize(200, 60)
    image = QImage(button.size() * 4, QImage.Format.Format_Grayscale8)
    image.setDevicePixelRatio(4)
    button.render(image, QPoint())
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    rows = np.flatnonzero((pixels[:, : image.width()] < 128).any(axis=1))
    return float(rows[0] + rows[-1] + 1) / 8


@pytest.mark.parametrize(("setting", "words"), [("data.train_images", "全部"), ("data.drawing_seed", "0")])
def test_that_nought_is_told_as_what_it_stands_for(chinese: Language, setting: str, words: str) -> None:
    assert setting_text(setting, 0) == setting_value(setting, 0) == words
