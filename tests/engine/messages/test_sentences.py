"""Sentences keep their words apart from their values, and read as plain text wherever text is wanted."""

import copy
import dataclasses
import json
import pickle
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from simclr_gui.engine.config.checking import checked_config, config_with
from simclr_gui.engine.config.settings import SECTIONS, TrainingConfig
from simclr_gui.engine.datasets.folder.cache_index import Index
from simclr_gui.engine.datasets.folder.decoding import EMPTY, TOO_LARGE
from simclr_gui.engine.datasets.folder.health import report
from simclr_gui.engine.messages.errors import Proposal, UserError
from simclr_gui.engine.messages.sentences import Sentence, SettingWords, counted, found, in_a_list, in_a_row, kept, said
from simclr_gui.engine.training.memory import out_of_memory

READ = said(
    "Reading {name}: {done:,} of {total:,}", name=said("the {part} half", part="first"), done=1_234, total=9_999
)


def test_that_values_are_put_into_words_and_both_are_kept() -> None:
    assert READ == "Reading the first half: 1,234 of 9,999"
    assert READ.words == "Reading {name}: {done:,} of {total:,}"
    assert READ.values["done"] == 1_234
    name = READ.values["name"]
    assert isinstance(name, Sentence)
    assert name.words == "the {part} half"


def test_that_a_tuple_is_read_as_a_list() -> None:
    assert (
        said("Classes here: {names}.", names=("cat", said("no {thing}", thing="dog"))) == "Classes here: cat, no dog."
    )


def test_that_words_without_values_may_hold_braces() -> None:
    assert said("{}") == "{}"
    with pytest.raises(KeyError, match="total"):
        said("{done} of {total}", done=1)


def test_that_what_is_no_plain_value_is_kept_as_its_text() -> None:
    error = OSError("full")
    sentence = said("{path}: {reason}", path=Path("/a/b"), reason=error)
    assert sentence.values == {"path": str(Path("/a/b")), "reason": "full"}
    assert said("{count:,} of {share:.1f}", count=np.int64(1_000), share=np.float32(0.5)) == "1,000 of 0.5"


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda whole: pickle.loads(pickle.dumps(whole))])
def test_that_copies_and_pickles_keep_words_and_values(again) -> None:
    for sentence in (READ, SettingWords("Batch")):
        twin = again(sentence)
        assert type(twin) is type(sentence)
        assert (twin, twin.words, twin.values) == (sentence, sentence.words, sentence.values)
    (inner,) = (value for value in again(READ).values.values() if isinstance(value, str))
    assert inner.words == "the {part} half"


def test_that_json_writes_the_text() -> None:
    assert json.dumps({"sentence": READ}) == '{"sentence": "Reading the first half: 1,234 of 9,999"}'
    kept = dataclasses.asdict(Proposal(READ))["words"]
    assert kept.words == READ.words


def test_that_a_sentence_is_not_made_twice() -> None:
    assert Sentence(READ) is READ
    assert Sentence("plain").words == "plain"
    assert SettingWords("Batch").context != Sentence("Batch").context


def test_that_sentences_follow_each_other_and_words_are_listed() -> None:
    assert in_a_row("One.", "", said("Two.")) == "One. Two."
    assert in_a_row("", "") == ""
    assert in_a_list("a") == "a"
    assert in_a_list("1,000", "b", "c") == "1,000; b; c"


def test_that_an_error_keeps_its_sentences_when_it_travels() -> None:
    error = UserError(said("{path} is full.", path="/a"), "Free some space.", "data.folder")
    assert str(error) == "/a is full. Free some space."
    for twin in (error, pickle.loads(pickle.dumps(error))):
        assert twin.sentence.words == "{path} is full."
        assert twin.in_full.values["before"].values == {"path": "/a"}
        assert (twin.remedy, twin.field) == ("Free some space.", "data.folder")
    assert str(UserError("Only a cause.")) == "Only a cause."


def test_that_proposals_stay_apart_though_their_numbers_have_commas() -> None:
    error = out_of_memory(
        config_with(TrainingConfig(), {"optimisation.batch_size": 4_096, "model.encoder": "resnet34"})
    )
    assert error.remedy == "Less would do with: Batch of 2,048; Network resnet18; Stem with stride 2."


