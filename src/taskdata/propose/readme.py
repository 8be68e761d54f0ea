"""What stands in the README of a drafted pack."""

from taskdata.propose.naming import MARK

README = f"""\
# A pack that was drafted from a schema

A pack is one domain: what people may ask for, how they ask for it, and which JSON answer each request must get. The
actions and their fields were read out of `schemas/action.schema.json`; everything else was proposed, runs as it is, and
is dull. Search the files for {MARK}.

| file | says, and what to do with it |
|---|---|
| `usecase.yaml` | what it is for, how the data is shared out, when the model is good enough: put your own in |
| `templates/slots.yaml` | what can be said for each value: write the words that your people use |
| `templates/actions.yaml` | how each field of an answer is filled: look whether each has the right slot |
| a file for each action in `templates/` | the sentences: write how people ask, several wordings for each meaning |
| `templates/styles.yaml` | how people type, "please" and "can you" around a sentence: may stay |
| `schemas/usecase.schema.json`, `schemas/templates.schema.json` | for editors: leave them |

## The next three commands

In this folder (elsewhere add `--pack` with its name):

```sh
taskdata generate -o data      # a few examples in data/, each with its proven answer: read them
taskdata check                 # every mistake, with file, line and column; run it after each change
taskdata hear "..."            # what is understood in a sentence, and from which words
```

## How to make it better

1. Read `data/dataset.jsonl`. Which request would nobody make?
2. Open the file of its action. Change the words around the slots (`{{a_slot}}`), or add a line with another wording.
3. Open `templates/slots.yaml`. Add phrases to the choices, and lines to the grammars.
4. `taskdata preview FAMILY` shows what a family says; `taskdata check --draw` says each sentence a dozen times and
   proves each answer. Change the words of what they refuse.
5. Ask real people, and write down what they say.
"""
