"""A table in CSV, for programs: what stands in a cell is written as it is, whatever a spreadsheet makes of it."""

import csv
import io
from collections.abc import Iterable, Iterator

from taskdata.deliver.formats.base import Dialogue, Format
from taskdata.deliver.formats.columns import COLUMNS, make_cells
from taskdata.deliver.formats.names import ABOUT


class Csv(Format):
    """A header and a row for each example, in UTF-8 and as RFC 4180 has it: rows end in CR and LF."""

    about = ABOUT["csv"]
    suffix = ".csv"
    is_dialogue = False

    def write(self, dialogues: Iterable[Dialogue]) -> Iterator[bytes]:
        """Row by row."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for dialogue in dialogues:
            writer.writerow(make_cells(dialogue).values())
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
        yield text.getvalue().encode()


FORMAT = Csv
