"""Two hundred files that are broken, hostile or something else: each is refused in words, and nothing in it runs."""

import io
import json
import os
import pickle
import random
import struct
import subprocess
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import timm
import torch
import torchvision
from safetensors.torch import save

from simclr_gui.engine.events import Announced
from simclr_gui.engine.exchange import unpickling
from simclr_gui.engine.exchange.importing import import_encoder, recognise_encoder
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.network.resnet import BasicBlock, ResNet

CUTS = 55
MOST_BYTES = 64 * 2**20  # that Python may allocate for a file that declares gigabytes


class Calls:
    """Unpickled by a careless program, it calls a function."""

    def __init__(self, function: Callable[..., Any], *arguments: object) -> None:
        self._call = function, arguments

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[object, ...]]:
        return self._call


def thin_weights() -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    return {k: v.contiguous() for k, v in ResNet(BasicBlock, (2, 2, 2, 2), 16, "thin").state_dict().items()}


def torch_bytes(tree: object, *, is_zip: bool = True) -> bytes:
    stream = io.BytesIO()
    torch.save(tree, stream, _use_new_zipfile_serialization=is_zip)
    return stream.getvalue()


def with_header(values: object, body: bytes = b"") -> bytes:
    header = values if isinstance(values, bytes) else json.dumps(values).encode()
    return struct.pack("<Q", len(header)) + header + body


def cut_short() -> Iterator[tuple[str, bytes]]:
    chance = random.Random(0)
    for kind, content in (
        (".pth", torch_bytes(thin_weights())),
        (".tar", torch_bytes(thin_weights(), is_zip=False)),
        (".safetensors", save(thin_weights())),
    ):
        for number in range(CUTS):
            yield f"cut-{number}{kind}", content[: chance.randrange(1, len(content))]


def with_code(marker: Path) -> Iterator[tuple[str, bytes]]:
    touch = f"open({str(marker)!r}, 'w').close()"
    calls = (
        Calls(os.system, f"touch {marker}"),
        Calls(subprocess.call, ["touch", str(marker)]),
        Calls(eval, touch),
        Calls(exec, touch),
        Calls(open, str(marker), "w"),
        Calls(getattr, marker, "touch"),
        Calls(torch.hub.load, "nobody/nothing", "net"),
    )
    for number, call in enumerate(calls):
        yield f"code-{number}.pth", torch_bytes({"state_dict": thin_weights(), "extra": call})
        yield f"code-{number}.ckpt", torch_bytes(call, is_zip=False)
        yield f"code-{number}.bin", pickle.dumps({"conv1.weight": call}, protocol=4)
    yield "module.pt", torch_bytes(torch.nn.Linear(2, 2))


def other_headers() -> Iterator[tuple[str, bytes]]:
    place = {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}
    yield "10-gigabytes", struct.pack("<Q", 10 * 2**30) + b"{" + b" " * 100
    yield "all-there-is", struct.pack("<Q", 2**64 - 1) + b"{}"
    yield "20-megabytes", with_header(b"{" + b" " * (20 * 2**20) + b"}")
    yield "no-json", with_header(b"{no json}")
    yield "a-list", with_header([1, 2])
    yield "deep", with_header(b"{" + b'"a":{' * 5_000 + b"}" * 5_001)
    yield "huge-shape", with_header({"w": place | {"shape": [2**40, 2**40], "data_offsets": [0, 4]}}, b"1234")
    yield "negative", with_header({"w": place | {"shape": [-1]}}, b"1234")
    yield "overlapping", with_header({"a": place, "b": place}, b"1234")
    yield "outside", with_header({"w": place | {"data_offsets": [0, 400]}}, b"1234")
    yield "a-hole", with_header({"w": place | {"data_offsets": [4, 8]}}, b"12345678")
    yield "backwards", with_header({"w": place | {"data_offsets": [4, 0]}}, b"1234")
    yield "unknown-kind", with_header({"w": place | {"dtype": "F8_E4M3", "data_offsets": [0, 1]}}, b"1")
    yield "words-as-metadata", with_header({"__metadata__": {"a": {"b": 1}}, "w": place}, b"1234")
    yield "left-over", with_header({"w": place}, b"1234 and more")
    yield "text-for-shape", with_header({"w": place | {"shape": "many"}}, b"1234")
    yield "empty-list", with_header({})
    blocks = [f"{number}.0.conv1.weight" for number in (4, 5, 6, 5_000 * "9")]
    yield "long-number", save({name: torch.zeros(1) for name in blocks})


def other_things() -> Iterator[tuple[str, bytes]]:
    yield "keras.h5", b"\x89HDF\r\n\x1a\n" + bytes(100)
    yield "numbers.npy", b"\x93NUMPY" + bytes(100)
    yield "nothing.pth", b""
    yield "text.pth", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 46830571\n"
    yield "noise.pth", random.Random(1).randbytes(5_000)
    yield "noise.safetensors", random.Random(2).randbytes(5_000)
    yield "numbers-alone.pth", torch_bytes({"loss": 1.0, "epoch": 3})
    yield "a-tensor.pth", torch_bytes(torch.zeros(3))
    yield "a-list.pth", torch_bytes([torch.zeros(3)])
    yield "itself.pth", torch_bytes(_in_itself())
    yield "repeated.pth", torch_bytes({"conv1.weight": torch.zeros(1).expand(10**12)})
    yield "bomb.pth", _bomb()
    yield "a-zip.pth", _zip({"readme.txt": b"hello"})


