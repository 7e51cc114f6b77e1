"""What a setting is: a field that carries all that a person needs to choose its value.

`title`, `description` (what and why), and in `json_schema_extra` the usual range in words (`usual`), where it is one as
numbers (`usual_low`, `usual_high`; by the value of another setting where they hang on it, `usual_by`), the unit
(`unit`), and what 0 stands for (`zero`).
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo


def setting(
    default: Any,
    title: str,
    description: str,
    *,
    usual: str,
    usual_low: float | dict[str, float] | None = None,
    usual_high: float | dict[str, float] | None = None,
    usual_by: str = "",
    unit: str = "",
    zero: str = "",
    changes_colours: bool = False,
    **limits: Any,
) -> Any:
    extra: dict[str, Any] = {"usual": usual, "unit": unit, "zero": zero, "changes_colours": changes_colours}
    if usual_low is not None and usual_high is not None:
        extra |= {"usual_low": usual_low, "usual_high": usual_high, "usual_by": usual_by}
    return Field(default, title=title, description=description, json_schema_extra=extra, **limits)


class Section(BaseModel):
    """A group of settings that belong together; unknown names and NaN are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def usual_range(settings: Section, name: str) -> tuple[float, float] | None:
    """Lowest and highest usual value of a setting, given the others; None where no range of numbers is usual."""
    extra: Any = type(settings).model_fields[name].json_schema_extra or {}
    if "usual_low" not in extra:
        return None
    low, high = extra["usual_low"], extra["usual_high"]
    if extra["usual_by"]:
        decisive = getattr(settings, extra["usual_by"])
        return low[decisive], high[decisive]
    return low, high


def colour_settings(section: type[Section]) -> tuple[str, ...]:
    """Names of the settings that leave the colours alone at 0."""
    extras: dict[str, Any] = {name: field.json_schema_extra or {} for name, field in section.model_fields.items()}
    return tuple(name for name, extra in extras.items() if extra.get("changes_colours"))


def unit_of(field: FieldInfo) -> str:
    """What the values of a setting count; empty for a plain number or a choice."""
    extra: Any = field.json_schema_extra or {}
    return str(extra.get("unit", ""))
