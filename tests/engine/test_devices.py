"""The machine that is computed on, and what is done once before several threads use it."""

import subprocess
import sys

SECONDS_UNTIL_IT_HANGS = 120


def test_that_two_threads_may_make_their_first_tensors_at_once() -> None:
    """torch imports under a lock of its own then; where an import lets others run, both would wait for ever."""
    program = (
        "import builtins, threading, time, torch\n"
        "from simclr_gui.engine.config.settings import MachineSettings\n"
        "from simclr_gui.engine.devices import choose_machine\n"
        "choose_machine(MachineSettings(precision='float32'))\n"
        "plain = builtins.__import__\n"
        "builtins.__import__ = lambda *given, **named: time.sleep(0.05) or plain(*given, **named)\n"
        "threads = [threading.Thread(target=torch.asarray, args=([1.0],), daemon=True) for _ in range(2)]\n"
        "[thread.start() for thread in threads], [thread.join() for thread in threads]\n"
        "print('made')\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=SECONDS_UNTIL_IT_HANGS
    )
    assert result.stdout.strip() == "made", result.stderr
