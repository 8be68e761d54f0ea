"""What docs/templates.md shows of paraphrases, prompts and axes is what a pack may hold."""

import re
from pathlib import Path

from taskdata.author.load import load_pack
from taskdata.foundation.prompts import HOLES, NEEDED
from taskdata.io.files import find_builtin, read_pack_files

PAGE = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
BLOCKS: list[str] = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def find_block(beginning: str) -> str:
    """The example that begins so."""
    (found,) = (block for block in BLOCKS if block.startswith(beginning))
    return found


def test_the_examples_load_in_the_built_in_pack() -> None:
    """The page's family is a further one there; its prompt and its axes stand in the place of the pack's own."""
    files = {name: text for name, text in read_pack_files(find_builtin()).items() if "/prompts/" not in name}
    shown = {"family": "action: create_task", "paraphrases": "paraphrases:", "prompts": "prompts:", "axes": "axes:"}
    pack = load_pack(
        Path("pack"), {**files, **{f"templates/{name}_shown.yaml": find_block(text) for name, text in shown.items()}}
    )

    templates = {one.text: one for one in pack.families["create_with_day"].templates}
    parent = templates["<start> [a] task to {title.verb} {due}"]
    children = [one for one in templates.values() if one.provenance]
    assert [one.group for one in children] == [parent.group] * 2
    assert [one.frame for one in children] == [None, None]
    assert sum(one.weight for one in children) == parent.weight
    assert set(pack.prompts) == {"ask_again"}
    assert pack.axes == {"who speaks": ("a student", "someone busy at work"), "manner": ("terse", "dictated")}


def test_the_page_has_every_hole_of_every_prompt() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| [^|]* \| (.*) \|$", PAGE.partition("### Prompts")[2].partition("###")[0], re.MULTILINE
    )
    listed = {
        name: (set(re.findall(r"`(\w+)`", holes)), set(re.findall(r"\*\*`(\w+)`\*\*", holes))) for name, holes in rows
    }

    assert listed == {name: (set(HOLES[name]), set(NEEDED[name])) for name in HOLES}
