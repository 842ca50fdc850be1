"""A sheet being saved while the window goes on answering: how far it is, and a way to stop it."""

from collections.abc import Generator
from pathlib import Path

from cmt_desk.i18n import _
from cmt_desk.store.safety import save_whole
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.slices import Slices
from cmt_desk.ui.widgets.work_strip import WorkStrip


class SavingStrip(WorkStrip):
    """What came of it goes to the banner; stopped, no file is written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.stop)
        self._desk = desk
        self._work: Slices | None = None
        desk.changes.happened.connect(lambda _operation: self._outdate())

    @property
    def running(self) -> bool:
        return self._work is not None and self._work.running

    def save(self, content: Generator[float, None, bytes], path: Path) -> None:
        """What the generator returns becomes the file."""
        self.stop()
        self._work = work = Slices(content, self, needed=lambda: self._desk.store.is_open)
        work.progressed.connect(lambda share: self.show_work(_("Saving the sheet"), round(share * 100), 100))
        work.finished.connect(lambda made: self.write(made, path))
        work.failed.connect(self._fail)
        work.start()

    def write(self, content: bytes, path: Path) -> None:
        self.rest()
        if self._desk.perform(lambda: save_whole(content, path)):
            self._desk.banner.said.emit("done", _("The sheet was saved as {file}.").format(file=path))

    def stop(self) -> None:
        if self._work:
            self._work.cancel()
        self.rest()

    def _outdate(self) -> None:
        """The desk became another: half of the file would be of the old one."""
        if self.running:
            self.stop()
            told = _("The sheet changed while it was saved; save it once more.")
            self._desk.banner.said.emit("refused", told)

    def _fail(self, error: Exception) -> None:
        """Ours to mend: it is told like any other."""
        self.rest()
        raise error