def test_that_reasons_come_out_of_the_cache_with_their_words() -> None:
    left_out = [("a.png", kept(TOO_LARGE)), ("b.png", kept(EMPTY)), ("c.png", kept(EMPTY))]
    told = report(Index(side_px=16, train=1, labels=[-1, -1], left_out=left_out, class_names=[]))
    assert told.reasons == ("empty (2)", "more than 64 million pixels (1)")
    assert [reason.values["reason"].words for reason in told.reasons] == ["empty", "more than {count} million pixels"]
    assert told.names[0] == "a.png: more than 64 million pixels"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("optimisation.batch_size", 1),
        ("optimisation.batch_size", 99_999),
        ("optimisation.batch_size", 2.5),
        ("optimisation.batch_size", "many"),
        ("optimisation.batch_size", None),
        ("optimisation.temperature", 0.0),
        ("optimisation.temperature", "warm"),
        ("optimisation.temperature", None),
        ("optimisation.temperature", float("nan")),
        ("views.crop_area_min", -0.5),
        ("budget.seconds", 1e12),
        ("machine.device", "tpu"),
    ],
)
def test_that_a_refusal_repeats_what_pydantic_says_and_can_be_translated(name: str, value: object) -> None:
    section, _, field = name.partition(".")
    with pytest.raises(ValidationError) as refused:
        SECTIONS[section].model_validate({field: value})
    message = refused.value.errors()[0]["msg"]
    with pytest.raises(UserError) as told:
        config_with(TrainingConfig(), {name: value})
    title = SECTIONS[section].model_fields[field].title
    assert told.value.sentence == f"{title} cannot be {value}: {message[0].lower()}{message[1:]}."
    assert isinstance(told.value.sentence.values["title"], SettingWords)
    assert isinstance(told.value.sentence.values["reason"], Sentence)
    assert isinstance(told.value.remedy.values["usual"], SettingWords)


def test_that_refusals_of_whole_sections_are_sentences_too() -> None:
    with pytest.raises(UserError, match=r"^views: the smallest crop must not be larger than .* crop\.$") as crops:
        config_with(TrainingConfig(), {"views.crop_area_min": 0.9, "views.crop_area_max": 0.1})
    assert isinstance(crops.value.sentence.values["reason"], Sentence)
    with pytest.raises(UserError, match=r"^The settings: data from a folder needs the folder's path\.$"):
        config_with(TrainingConfig(), {"data.source": "folder"})
    with pytest.raises(UserError, match=r"^There is no setting called data\.colour\.$"):
        checked_config({"data": {"colour": 1}})
    with pytest.raises(UserError, match=r"^colour: Extra inputs are not permitted\.$"):
        checked_config({"colour": 1})


def test_that_a_sentence_comes_back_from_a_file_with_its_words_and_values() -> None:
    sentence = said("{count:,} of {names}", count=np.int64(3), names=("a", said("no {thing}", thing="b")))
    for whole in (READ, sentence, Sentence("plain {words}")):
        again = found(kept(whole))
        assert (again, again.words, again.values) == (whole, whole.words, whole.values)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "/a: 0 images are gone."),
        (1, "/a: 1 image is gone."),
        (np.int64(2), "/a: 2 images are gone."),
        (10_000, "/a: 10,000 images are gone."),
    ],
)
def test_that_words_agree_with_their_count_and_do_so_after_travelling(count: int, text: str) -> None:
    sentence = counted("{path}: 1 image is gone.", "{path}: {count:,} images are gone.", count=count, path="/a")
    for whole in (sentence, found(kept(sentence)), copy.deepcopy(sentence), pickle.loads(pickle.dumps(sentence))):
        assert whole == text
        assert whole.words == "{path}: {count:,} images are gone."
        assert whole.agrees_with == count


def test_that_files_of_before_are_read_which_kept_no_words_for_one() -> None:
    sentence = found('{"words": "{count:,} images are gone.", "values": {"count": 2}}')
    assert (sentence, sentence.agrees_with) == ("2 images are gone.", None)


@pytest.mark.parametrize("text", ["", "plain words", "3", "{}", '{"words": "{a}"}', '["a"]', "{" * 3_000])
def test_that_anything_else_in_a_file_is_plain_words(text: str) -> None:
    assert found(text) == text
