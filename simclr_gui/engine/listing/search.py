"""Runs found by words: in names, notes, tags, data, scores, and settings by their long or short name and value."""

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from simclr_gui.engine.config.choices import ENCODERS, PUBLISHED_DATA
from simclr_gui.engine.config.settings import SECTIONS, title_of
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.messages.shares import percent

SHORT_NAMES: dict[str, tuple[str, ...]] = {
    "optimisation.temperature": ("tau", "τ", "t"),
    "optimisation.learning_rate": ("lr", "rate"),
    "optimisation.batch_size": ("bs", "batch"),
    "optimisation.weight_decay": ("wd", "decay"),
    "optimisation.averaging": ("ema",),
    "data.side_px": ("px", "side", "size"),
    "model.projection_layers": ("head", "head layers"),
    "model.projection_dim": ("z",),
    "budget.epochs": ("epoch",),
    "budget.seconds": ("time",),
    "machine.seed": ("seed",),
    "views.crop_area_min": ("crop",),
    "views.grey_probability": ("grey", "gray"),
    "views.jitter_probability": ("jitter",),
    "views.flip_probability": ("flip",),
    "views.blur_probability": ("blur",),
}
MOST_WORDS_OF_A_NAME = 4
BETWEEN_WORDS = re.compile(r"[\s=:,;]+")
SEED = re.compile(r'("seed":)\d+')


class Words(NamedTuple):
    """What is looked through, a line for each thing.

    Attributes:
        own: of the run alone.
        settings: the same text for all runs with the same settings.
    """

    own: str
    settings: str


def matching(runs: Sequence[RunSummary], query: str) -> list[RunSummary]:
    """The runs in which all words of the query occur; letters large or small, with accents or without, are the same.

    A setting's name before a number ("tau 0.1", "batch=128") asks for this very value.
    """
    parts = _parts(query)
    if not parts:
        return list(runs)
    in_settings: dict[str, tuple[str, ...]] = {}
    found = []
    for run in runs:
        own, settings = run.__dict__.get("_words") or words_of(run)
        missing = in_settings.get(settings)
        if missing is None:
            missing = in_settings[settings] = tuple(part for part in parts if part not in settings)
        for part in missing:  # `all` would take three times as long, for each of ten thousand runs
            if part not in own:
                break
        else:
            found.append(run)
    return found


def words_of(run: RunSummary) -> Words:
    """What is looked through in a run; made once."""
    known: Words | None = run.__dict__.get("_words")
    if known is None:
        known = Words(_own_words(run), _settings_words(run.config_json))
        run.__dict__["_words"] = known  # a frozen dataclass, of which this is no part
    return known


def folded(text: str) -> str:
    """Without accents, all letters small."""
    if text.isascii():
        return text.lower()
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))


def _own_words(run: RunSummary) -> str:
    encoder = ENCODERS.get(run.encoder)
    lines = [
        run.name,
        run.note,
        *run.tags,
        run.folder.replace("\\", "/").rpartition("/")[2],
        run.data,
        PUBLISHED_DATA.get(run.data, ""),
        run.encoder,
        encoder.title if encoder is not None else "",
        run.state,
        run.budget,
    ]
    for name, share in (("simclr", run.linear), ("pca", run.pca), ("knn", run.knn)):
        if share is not None:
            lines.append(f"{name} {percent(share, 1)}")
    if run.seed is not None:
        lines.append(f"seed {run.seed}")
    return folded("\n".join(["", *lines, ""]))


@lru_cache(maxsize=20_000)
def _settings_words(config_json: str) -> str:
    """The seed is among the words of the run alone: ten settings with a thousand seeds make ten texts."""
    return _words_without_seed(SEED.sub(r"\g<1>0", config_json))


@lru_cache(maxsize=20_000)
def _words_without_seed(config_json: str) -> str:
    try:
        values = json.loads(config_json) if config_json else {}
    except ValueError:
        values = {}
    lines: list[str] = []
    for section, model in SECTIONS.items():
        for name in model.model_fields:
            whole = f"{section}.{name}"
            value = values.get(section, {}).get(name)
            if value is not None and whole != "machine.seed":
                told = f"{value:g}" if isinstance(value, float) else str(value)
                lines.extend(f"{known} {told}" for known in _names_of(whole))
    return folded("\n".join(["", *lines, ""]))


@lru_cache(maxsize=200)
def _names_of(setting: str) -> tuple[str, ...]:
    """As the settings call it, as the window does, and in short."""
    name = setting.partition(".")[2].replace("_", " ")
    return tuple(dict.fromkeys(folded(each) for each in (name, title_of(setting), *SHORT_NAMES.get(setting, ()))))


@lru_cache(maxsize=1)
def _all_names() -> frozenset[str]:
    return frozenset(
        known
        for section, model in SECTIONS.items()
        for name in model.model_fields
        for known in _names_of(f"{section}.{name}")
    )


def _parts(query: str) -> list[str]:
    """What must occur: single words, and names with their values between the ends of a line."""
    words = [word for word in BETWEEN_WORDS.split(folded(query)) if word]
    parts: list[str] = []
    while words:
        length = next((n for n in range(MOST_WORDS_OF_A_NAME, 0, -1) if _is_setting(words, n)), 0)
        if length:
            value = words[length]
            end = "" if value.endswith(".") else "\n"
            told = value if value.endswith(".") else f"{float(value):g}" if not value.isdigit() else value
            parts.append(f"\n{' '.join(words[:length])} {told}{end}")
        else:
            parts.append(words[0])
        del words[: length + 1 if length else 1]
    return parts


def _is_setting(words: list[str], length: int) -> bool:
    """Whether so many words name a setting, and a number follows."""
    return len(words) > length and " ".join(words[:length]) in _all_names() and _is_number(words[length])


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True
