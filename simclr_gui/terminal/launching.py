"""Training on a cluster: the same command under torchrun, handed to Slurm; its run folder is followed from anywhere."""

import argparse
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.processes.own_program import is_frozen

MEETING_PORT = 29_500
CPUS_PER_GPU = 8


@dataclass(frozen=True)
class Request:
    """What is asked of the cluster."""

    nodes: int
    gpus_per_node: int
    hours: float
    partition: str | None


def add_launch_options(parser: argparse.ArgumentParser) -> None:
    """The options of `train` that concern a cluster."""
    group = parser.add_argument_group("cluster", "Train on a Slurm cluster instead of here.")
    group.add_argument("--launch", choices=["slurm"], help="write a Slurm script for this run and submit it")
    group.add_argument("--nodes", type=int, default=1, metavar="N", help="machines (default 1)")
    group.add_argument("--gpus-per-node", type=int, default=1, metavar="N", help="GPUs of each (default 1)")
    group.add_argument("--hours", type=float, default=24.0, metavar="H", help="longest time in hours (default 24)")
    group.add_argument("--partition", metavar="NAME", help="partition of the cluster (default: the cluster's own)")


def launch(arguments: argparse.Namespace, train_arguments: Sequence[str], run_dir: Path) -> str:
    """Writes the script and submits it through submitit.

    Args:
        train_arguments: the options of `train`, as they were given.

    Returns:
        The job's number.

    Raises:
        UserError: this machine has no Slurm, or Slurm refuses; the script is there all the same. The program lies in a
            folder with its own Python, which a cluster's machines cannot start.
    """
    if is_frozen():
        raise UserError(
            "A cluster cannot start the program from this folder.", "Install it there: uv tool install PACKAGE"
        )
    request = Request(arguments.nodes, arguments.gpus_per_node, arguments.hours, arguments.partition)
    command = training_command(without_launch(train_arguments), run_dir, request)
    script = run_dir.with_name(f"{run_dir.name}.sbatch")
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(sbatch_script(command, run_dir, request), encoding="utf-8")
    if shutil.which("sbatch") is None:
        raise UserError("This machine has no Slurm (sbatch).", f"On one that has: sbatch {script}")
    return _submit(command, run_dir, request, script)


def _submit(command: str, run_dir: Path, request: Request, script: Path) -> str:
    try:
        import submitit
    except ImportError:
        raise UserError(
            "Submitting needs the package submitit.", f"Install it (pip install submitit), or: sbatch {script}"
        ) from None
    executor = submitit.SlurmExecutor(folder=run_dir.parent / f"{run_dir.name}-slurm")
    executor.update_parameters(
        job_name=run_dir.name,
        nodes=request.nodes,
        ntasks_per_node=1,
        gpus_per_node=request.gpus_per_node,
        cpus_per_task=CPUS_PER_GPU * request.gpus_per_node,
        time=round(60 * request.hours),
        **({"partition": request.partition} if request.partition else {}),
    )
    try:
        job = executor.submit(submitit.helpers.CommandFunction(["bash", "-c", command]))
    except (submitit.core.utils.FailedSubmissionError, subprocess.CalledProcessError) as error:
        raise UserError(f"Slurm has refused the job: {error}", f"The script is {script}.") from error
    return str(job.job_id)


def without_launch(arguments: Sequence[str]) -> list[str]:
    """The options that the cluster's own `train` gets: all but those that concern the launch and the folder."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    add_launch_options(parser)
    parser.add_argument("--run-dir")
    return parser.parse_known_args(list(arguments))[1]


def training_command(arguments: Sequence[str], run_dir: Path, request: Request) -> str:
    """One line for every node: torchrun starts a process a GPU, and they meet at the first node."""
    train = [sys.executable, "-m", "torch.distributed.run"]
    nodes = [f"--nnodes={request.nodes}", f"--nproc-per-node={request.gpus_per_node}", "--rdzv-backend=c10d"]
    rest = ["-m", "simclr_gui", "train", "--run-dir", str(run_dir), *arguments]
    meeting = f'--rdzv-endpoint="$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1):{MEETING_PORT}"'
    return f"{shlex.join([*train, *nodes])} {meeting} {shlex.join(rest)}"


def sbatch_script(command: str, run_dir: Path, request: Request) -> str:
    """The same request as a script for `sbatch`."""
    minutes = round(60 * request.hours)
    lines = [
        "#!/bin/bash",
        f"#SBATCH --job-name={run_dir.name}",
        f"#SBATCH --nodes={request.nodes}",
        "#SBATCH --ntasks-per-node=1",
        f"#SBATCH --gpus-per-node={request.gpus_per_node}",
        f"#SBATCH --cpus-per-task={CPUS_PER_GPU * request.gpus_per_node}",
        f"#SBATCH --time={minutes}",
        f"#SBATCH --output={run_dir}-%j.log",
    ]
    if request.partition:
        lines.append(f"#SBATCH --partition={request.partition}")
    return "\n".join([*lines, "", f"srun bash -c {shlex.quote(command)}", ""])
