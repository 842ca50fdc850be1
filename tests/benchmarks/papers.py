"""How long paper takes: the national sheet, and 124 sheets at once as the window makes them.

    python tests/benchmarks/papers.py                    # the desk's own
    python tests/benchmarks/papers.py --judges PYTHON    # and WeasyPrint and ReportLab beside it

The judges are set up for the same two pages, from the same figures; they are no part of the desk. For them
make an environment of its own (`python -m venv judges; judges/bin/pip install weasyprint reportlab`) and name
its Python; without it they are left out. Each figure is the least of several runs, in processor seconds and
in seconds of the clock.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from cmt_desk.domain.sheets import Scope
from cmt_desk.operations.demo import DAY, create_demo
from cmt_desk.store import Store
from cmt_desk.ui.offscreen import application, without_noise

TIMES = 5


def least(work: Callable[[], object], times: int = TIMES) -> tuple[float, float]:
    """Processor seconds and seconds of the clock of the quickest run."""
    found: list[tuple[float, float]] = []
    for _n in range(times):
        cpu, clock = process_time(), perf_counter()
        work()
        found.append((process_time() - cpu, perf_counter() - clock))
    return min(found)


def tell(what: str, measured: tuple[float, float], aim: float | None = None) -> None:
    cpu, clock = measured
    print(f"{what:58} {cpu:7.3f} s processor {clock:7.3f} s clock" + (f"   aim {aim} s" if aim else ""))


def desk_itself(store: Store, folder: Path) -> None:
    from cmt_desk.ui.printing import Pages, PageSetup, as_pdf
    from cmt_desk.ui.printing.batch import Order, into_folder, into_pdf
    from cmt_desk.ui.sheet_paper import sheet_paper
    from cmt_desk.ui.slices import hold_garbage, release_garbage

    def forget() -> None:
        """As after any change: what the store keeps of a day is read anew."""
        rooms = [room for room in vars(store).values() if hasattr(room, "__dict__")]
        for kept in [*rooms, *(part for room in rooms for part in vars(room).values())]:
            getattr(kept, "__dict__", {}).pop("_kept", None)

    def national() -> None:
        forget()
        as_pdf(Pages(sheet_paper(store, Scope(), DAY, annexes=False)))

    national()
    tell("national sheet, facts to PDF, 2 pages", least(national), 0.3)
    offices = [Scope("branch", b.code, b.name) for b in store.branches.all()]
    makers = [lambda s=scope: sheet_paper(store, s, DAY, annexes=False) for scope in (Scope(), *offices)]
    order = Order(makers, "CMT", PageSetup(), "id")
    longest = 0.0

    def together(work: Callable[[Order, Path], object], place: Path) -> None:
        nonlocal longest
        forget()
        slices = iter(work(order, place))  # pyright: ignore[reportCallIssue, reportArgumentType]
        hold_garbage()  # as the window does meanwhile
        before = perf_counter()
        for _share in slices:
            longest, before = max(longest, perf_counter() - before), perf_counter()
        release_garbage()

    tell("124 sheets, 125 pages, one PDF", least(lambda: together(into_pdf, folder / "all.pdf"), 2), 6)
    print(f"{'  the longest slice: the window waits no longer':58} {longest:7.3f} s clock")
    tell("124 sheets into a folder of PDFs", least(lambda: together(into_folder, folder), 1))


def judges(store: Store, folder: Path, python: str) -> None:
    from cmt_desk.ui.sheet_paper import sheet_paper

    paper = sheet_paper(store, Scope(), DAY, annexes=False)
    source = folder / "sheet.html"
    source.write_text(paper.html, "utf-8")
    judge = Path(__file__).with_name("paper_judges.py")
    asked = [python, str(judge), str(source), str(TIMES)]
    run = subprocess.run(asked, capture_output=True, text=True, check=False)
    if run.returncode:
        print(f"The judges could not be asked:\n{run.stderr.strip().splitlines()[-1]}")
        return
    for name, (cpu, clock, pages) in json.loads(run.stdout.splitlines()[-1]).items():
        tell(f"{name}, the same figures, {pages} pages", (cpu, clock))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--judges", metavar="PYTHON", default="")
    args = asked.parse_args(sys.argv[1:])
    application()
    with tempfile.TemporaryDirectory() as place, without_noise():
        folder = Path(place)
        with create_demo(folder / "demo.desk") as store:
            desk_itself(store, folder)
            if args.judges:
                judges(store, folder, args.judges)
            else:
                print("WeasyPrint and ReportLab: left out (--judges PYTHON)")


if __name__ == "__main__":
    main()
