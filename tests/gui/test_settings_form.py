"""Settings are typed with real keys, in any country's way, and nothing is changed in silence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QSlider, QWidget
from pytestqt.qtbot import QtBot

from simclr_gui.engine.config.presets import SHAPES, preset_for
from simclr_gui.engine.messages.number_text import number_text
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.pages.train.expert_view import ADVANCED, ExpertView
from simclr_gui.gui.parts.number_field import NumberField, ShareField
from simclr_gui.gui.settings_form import SettingRow
from simclr_gui.state.experiment import Experiment, Phase
from tests.gui.conftest import Shown

KEY = Qt.Key


@pytest.fixture(params=["de_DE", "fr_FR", "en_US"])
def _anywhere(request: pytest.FixtureRequest) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def experiment() -> Experiment:
    return Experiment()


@pytest.fixture
def expert(qtbot: QtBot, experiment: Experiment) -> ExpertView:
    view = ExpertView(experiment)
    qtbot.addWidget(view)
    view.resize(1_144, 500)
    view.show()
    view.activateWindow()
    qtbot.waitActive(view)
    return view


def row(expert: ExpertView, field: str) -> SettingRow:
    section, name = field.split(".")
    return expert.forms[section].row(name)


def line(expert: ExpertView, field: str) -> QLineEdit:
    control = row(expert, field).editor.control
    control = control.number if isinstance(control, ShareField) else control
    assert isinstance(control, NumberField)
    return control.line


def enter(expert: ExpertView, field: str, text: str, key: Qt.Key | None = KEY.Key_Return) -> QLineEdit:
    """Types over what stands there."""
    into = line(expert, field)
    into.setFocus()
    QTest.keyClick(into, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(into, KEY.Key_Delete)
    QTest.keyClicks(into, text)
    if key is not None:
        QTest.keyClick(into, key)
    return into


@pytest.mark.usefixtures("_anywhere")
@pytest.mark.parametrize(
    ("field", "typed", "value", "shown"),
    [
        ("optimisation.learning_rate", "0.1", 0.1, "0.1"),
        ("optimisation.learning_rate", "0,1", 0.1, "0.1"),
        ("optimisation.learning_rate", "1e-3", 0.001, "0.001"),
        ("optimisation.learning_rate", "1e-6", 1e-6, "1e-06"),
        ("optimisation.learning_rate", ",25", 0.25, "0.25"),
        ("optimisation.weight_decay", "5E-5", 5e-5, "0.00005"),
        ("budget.seconds", "3600", 3600.0, "3600"),
        ("budget.seconds", "1,000.5", 1000.5, "1000.5"),
        ("budget.seconds", "1.000,5", 1000.5, "1000.5"),
        ("budget.seconds", "1 000,5", 1000.5, "1000.5"),
        ("budget.seconds", "1,000,000", 1e6, "1000000"),
        ("views.hue", "0,125", 0.125, "0.125"),
        ("data.train_images", "10000", 10_000, "10,000"),
        ("data.train_images", "10,000", 10_000, "10,000"),
        ("data.train_images", "10.000", 10_000, "10,000"),
        ("data.train_images", "10 000", 10_000, "10,000"),
        ("data.train_images", "10\u00a0000", 10_000, "10,000"),
        ("data.train_images", "1.000.000", 1_000_000, "1,000,000"),
        ("data.train_images", "1e4", 10_000, "10,000"),
    ],
)
def test_that_a_number_is_taken_as_it_was_meant(
    expert: ExpertView, experiment: Experiment, field: str, typed: str, value: float, shown: str
) -> None:
    section, name = field.split(".")
    into = enter(expert, field, typed)
    assert getattr(getattr(experiment.config, section), name) == value
    assert into.text() == shown
    assert not experiment.unfit


@pytest.mark.parametrize(
    "text", ["", "-", "x", "1,5", "1.5", "10,00", "10,000.0", "0,100", "1e-3", "1 00", "nan", "1_000"]
)
def test_that_what_is_no_whole_number_is_refused(expert: ExpertView, experiment: Experiment, text: str) -> None:
    into = enter(expert, "optimisation.batch_size", text)
    assert into.text() == text
    assert "optimisation.batch_size" in experiment.unfit
    assert experiment.config == SHAPES


@pytest.mark.parametrize("text", ["", "x", "1,2,3", "1.2.3", "1,0.00,0", "e3", "inf", "nan", "0.1 0.2", "1e999"])
def test_that_what_is_no_number_is_refused(expert: ExpertView, experiment: Experiment, text: str) -> None:
    into = enter(expert, "optimisation.learning_rate", text)
    assert into.text() == text
    assert "optimisation.learning_rate" in experiment.unfit
    assert experiment.config == SHAPES


def test_that_what_is_shown_is_taken_back_as_the_same_number(expert: ExpertView) -> None:
    number = row(expert, "budget.seconds").editor.control
    whole = row(expert, "data.train_images").editor.control
    assert isinstance(number, NumberField)
    assert isinstance(whole, NumberField)
    for value in (1e-7, 1.5e-5, 0.1, 1 / 3, 1_000.0, 3_600.5, 2_592_000.0):
        assert number.limits.read(number_text(value)) == value
    for count in (0, 999, 1_000, 2_000_000):
        assert whole.limits.read(number_text(count)) == count


def test_that_a_number_out_of_range_stays_with_a_sentence_until_it_is_right(
    expert: ExpertView, experiment: Experiment
) -> None:
    into, here = enter(expert, "data.side_px", "4"), row(expert, "data.side_px")
    assert into.text() == "4"
    assert into.property("mark") == "wrong"
    assert here.note.isVisible()
    assert here.note.text() == experiment.unfit["data.side_px"] == "Image side: 16 to 224 px."
    assert experiment.config.data.side_px == 32
    QTest.keyClick(into, KEY.Key_End)
    QTest.keyClicks(into, "8")
    assert into.property("mark") == ""  # right as soon as it is, before Return
    assert not here.note.isVisible()
    assert not experiment.unfit
    QTest.keyClick(into, KEY.Key_Tab)
    assert experiment.config.data.side_px == 48


def test_that_leaving_a_field_takes_its_number(expert: ExpertView, experiment: Experiment) -> None:
    enter(expert, "optimisation.batch_size", "128", KEY.Key_Tab)
    assert experiment.config.optimisation.batch_size == 128
    enter(expert, "optimisation.batch_size", "100000", KEY.Key_Tab)
    assert experiment.unfit["optimisation.batch_size"] == "Batch: 2 to 16,384 images."
    assert line(expert, "optimisation.batch_size").text() == "100000"


def test_that_half_a_number_is_known_to_be_wrong_but_not_marked_yet(expert: ExpertView, experiment: Experiment) -> None:
    into = enter(expert, "optimisation.learning_rate", "1e-", None)
    assert experiment.unfit
    assert not into.property("mark")
    assert not row(expert, "optimisation.learning_rate").note.isVisible()


def test_that_escape_brings_the_last_good_number_back(expert: ExpertView, experiment: Experiment) -> None:
    into = enter(expert, "data.side_px", "4")
    QTest.keyClick(into, KEY.Key_Escape)
    assert into.text() == "32"
    assert not into.property("mark")
    assert not row(expert, "data.side_px").note.isVisible()
    assert not experiment.unfit


def test_that_up_and_down_step_by_the_second_digit(expert: ExpertView, experiment: Experiment) -> None:
    for field, typed, key, shown in (
        ("optimisation.batch_size", "64", KEY.Key_Up, "65"),
        ("data.train_images", "5000", KEY.Key_Up, "5,100"),
        ("data.train_images", "1000", KEY.Key_Down, "990"),
        ("optimisation.learning_rate", "0.06", KEY.Key_Up, "0.061"),
        ("optimisation.learning_rate", "0.1", KEY.Key_Down, "0.099"),
        ("data.side_px", "224", KEY.Key_Up, "224"),
        ("optimisation.weight_decay", "0", KEY.Key_Up, "0.0001"),
        ("optimisation.weight_decay", "0", KEY.Key_Down, "0"),
    ):
        into = enter(expert, field, typed)
        QTest.keyClick(into, key)
        assert into.text() == shown
    into = enter(expert, "budget.epochs", "")
    QTest.keyClick(into, KEY.Key_Up)
    assert experiment.config.budget.epochs == 1


def test_that_an_empty_field_may_stand_for_none(expert: ExpertView, experiment: Experiment) -> None:
    enter(expert, "budget.epochs", "3")
    assert experiment.config.budget.epochs == 3
    enter(expert, "budget.epochs", "0")
    assert experiment.unfit["budget.epochs"] == "Epochs: 1 to 100,000, or empty."
    enter(expert, "budget.epochs", "")
    assert experiment.config.budget.epochs is None
    assert not experiment.unfit


def test_that_an_unusual_number_is_taken_with_a_remark(expert: ExpertView, experiment: Experiment) -> None:
    into, here = enter(expert, "optimisation.learning_rate", "50"), row(expert, "optimisation.learning_rate")
    assert experiment.config.optimisation.learning_rate == 50.0
    assert into.property("mark") == "unusual"
    assert here.note.text() == "50 is far above the usual 0.03 to 0.3."
    assert not experiment.unfit
    QTest.keyClick(into, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(into, "50")
    QTest.keyClick(into, KEY.Key_Tab)
    assert here.note.isVisible()  # typed again, it is as unusual as before
    enter(expert, "optimisation.learning_rate", "0.2")
    assert into.property("mark") == ""
    assert not here.note.isVisible()


def test_that_the_usual_learning_rate_hangs_on_the_optimizer(expert: ExpertView, experiment: Experiment) -> None:
    here = row(expert, "optimisation.learning_rate")
    experiment.change_config({"optimisation.optimizer": "adamw"})
    assert here.note.text() == "0.06 is far above the usual 0.0005 to 0.002."
    experiment.change_config({"optimisation.optimizer": "lars"})
    assert here.note.text() == "0.06 is far below the usual 1 to 5."
    experiment.change_config({"optimisation.optimizer": "sgd"})
    assert not here.note.isVisible()


def test_that_the_presets_are_usual(expert: ExpertView, experiment: Experiment) -> None:
    for preset in (SHAPES, preset_for("cifar10"), preset_for("stl10"), preset_for("folder", Path("photos"))):
        experiment.replace_config(preset)
        assert not [f for form in expert.forms.values() for f in form.rows.values() if f.has_note]


def test_that_what_was_typed_wrong_stays_when_another_setting_changes(
    expert: ExpertView, experiment: Experiment
) -> None:
    into = enter(expert, "data.side_px", "4")
    enter(expert, "optimisation.batch_size", "128")
    assert into.text() == "4"
    assert "data.side_px" in experiment.unfit
    experiment.change_config({"data.side_px": 96})
    assert into.text() == "96"
    assert not experiment.unfit


def test_that_what_clashes_stays_and_is_taken_once_it_fits(expert: ExpertView, experiment: Experiment) -> None:
    into = enter(expert, "views.crop_area_max", "0,3")
    assert "smallest crop must not be larger" in row(expert, "views.crop_area_max").note.text()
    assert into.text() == "0.3"
    assert experiment.unfit
    enter(expert, "views.crop_area_min", "0,2")
    assert experiment.config.views.crop_area_max == 0.3
    assert not experiment.unfit
    assert not row(expert, "views.crop_area_max").note.isVisible()


def test_that_a_form_that_goes_takes_its_complaints_along(
    expert: ExpertView, experiment: Experiment, qtbot: QtBot
) -> None:
    enter(expert, "data.side_px", "4")
    expert.forms["data"].deleteLater()
    qtbot.waitUntil(lambda: not experiment.unfit)


def test_that_a_slider_and_its_number_tell_the_same(expert: ExpertView, experiment: Experiment) -> None:
    control = row(expert, "views.flip_probability").editor.control
    assert isinstance(control, ShareField)
    QTest.keyClick(control.slider, KEY.Key_Right)
    assert experiment.config.views.flip_probability == 0.51
    assert control.number.line.text() == "0.51"
    enter(expert, "views.flip_probability", ".8")
    assert control.slider.value() == 80
    into = enter(expert, "views.flip_probability", "8")
    assert experiment.unfit
    QTest.keyClick(into, KEY.Key_Escape)
    assert (into.text(), control.slider.value()) == ("0.8", 80)


def test_that_choices_have_names_for_people_and_keep_what_is_stored(expert: ExpertView, experiment: Experiment) -> None:
    named = {}
    for field in ("data.source", "data.part", "model.encoder", "optimisation.loss", "optimisation.optimizer"):
        box = row(expert, field).editor.control
        assert isinstance(box, QComboBox)
        named |= {box.itemData(place): box.itemText(place) for place in range(box.count())}
    assert named["shapes"] == "Shapes"
    assert named["resnet18-thin"] == "thin ResNet-18"
    assert named["train+unlabeled"] == "train and unlabeled"
    assert (named["sgd"], named["adamw"], named["nt-xent"], named["dcl"]) == ("SGD", "AdamW", "NT-Xent", "DCL")
    box = row(expert, "optimisation.optimizer").editor.control
    box.setFocus()
    QTest.keyClick(box, KEY.Key_Down)
    assert experiment.config.optimisation.optimizer == "adamw"
    assert "nt-xent" not in row(expert, "optimisation.loss").help.text()


def test_that_the_field_with_the_focus_explains_itself(expert: ExpertView) -> None:
    line(expert, "data.side_px").setFocus()
    assert row(expert, "data.side_px").help.isVisible()
    QTest.keyClick(line(expert, "data.side_px"), KEY.Key_Tab)
    assert not row(expert, "data.side_px").help.isVisible()
    assert row(expert, "data.train_images").help.isVisible()
    assert row(expert, "data.train_images").help.text().endswith("Usual: 5,000 Shapes; 0 for a folder.")


def test_that_advanced_settings_are_folded_and_searched(expert: ExpertView, qtbot: QtBot) -> None:
    stem = row(expert, "model.stem")
    assert not stem.isVisible()
    qtbot.mouseClick(expert.forms["model"].more, Qt.MouseButton.LeftButton)
    assert stem.isVisible()
    qtbot.mouseClick(expert.forms["model"].more, Qt.MouseButton.LeftButton)
    assert not stem.isVisible()
    expert.search.setFocus()
    QTest.keyClicks(expert.search, "weight decay")
    assert row(expert, "optimisation.weight_decay").isVisible()
    assert not row(expert, "optimisation.batch_size").isVisible()
    assert not expert.forms["data"].isVisible()
    QTest.keyClicks(expert.search, " of bananas")
    assert expert.nothing.isVisible()
    expert.search.clear()
    assert row(expert, "optimisation.batch_size").isVisible()
    assert not row(expert, "optimisation.weight_decay").isVisible()


def test_that_a_folded_setting_that_is_wrong_stays_on_show(expert: ExpertView, qtbot: QtBot) -> None:
    qtbot.mouseClick(expert.forms["data"].more, Qt.MouseButton.LeftButton)
    enter(expert, "data.test_images", "many")
    qtbot.mouseClick(expert.forms["data"].more, Qt.MouseButton.LeftButton)
    assert row(expert, "data.test_images").isVisible()
    assert not row(expert, "data.drawing_seed").isVisible()


def test_that_what_was_found_stands_at_the_left(expert: ExpertView) -> None:
    for text, expected in (("batch", "optimisation"), ("stem", "model"), ("seed", "data")):
        expert.search.setText(text)
        QApplication.processEvents()
        card = expert.cards[expected]
        assert card.isVisible()
        assert card.mapTo(expert, QPoint()).x() < SPACE
    expert.search.setText("")
    assert expert.cards["optimisation"].mapTo(expert, QPoint()).x() > SPACE


def test_that_the_suggested_values_come_back(expert: ExpertView, experiment: Experiment, qtbot: QtBot) -> None:
    experiment.replace_config(preset_for("cifar10"))
    enter(expert, "optimisation.temperature", "0,5")
    enter(expert, "data.side_px", "x")
    qtbot.mouseClick(expert.suggest, Qt.MouseButton.LeftButton)
    assert experiment.config == preset_for("cifar10")
    assert line(expert, "data.side_px").text() == "32"
    assert not experiment.unfit


def test_that_close_is_a_wish(expert: ExpertView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(expert.close_requested):
        qtbot.mouseClick(expert.close_button, Qt.MouseButton.LeftButton)


def test_that_a_folder_is_looked_for(
    expert: ExpertView, experiment: Experiment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    box = row(expert, "data.source").editor.control
    box.setFocus()
    QTest.keyClick(box, KEY.Key_Down)
    assert (experiment.config.data.source, experiment.config.data.folder) == ("folder", tmp_path)
    other = tmp_path / "other"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    row(expert, "data.folder").editor.control.browse.menu().actions()[0].trigger()
    assert experiment.config.data.folder == other


def test_that_a_dialog_that_is_cancelled_changes_nothing(
    expert: ExpertView, experiment: Experiment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    box = row(expert, "data.source").editor.control
    box.setFocus()
    QTest.keyClick(box, KEY.Key_Down)
    assert experiment.config == SHAPES
    assert box.currentText() == "Shapes"


def test_that_the_wheel_changes_no_value_on_its_way(expert: ExpertView, experiment: Experiment) -> None:
    box = row(expert, "optimisation.optimizer").editor.control
    for control in (box, row(expert, "views.hue").editor.control.slider):
        place = QPointF(control.rect().center())
        where = QPointF(control.mapToGlobal(control.rect().center()))
        turned = (QPoint(0, -120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
        wheel = QWheelEvent(place, where, QPoint(), *turned, Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(control, wheel)
    assert experiment.config == SHAPES


def stop_after_stop(expert: ExpertView) -> list[QWidget]:
    """Where Tab leads, once around."""
    expert.search.setFocus()
    found: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in found:
        found.append(focus)
        QTest.keyClick(focus, KEY.Key_Tab)
    return found


@pytest.mark.parametrize("width", [880, 1_144, 1_230])
def test_that_tab_reaches_every_control_and_each_has_a_name(expert: ExpertView, width: int) -> None:
    expert.resize(width, 500)
    for form in expert.forms.values():
        form.more.setChecked(True)
    reached = stop_after_stop(expert)
    for form in expert.forms.values():
        assert [stop for stop in form.stops() if stop in reached] == [s for s in form.stops() if s.isVisible()]
    assert {expert.search, expert.suggest, expert.close_button, expert.check_button} <= set(reached)
    assert all(stop.accessibleName() or stop.text() for stop in reached)


@pytest.mark.parametrize("size", [(1_024, 720), (1_280, 800), (1_366, 768)])
def test_that_nothing_is_cut(shown: Shown, qtbot: QtBot, size: tuple[int, int]) -> None:
    shown.window.resize(*size)
    qtbot.mouseClick(shown.window.pages.train.setup.expert, Qt.MouseButton.LeftButton)
    view = shown.window.pages.train.expert
    assert view is not None
    for form in view.forms.values():
        form.more.setChecked(True)
    viewport = view.area.viewport()
    qtbot.waitUntil(lambda: viewport.width() > 100 and _heights_fit(view))
    assert shown.window.size().toTuple() == size
    for control in viewport.findChildren(QWidget):
        if control.isVisible() and isinstance(control, (QLineEdit, QComboBox, QSlider)):
            right = control.mapTo(viewport, control.rect().topRight()).x()
            assert 0 < right < viewport.width()


def _heights_fit(view: ExpertView) -> bool:
    rows = [each for form in view.forms.values() for each in form.rows.values() if each.isVisible()]
    return all(
        stop.height() >= stop.sizeHint().height() and each.caption.height() >= each.caption.sizeHint().height()
        for each in rows
        for stop in each.editor.stops()
        if not isinstance(stop, QSlider)
    )


def test_that_every_folded_setting_exists(expert: ExpertView) -> None:
    for section, names in ADVANCED.items():
        assert set(names) <= set(expert.forms[section].rows)


def test_that_settings_but_those_of_the_images_are_the_next_ones_while_something_is_trained(
    expert: ExpertView, experiment: Experiment
) -> None:
    experiment.begin(Path("run"))
    trained = experiment.active_config
    assert not line(expert, "data.side_px").isEnabled()
    assert not expert.suggest.isEnabled()
    assert expert.close_button.isEnabled()
    assert expert.cost.text().startswith("The run in progress keeps its settings")
    experiment.change_config({"optimisation.temperature": 0.3})
    assert line(expert, "optimisation.temperature").isEnabled()
    assert experiment.active_config == trained
    experiment.set_phase(Phase.DONE)
    assert line(expert, "data.side_px").isEnabled()
    assert expert.cost.text().startswith("How expensive")


def test_that_map_settings_that_do_not_fit_draw_nothing(shown: Shown, qtbot: QtBot) -> None:
    knobs = shown.window.pages.map.maps.tools.knobs
    knobs.setParent(None)
    qtbot.addWidget(knobs)
    knobs.show()
    qtbot.waitExposed(knobs)
    into = knobs.editors["points"].control.line
    into.selectAll()
    QTest.keyClicks(into, "4")
    knobs.draw.setEnabled(True)
    with qtbot.assertNotEmitted(knobs.compute_requested):
        qtbot.mouseClick(knobs.draw, Qt.MouseButton.LeftButton)
    assert knobs.rows["points"].note.text() == "Images: 5 to 100,000."
    into.selectAll()
    QTest.keyClicks(into, "2.000")
    with qtbot.waitSignal(knobs.compute_requested):
        qtbot.mouseClick(knobs.draw, Qt.MouseButton.LeftButton)
    assert shown.session.evaluation_requests.map_settings.points == 2_000
