"""The same work in several processes: the same results, in the same order, sooner."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from statusgen.diagnostics import StatusgenError

Item = TypeVar("Item")
Result = TypeVar("Result")

_WORTH_A_PROCESS = 50
"""How many items take longer than starting a process does."""


def spread(work: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """What `work` makes of each item, in order, by as many as `jobs` processes.

    Processes are forked, so that `work` may be any function and sees all that this process does; where the
    system cannot do that safely (it can on Linux), this process does everything. Results have to be picklable.
    Raises what `work` raises, and StatusgenError if a process dies.
    """
    jobs = min(jobs, len(items) // _WORTH_A_PROCESS)
    if jobs < 2 or sys.platform != "linux":
        yield from map(work, items)
        return
    with ExitStack() as stack:
        receivers = [stack.enter_context(_worker(work, items[n::jobs], stack)) for n in range(jobs)]
        for number in range(len(items)):
            try:
                result, error = receivers[number % jobs].recv()
            except EOFError as ended:
                raise StatusgenError("a process of this build was killed; is there enough memory?") from ended
            if error is not None:
                raise error
            yield result


def _worker(work: Callable[[Any], Any], items: Sequence[Any], stack: ExitStack) -> Connection:
    """Starts a process, and is the end of the pipe that its results come out of."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work_through, args=(work, items, receiver, sender), daemon=True)
    process.start()
    sender.close()
    stack.callback(process.join)
    stack.callback(process.terminate)
    return receiver


def _work_through(work: Callable[[Any], Any], items: Sequence[Any], receiver: Connection, sender: Connection) -> None:
    """Sends the result of each item; ends with the first error, or when nobody receives any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    receiver.close()
    try:
        for item in items:
            sender.send((work(item), None))
    except BrokenPipeError:
        pass
    except Exception as error:  # noqa: BLE001 - it is raised again by the process that asked for the work
        sender.send((None, error))
