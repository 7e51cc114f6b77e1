"""Plain values become a config or one sentence about what does not fit."""

from typing import Any

from pydantic import ValidationError

from simclr_gui.engine.config.section import Section
from simclr_gui.engine.config.settings import SECTIONS, TrainingConfig
from simclr_gui.engine.messages.errors import Changes, UserError
from simclr_gui.engine.messages.sentences import Sentence, SettingWords, said


def config_with(config: TrainingConfig, changes: Changes) -> TrainingConfig:
    """Returns a checked copy of `config` with dotted settings replaced ({"budget.epochs": 3}).

    Raises:
        UserError: a name is unknown or a value is out of its range; `field` names the setting.
    """
    values = config.model_dump()
    for dotted_name, value in changes.items():
        section, _, name = dotted_name.partition(".")
        if section not in SECTIONS or name not in SECTIONS[section].model_fields:
            raise UserError(said("There is no setting called {name}.", name=dotted_name))
        values[section][name] = value
    return checked_config(values)


def checked_config(values: Any) -> TrainingConfig:
    """Turns plain values (from JSON, a form or the command line) into a config.

    Raises:
        UserError: with one sentence about the first setting that does not fit.
    """
    try:
        return TrainingConfig.model_validate(values)
    except ValidationError as error:
        raise _as_user_error(error) from None


def _as_user_error(error: ValidationError) -> UserError:
    first = error.errors()[0]
    place = [str(part) for part in first["loc"]]
    if len(place) < 2 or place[0] not in SECTIONS:
        name = ".".join(place) or said("The settings")
        return UserError(said("{name}: {reason}.", name=name, reason=_message(error)), field=".".join(place) or None)
    return refusal(SECTIONS[place[0]], error, ".".join(place[:2]))


def refusal(section: type[Section], error: ValidationError, dotted_name: str) -> UserError:
    """The sentence about a value that a section's setting refused."""
    field = section.model_fields.get(dotted_name.rpartition(".")[2])
    if field is None:
        return UserError(said("There is no setting called {name}.", name=dotted_name))
    usual = (field.json_schema_extra or {}).get("usual", "")  # type: ignore[union-attr]
    return UserError(
        said(
            "{title} cannot be {given}: {reason}.",
            title=SettingWords(field.title or dotted_name),
            given=str(error.errors()[0].get("input")),
            reason=_reason(error),
        ),
        said("Usual: {usual}.", usual=SettingWords(str(usual))) if usual else "",
        field=dotted_name,
    )


_REASONS = {
    "int_type": said("input should be a valid integer"),
    "int_parsing": said("input should be a valid integer, unable to parse string as an integer"),
    "int_from_float": said("input should be a valid integer, got a number with a fractional part"),
    "float_type": said("input should be a valid number"),
    "float_parsing": said("input should be a valid number, unable to parse string as a number"),
    "finite_number": said("input should be a finite number"),
}


def _reason(error: ValidationError) -> str:
    """Within a sentence; of pydantic's own messages the commonest as sentences."""
    message = _message(error)
    limit = message.rpartition(" ")[2]
    match error.errors()[0]["type"]:
        case "greater_than_equal":
            return said("input should be greater than or equal to {limit}", limit=limit)
        case "greater_than":
            return said("input should be greater than {limit}", limit=limit)
        case "less_than_equal":
            return said("input should be less than or equal to {limit}", limit=limit)
        case "literal_error":
            return said("input should be {choices}", choices=message.removeprefix("Input should be "))
        case "value_error":
            return message
        case kind:
            return _REASONS.get(kind, message[0].lower() + message[1:])


def _message(error: ValidationError) -> str:
    """What a check of this program says is a sentence; pydantic's own words are plain."""
    first = error.errors()[0]
    if first["type"] == "value_error":
        return Sentence(first["ctx"]["error"].args[0])
    return first["msg"].rstrip(".")
