"""The use case of a drafted pack: every key that must be there, explained, with values to change."""

from collections.abc import Mapping, Sequence
from typing import Any

from taskdata.propose.naming import MARK, show_yaml

_EACH = 10
_BENCHMARK = 4


def render_usecase(
    name: str,
    categories: Sequence[str],
    discriminator: str | None,
    schema_file: str,
    texts: Mapping[str, int],
    fallback: Mapping[str, Any] | None,
) -> str:
    """`usecase.yaml`; `fallback` is the output for where a model's cannot be used, None where the schema has none."""
    count = len(categories)
    shares = [round(1000 // count + (at < 1000 % count)) / 1000 for at in range(count)]
    values = {
        "mark": MARK,
        "name": show_yaml(name),
        "categories": "\n".join(f"  {show_yaml(one)}: {MARK}, what it is" for one in categories),
        "shares": show_yaml(dict(zip(categories, shares, strict=True))),
        "first": str(_EACH * count),
        "counts": show_yaml(dict.fromkeys(categories, _EACH)),
        "held": str(_BENCHMARK * count),
        "held_counts": show_yaml(dict.fromkeys(categories, _BENCHMARK)),
        "discriminator": _show_discriminator(discriminator),
        "schema_file": schema_file,
        "fields": _render_texts(texts),
        "fallback": _render_fallback(fallback),
    }
    return _TEXT.format_map(values)


def _show_discriminator(field: str | None) -> str:
    if field is None:
        return "# discriminator: action                # the field that says which action it is; one action needs none"
    return f"discriminator: {show_yaml(field)}                 # the field of the answer that says which action it is"


def _render_texts(texts: Mapping[str, int]) -> str:
    if not texts:
        return "  fields: {}                           # rules for texts that the model words itself, such as a message"
    rules = [f"    {show_yaml(name)}: {{max_chars: {most}, max_sentences: 2}}" for name, most in texts.items()]
    return "\n".join(
        ["  fields:                              # rules for each text that the model words itself", *rules]
    )


def _render_fallback(fallback: Mapping[str, Any] | None) -> str:
    if fallback is None:
        return f"  # fallback:                          # {MARK}: the answer that is given where none can be used"
    shown = "\n".join(f"    {show_yaml(key)}: {show_yaml(value)}" for key, value in fallback.items())
    return f"  fallback:                            # {MARK}: the answer that is given where none can be used\n{shown}"


_TEXT = """\
# What the model is for, how it speaks, and what the data for it looks like. {mark}: put your own in each line.
# docs/usecase.md of taskdata explains every key; lines that begin with # are comments.

# --- What is it for? ---
name: {name}
title: {mark}, a heading for people
domain: {mark}, a sentence or two; who asks, and what becomes of the answer
base_model: {mark}, the model that you will train
pain_points: []                        # what is wrong today, one sentence each
current_system: {{about: what is in use today, json_validity: 0.9, latency_ms: 1000}}
target_system: {{about: what you want instead, json_validity: 0.99, latency_ms: 200}}

# --- How does the model speak? ---
persona:
  about: Plain and short.
  system_prompt: |-                    # what the model reads before each request; what stands in {{}} is filled in
    You turn a request into one JSON action.
    Your voice: {{persona}}
    Answer with the JSON object alone, of one of these types:
    {{schema}}
    Today is {{reference_date}} ({{weekday}}).
  tools_prompt: |-                     # the same where the model answers by calling a function
    You turn a request into one call of a function.
    Your voice: {{persona}}
    Today is {{reference_date}} ({{weekday}}).
{fields}

# --- What must it answer? ---
categories:                            # kinds of actions, to count by; several actions may share one
{categories}
schema_file: {schema_file}   # the exact form of every answer
{discriminator}

# --- What does its data look like? ---
shares: {shares}   # how much of each category; together 1
sizes:                                 # sizes that you often make; the first is made where no -n says otherwise
  - {{n: {first}, about: to look at, counts: {counts}}}
splits: {{train: 0.8, validation: 0.1, test: 0.1}}
benchmark:                             # a set to decide on at the end; it needs many sentences, since it has its own
  n: {held}
  counts: {held_counts}
  held: 0.15
reference_dates: {{first: 2025-01-01, last: 2027-12-31}}   # the days on which requests are said
labels: {{week_start: monday, date_order: month_day}}      # how 4/2 is read: month_day or day_month
data_sources: []                       # where examples come from: {{name: ..., about: ...}}
risks: []                              # what may go wrong: {{risk: ..., mitigation: ...}}

# --- When is it good enough? ---
capabilities:
  - {{name: parse, about: every answer is one JSON object of the schema, metric: json_validity, op: ">=", target: 0.99}}
success:
  - {{name: right answers, metric: exact_match, op: ">=", target: 0.95, min_n: {held}}}
go_no_go:
  criteria:
    - {{name: right answers, metric: exact_match, op: ">", target: 0.9, min_n: {held}}}
  revisit: []                          # when to think again

# --- What is done in production about an answer that cannot be used? See docs/guard.md of taskdata. ---
guard:
  retries: 1                           # how often the model is asked again, which is told what is wrong
  seconds: 10                          # within so long all is done
{fallback}
"""
