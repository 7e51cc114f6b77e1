"""Lines of the list of runs, made without folders."""

from pathlib import Path
from typing import Any

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.evaluation.seed_summary import settings_without_seed, siblings_key
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.listing.short_words import differences_from_preset
from simclr_gui.engine.runs.run_folder import RunFolder


def made_run(folder: str, settings: dict[str, Any] | None = None, **facts: Any) -> RunSummary:
    """A finished run in a folder, with settings in place of those of the recipe."""
    changes = dict(settings or {})
    config = config_with(preset_for(changes.pop("data.source", "shapes")), changes)
    return RunSummary(
        f"/runs/{folder}",
        config.data.name,
        config.model.encoder,
        "60 s",
        facts.pop("state", "finished"),
        config_json=config.model_dump_json(),
        seed=config.machine.seed,
        siblings=siblings_key(settings_without_seed(config), RunFolder(Path(f"/runs/{folder}"))),
        differences=differences_from_preset(config),
        **facts,
    )
