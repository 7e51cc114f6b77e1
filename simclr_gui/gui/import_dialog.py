"""An encoder of another program before it is taken in: what was recognised of it, all of which can be corrected."""

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from simclr_gui.engine.config.limits import Limits
from simclr_gui.engine.config.settings import DataSettings, field_of
from simclr_gui.engine.events.sharing import EncoderRecognised
from simclr_gui.engine.exchange.corrections import Corrections, deviation_in, mean_in
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.origin import colours_text
from simclr_gui.gui.look.language import listed, setting_words, spoken, spoken_in_a_row
from simclr_gui.gui.look.theme import CARD_GAP, SPACE
from simclr_gui.gui.parts.card import label, row
from simclr_gui.gui.parts.number_field import NumberField
from simclr_gui.gui.words.names import choice_name, data_name, encoder_name
from simclr_gui.state.importing import Importing

WIDTH_PX = 560
SIDE = "data.side_px"


class ImportDialog(QDialog):
    """Follows what is known of the file; *Import* makes the run, and the dialog closes when it is there.

    Args:
        data: the images that are chosen for training, with which the encoder may be looked at.
    """

    def __init__(self, importing: Importing, data: DataSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._importing, self._data = importing, data
        self._recognised: EncoderRecognised | None = None
        self.setWindowTitle(self.tr("Import an encoder"))
        self.setFixedWidth(WIDTH_PX)
        self._make_fields()
        self._lay_out()
        importing.changed.connect(self._show)
        importing.imported.connect(self.accept)
        self.rejected.connect(self._leave)
        self._show()

    def _make_fields(self) -> None:
        self.sentence, self.remark, self.trouble = label("", "title"), label("", "caption"), label("", "trouble")
        for words in (self.sentence, self.remark, self.trouble):
            words.setWordWrap(True)
        self.waiting = QProgressBar()
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.setAccessibleName(self.tr("Reading the file"))
        self.made_by, self.network, self.dropped = label(), label(), label()
        self.dropped.setWordWrap(True)
        self.stem, self.images = QComboBox(), QComboBox()
        self.mean, self.std = QLineEdit(), QLineEdit()
        self.side = NumberField(Limits.of("side_px", field_of(SIDE)))
        self.images.addItem(self.tr("Shapes, drawn by the program"), {})
        if self._data.source != "shapes":
            chosen = self.tr("Those chosen on Train: {name}").format(name=data_name(self._data.name))
            self.images.addItem(chosen, _changes_of(self._data))
            self.images.setCurrentIndex(1)
        self.import_button = QPushButton(self.tr("Import"))
        self.import_button.setProperty("role", "primary")
        self.import_button.clicked.connect(self._import)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        for line in (self.mean, self.std):
            line.textEdited.connect(self._judge)
        self.side.line.textEdited.connect(self._judge)

    def _lay_out(self) -> None:
        self._grid_place = QWidget()
        grid = QGridLayout(self._grid_place)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        for number, (name, field) in enumerate(
            (
                (self.tr("Made by"), self.made_by),
                (self.tr("Network"), self.network),
                (self.tr("Stem"), self.stem),
                (self.tr("Mean of the colours"), self.mean),
                (self.tr("Standard deviation"), self.std),
                (setting_words("Image side"), self.side),
                (self.tr("Left out"), self.dropped),
                (self.tr("Images to look at"), self.images),
            )
        ):
            field.setAccessibleName(name)
            grid.addWidget(label(name, "caption"), number, 0)
            grid.addWidget(field, number, 1)
        normalised = self.tr("Red, green, blue, for images from 0 to 1; one number stands for all three.")
        for line in (self.mean, self.std):
            line.setToolTip(normalised)
        buttons = row(self.cancel_button, self.import_button)
        buttons.insertStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*4 * [2 * CARD_GAP])
        layout.setSpacing(CARD_GAP - 4)
        for part in (self.sentence, self.waiting, self._grid_place, self.remark, self.trouble):
            layout.addWidget(part)
        layout.addLayout(buttons)

    @Slot()
    def _show(self) -> None:
        importing = self._importing
        if importing.file is None:
            return
        if importing.recognised is not None and importing.recognised is not self._recognised:
            self._recognised = importing.recognised
            self._fill(importing.recognised)
        is_waiting = self._recognised is None and importing.trouble is None
        self.waiting.setVisible(is_waiting or importing.is_importing)
        self._grid_place.setVisible(self._recognised is not None)
        self._grid_place.setEnabled(not importing.is_importing)
        self.sentence.setText(self._sentence())
        trouble = importing.trouble
        self._tell("" if trouble is None else spoken_in_a_row(trouble.sentence, trouble.remedy))
        self._judge_silently()
        self.adjustSize()

    def _sentence(self) -> str:
        importing, known = self._importing, self._recognised
        assert importing.file is not None
        if importing.is_importing:
            return self.tr("Importing {name}…").format(name=importing.file.name)
        if known is None and importing.trouble is None:
            return self.tr("Reading {name}…").format(name=importing.file.name)
        if known is None:
            return self.tr("{name} cannot be imported.").format(name=importing.file.name)
        words = self.tr("{name} holds a {network}.")
        return words.format(name=importing.file.name, network=encoder_name(known.encoder))

    def _fill(self, known: EncoderRecognised) -> None:
        self.made_by.setText(known.made_by or self.tr("unknown"))
        self.network.setText(encoder_name(known.encoder))
        for stem in known.stems:
            self.stem.addItem(choice_name(stem), stem)
        self.stem.setCurrentIndex(self.stem.findData(known.stem))
        self.stem.setEnabled(len(known.stems) > 1)
        self.mean.setText(colours_text(known.mean))
        self.std.setText(colours_text(known.std))
        limits = self.side.limits
        self.side.show_value(int(min(max(known.side_px, limits.low), limits.high)))
        self.dropped.setText(listed(known.dropped) or self.tr("nothing"))
        advice = self.tr("Correct what you know better before you import it.")
        self.remark.setText(spoken_in_a_row(spoken(known.remark), advice))
        self.import_button.setDefault(True)

    def corrections(self) -> Corrections:
        """What is typed and chosen, where it is not what was recognised; UserError where it does not fit."""
        known = self._recognised
        assert known is not None
        mean = mean_in(self.mean.text()) if self.mean.text() != colours_text(known.mean) else None
        std = deviation_in(self.std.text()) if self.std.text() != colours_text(known.std) else None
        try:
            side = self.side.limits.read(self.side.line.text())
        except ValueError as error:
            raise UserError(error.args[0]) from None
        stem = self.stem.currentData()
        return Corrections(
            mean,
            std,
            int(side) if side is not None and side != known.side_px else None,
            stem if stem != known.stem else None,
        )

    @Slot()
    def _judge(self) -> None:
        """Says what does not fit while it is typed."""
        self._tell(self._judge_silently())
        self.adjustSize()

    def _judge_silently(self) -> str:
        """What does not fit, in words; the button is open where all does."""
        if self._recognised is None:
            self.import_button.setEnabled(False)
            return ""
        try:
            self.corrections()
        except UserError as error:
            self.import_button.setEnabled(False)
            return spoken_in_a_row(error.sentence, error.remedy)
        self.import_button.setEnabled(not self._importing.is_importing)
        return ""

    def _tell(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    @Slot()
    def _import(self) -> None:
        self._importing.take_in(self.images.currentData(), self.corrections())

    @Slot()
    def _leave(self) -> None:
        """Whoever closes it does not want what is still being read."""
        self._importing.give_up()


def _changes_of(data: DataSettings) -> Mapping[str, object]:
    """As settings of the images, all but their side."""
    return {f"data.{name}": value for name, value in data.model_dump().items() if f"data.{name}" != SIDE}
