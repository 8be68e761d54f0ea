"""The words of `docs/diversity.md`; its figures are computed by `bench.diversity`."""

from typing import Final

INTRO: Final = """\
# How diverse the requests are

<!-- Computed by `make pages`: change bench/diversity.py and bench/diversity_page.py, not this page. -->

A model that is trained on a hundred phrasings learns a hundred phrasings. So each dataset carries its measures, under
`diversity` in its manifest, computed by the same code as this page. `make diversity` prints them anew.

| measure                | is                                                                                          |
| ---------------------- | ------------------------------------------------------------------------------------------- |
| distinct-1, -2, -3     | different words, and runs of two and three, as a share of all of them; falls as a set grows |
| slot-masked distinct-2 | the same with `{slot}` for the words of each slot: what the sentences alone give            |
| skeleton               | a request with its slots masked; case and the mark at its end are left aside                |
| self-BLEU              | the mean BLEU-4 of each request against all others of a sample; rises with the sample       |
| ten openings begin     | the share of requests with one of the ten commonest openings of three words                 |
| pairs of values        | of two slots that a template has both: pairs of their values in one request                 |

A word is what stands between blanks, in lower case, without the marks around it. BLEU is sacrebleu's for a sentence:
tokeniser 13a on lower case, smoothing "exp", and of a request with fewer than four words no order above their number.
The value of a slot is what it puts into the output where it chooses among several, as a priority does; else it is the
kind of its wording, such as `weekday` and `in_days` of a date. Pairs that could occur are all values that the one slot
has in the set times all that the other has. More than 10,000 examples are measured on the 10,000 of the least ids.

**taskdata** is the set of `data/mvp`. **ordinary** is what a generator gives that has eight templates for each category
and lists for its slots; it stands in `bench/ordinary.py`. **real** are 1,721 requests that people put to assistants
about lists, reminders and calendars, out of two public corpora. They were counted once and apart from this code, so
read their figures as approximate.

## The first 500
"""

SAME_SIZE: Final = """
## As many as the real ones

Distinct-n and self-BLEU depend on how many requests are compared, so those of the real requests stand here only.
"self-BLEU of all" compares each request with all others.
"""

GROWTH: Final = """
## As a set grows

New requests come more and more from new words in the slots. Where distinct-2 goes on falling and the skeletons do not
go on growing, more examples teach little.
"""

PAIRS: Final = """
## Pairs that are missing

The {least} pairs of slots of which most pairs of values are missing in the largest set. Some cannot occur: a template
may ask for one form of a slot only.
"""

LIMITS: Final = """
## What this does not say

None of these measures knows what a request means, or whether a person would say it. Nonsense scores best of all on
distinct-n and self-BLEU, and every slip of the keyboard makes a new word. They tell when a set repeats itself, and no
more: whether its requests sound natural is judged by people ([audit](audit.md)), whether its labels are right is
[proven](verifying.md), and whether a model learns from it is decided on requests that no template made.
"""