def _in_itself() -> dict[str, Any]:
    tree: dict[str, Any] = {}
    tree["state_dict"] = tree
    return tree


def _bomb() -> bytes:
    """A few megabytes that unpack to some gigabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.pkl", b"\x80\x02}.")
        for number in range(24):
            archive.writestr(f"archive/data/{number}", bytes(2**26))
    return stream.getvalue()


def _zip(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def refused(file: Path, scratch: Path) -> str:
    """The sentence; nothing else may come."""
    with pytest.raises(UserError) as caught:
        list(import_encoder(file, scratch / "run"))
    assert not (scratch / "run").exists()
    return str(caught.value)


@pytest.fixture(scope="module")
def marker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """There as soon as anything has run."""
    return tmp_path_factory.mktemp("marked") / "it-ran"


@pytest.fixture(scope="module")
def files(marker: Path) -> dict[str, bytes]:
    headers = [(f"{name}.safetensors", content) for name, content in other_headers()]
    return dict([*cut_short(), *with_code(marker), *other_things(), *headers])


def test_that_two_hundred_files_are_refused_in_words_and_nothing_in_them_runs(
    files: dict[str, bytes], marker: Path, tmp_path: Path
) -> None:
    assert len(files) > 200
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        sentence = refused(tmp_path / name, tmp_path)
        assert sentence.endswith((".", ")", '"')) and name in sentence, sentence
        assert "Traceback" not in sentence
        assert not marker.exists(), name
        (tmp_path / name).unlink()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: timm.create_model("vit_tiny_patch16_224"), "it is a transformer"),
        (lambda: torchvision.models.vit_b_32(), "it is a transformer"),
        (lambda: torchvision.models.swin_t(), "it is a transformer"),
        (lambda: timm.create_model("resnet18d"), "it is a ResNet with a deep stem"),
        (lambda: timm.create_model("resnet26t"), "it is a ResNet with a deep stem"),
        (lambda: timm.create_model("seresnet18"), "squeeze-and-excitation"),
        (lambda: torchvision.models.efficientnet_b0(), "it is a network of another kind"),
        (lambda: timm.create_model("efficientnet_lite0"), "it is an EfficientNet or a MobileNet"),
        (lambda: torchvision.models.densenet121(), "it is a DenseNet"),
        (lambda: torchvision.models.wide_resnet50_2(), "layer1.0.conv1.weight has the shape 128x64x1x1"),
        (lambda: torchvision.models.resnext50_32x4d(), "layer1.0.conv1.weight has the shape 128x64x1x1"),
        (lambda: torch.nn.Linear(3, 3), "holds no ResNet"),
    ],
)
def test_that_other_networks_are_refused_by_what_they_are(
    make: Callable[[], torch.nn.Module], words: str, tmp_path: Path
) -> None:
    torch.save(make().state_dict(), tmp_path / "other.pth")
    assert words in refused(tmp_path / "other.pth", tmp_path)


def test_that_what_would_run_code_is_refused_with_the_lines_that_save_it_again(tmp_path: Path) -> None:
    (tmp_path / "code.pth").write_bytes(torch_bytes({"state_dict": Calls(os.system, "true")}))
    sentence = refused(tmp_path / "code.pth", tmp_path)
    assert "could run a program, as it holds posix.system" in sentence
    assert 'weights = torch.load("code.pth", weights_only=False)["state_dict"]' in sentence
    assert 'torch.save(weights, "weights.pth")' in sentence


def test_that_a_list_of_contents_of_ten_gigabytes_allocates_nothing(tmp_path: Path) -> None:
    for name, content in other_headers():
        (tmp_path / "h.safetensors").write_bytes(content)
        tracemalloc.start()
        refused(tmp_path / "h.safetensors", tmp_path)
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES, name
        tracemalloc.stop()


@pytest.mark.own_process
@pytest.mark.parametrize("name", ["code-0.pth", "bomb.pth", "cut-0.pth"])
def test_that_the_process_of_its_own_refuses_them_too(
    name: str, files: dict[str, bytes], marker: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(files[name])
    before = psutil.Process().memory_info().rss
    assert name in refused(tmp_path / name, tmp_path)
    assert psutil.Process().memory_info().rss - before < MOST_BYTES
    assert not marker.exists()


@pytest.mark.own_process
def test_that_the_process_of_its_own_hands_over_the_weights(tmp_path: Path) -> None:
    torch.save({"state_dict": thin_weights()}, tmp_path / "thin.pth")
    told = list(recognise_encoder(tmp_path / "thin.pth"))[-1]
    assert told.encoder == "resnet18-thin"


@pytest.mark.own_process
def test_that_whoever_does_not_wait_leaves_no_process(tmp_path: Path) -> None:
    torch.save({"state_dict": thin_weights()}, tmp_path / "thin.pth")
    before = set(psutil.Process().children())  # other tests may have some
    events = recognise_encoder(tmp_path / "thin.pth")
    while set(psutil.Process().children()) <= before:
        assert isinstance(next(events), Announced)
    events.close()  # type: ignore[attr-defined]
    assert set(psutil.Process().children()) <= before


@pytest.mark.own_process
@pytest.mark.skipif(os.name == "nt", reason="the system knows no such limit")
def test_that_the_memory_of_the_process_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torch.save({"state_dict": thin_weights() | {"queue": torch.zeros(20, 2**20)}}, tmp_path / "thin.pth")
    monkeypatch.setattr(unpickling, "bytes_allowed", lambda _file: 2**25)
    with pytest.raises(UserError, match="far more memory"):
        list(recognise_encoder(tmp_path / "thin.pth"))
