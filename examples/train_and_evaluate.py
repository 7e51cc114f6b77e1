"""Trains SimCLR on drawn Shapes, tests what it recognises beside PCA, maps it, and loads the encoder again.

uv run python examples/train_and_evaluate.py [RUN_DIR] [EPOCHS]
"""

import sys
from pathlib import Path

import torch

from simclr_gui.engine import TrainingConfig, compute_maps, config_with, evaluate, load_encoder, train


def main(run_dir: Path, epochs: int) -> None:
    config = config_with(TrainingConfig(), {"data.train_images": 2_000, "budget.epochs": epochs})
    run = train(config, run_dir)

    result = evaluate(run)
    print(f"SimCLR {result.simclr.linear:.1%}, PCA {result.pca.linear:.1%}, chance {result.chance:.1%}")

    for kind, computed in compute_maps(run).items():
        print(f"{kind}: {len(computed.coordinates):,} points, {computed.neighbours_kept:.0%} of neighbours kept")

    encoder = load_encoder(run.path)
    images = run.data.test.pixels[:8].float() / 255
    with torch.inference_mode():
        print("h:", tuple(encoder(images).shape))


if __name__ == "__main__":  # reading a large folder starts processes, which import this file
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "runs/example"), int(sys.argv[2]) if len(sys.argv) > 2 else 20)
