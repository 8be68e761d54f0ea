"""Answers whose JSON is broken, as models write them, with what each must be called; all worked out by hand.

Each is (kind of the first finding, further kinds in order, the text, whether the object in it is read all the same).
Where it is, it is `CREATE` or `DELETE`, or one that the row gives.
"""

from typing import Any

CREATE = {
    "action": "create_task",
    "data": {"title": "Buy oat milk", "priority": "medium", "due_date": None, "status": "pending", "tags": ["home"]},
}
DELETE = {"action": "delete_task", "task_title": "Parents' evening"}

_C = (
    '{"action":"create_task","data":{"title":"Buy oat milk","priority":"medium","due_date":null,"status":"pending",'
    '"tags":["home"]}}'
)
_D = '{"action": "delete_task", "task_title": "Parents\' evening"}'
_Q = '{"action": "query_tasks", "filters": {"overdue": true}}'

Row = tuple[str, tuple[str, ...], str | None, Any]
LOST: Any = None
OVERDUE = {"action": "query_tasks", "filters": {"overdue": True}}
HIGH = {"action": "create_task", "data": {"title": "x", "priority": "high"}}
MOVED = {"action": "update_task", "task_id": 4, "changes": {"due_date": "2026-01-02"}}
TAGGED = {"action": "query_tasks", "filters": {"tag": ",}"}}

NO_ANSWER: list[Row] = [
    ("no_answer", (), None, LOST),
    ("no_answer", (), "", LOST),
    ("no_answer", (), "   ", LOST),
    ("no_answer", (), "\n\n\t\n", LOST),
    ("no_answer", (), "```json\n```", LOST),
    ("no_answer", (), "\ufeff\u200b", LOST),
]

TRUNCATED: list[Row] = [
    ("truncated", (), _C[:-1], LOST),
    ("truncated", (), _C[:-4], LOST),  # inside the list
    ("truncated", (), '{"action": "create_task", "data": {"title": "Buy oat mi', LOST),
    ("truncated", (), '{"action": "create_task", "data": {"title": "Buy oat milk", "priority":', LOST),
    ("truncated", (), '{"action": "create_task", "data": {"title": "Buy oat milk",', LOST),
    ("truncated", (), '{"action": "query_tasks", "filters": {"overdue": tru', LOST),
    ("truncated", (), '{"action": "delete_task", "task_id": 4', LOST),
    ("truncated", (), '{"action": "create_task", "data": {"title": "Buy \\', LOST),
    ("truncated", (), '{"act', LOST),
    ("truncated", (), "{", LOST),
    ("truncated", (), '{"action": "create_task", "data": {"title": "Buy oat mi...', LOST),
    ("truncated", ("fenced",), '```json\n{"action": "create_task", "data": {"title": "Buy', LOST),
    ("truncated", ("fenced",), '```json\n{"action": "create_task", "data": {"title": "Buy oat milk"}\n```', LOST),
    ("truncated", ("fenced",), '```json\n{"action": "query_tasks", "filters": {"overdue": tru\n```', LOST),
    ("truncated", ("prose",), 'Here is the action:\n{"action": "create_task", "data": {"ti', LOST),
    ("truncated", ("quotes",), "{'action': 'create_task', 'data': {'title': 'Buy oat", LOST),
    ("truncated", (), '"{\\"action\\": \\"create_task\\", \\"da', LOST),
    ("truncated", (), '[{"action": "delete_task", "task_id": 4}, {"action": "del', LOST),
    ("truncated", (), '{"action": "delete_task", "task_title": "Fix {a}', LOST),  # the bracket is the text's own
]

FENCED: list[Row] = [
    ("fenced", (), f"```json\n{_C}\n```", CREATE),
    ("fenced", (), f"```\n{_D}\n```", DELETE),
    ("fenced", (), f"```JSON {_D} ```", DELETE),
    ("fenced", (), f"\n```json\n{_D}\n```\n\n", DELETE),
    ("fenced", (), f"```json\n{_D}", DELETE),  # a stop sequence took the end of the fence; the object is whole
    ("fenced", (), f"{_D}\n```", DELETE),
    ("fenced", (), f"`{_D}`", DELETE),
    ("fenced", (), f"~~~json\n{_D}\n~~~", DELETE),
    ("fenced", ("prose",), f"Sure! Here is the JSON:\n\n```json\n{_C}\n```", CREATE),
    ("fenced", ("prose",), f"```json\n{_C}\n```\nI have added the task with medium priority.", CREATE),
    (
        "fenced",
        ("trailing_comma",),
        '```json\n{"action": "delete_task", "task_title": "Parents\' evening",}\n```',
        DELETE,
    ),
    ("fenced", ("quotes",), "```python\n{'action': 'delete_task', 'task_title': \"Parents' evening\"}\n```", DELETE),
    ("fenced", ("no_object",), '```json\n["milk", "bread"]\n```', LOST),
]

PROSE: list[Row] = [
    ("prose", (), f"Here is the action you asked for: {_C}", CREATE),
    ("prose", (), f"{_D}\n\nI have deleted the task for you.", DELETE),
    ("prose", (), f"Sure!\n{_D}\nLet me know if you need anything else.", DELETE),
    ("prose", (), f'<think>The user wants it gone, so {{"action": "delete_task"}}.</think>\n{_D}', DELETE),
    ("prose", (), f"Output: {_D}", DELETE),
    ("prose", (), f"json\n{_D}", DELETE),
    ("prose", (), f"<tool_call>{_D}</tool_call>", DELETE),
    ("prose", (), f"{_D}<|im_end|>", DELETE),
    ("prose", (), f"[INST] {_D} [/INST]", DELETE),
    ("prose", (), f"With {{reference_date}} as today [1], the answer is {_D}", DELETE),
    ("prose", (), f"{_D}\nIn short:\n{_D}", DELETE),  # twice the same: which is meant is no question
    ("prose", (), 'I\'ve added "Buy oat milk" to your list.', LOST),
    ("prose", (), "I'm sorry, but I can't help with that request.", LOST),
    ("prose", (), "Which task do you mean?", LOST),
    ("prose", (), "```\nWhich task do you mean?\n```", LOST),
    ("prose", ("quotes",), "Answer: {'action': 'delete_task', 'task_title': \"Parents' evening\"}", DELETE),
    ("prose", ("trailing_comma",), 'Answer:\n{"action": "delete_task", "task_title": "Parents\' evening",\n}', DELETE),
    ("prose", ("no_object",), "Here you are: [1, 2]", LOST),
]

QUOTES: list[Row] = [
    ("quotes", (), "{'action': 'delete_task', 'task_title': 'Parents\\' evening'}", DELETE),
    ("quotes", (), "{'action': 'delete_task', 'task_title': \"Parents' evening\"}", DELETE),
    ("quotes", (), "{'action': 'delete_task', 'task_title': 'Parents' evening'}", DELETE),
    ("quotes", (), "{“action”: “delete_task”, “task_title”: “Parents' evening”}", DELETE),
    ("quotes", (), '{„action“: „delete_task“, „task_title“: „Parents\' evening“}', DELETE),
    ("quotes", (), '{action: "delete_task", task_title: "Parents\' evening"}', DELETE),
    (
        "quotes", (),
        "{'action': 'create_task', 'data': {'title': 'Buy oat milk', 'priority': 'medium', 'due_date': None, "
        "'status': 'pending', 'tags': ['home']}}",
        CREATE,
    ),
    ("quotes", (), _C.replace("null", "None"), CREATE),
    ("quotes", (), '{"action": "query_tasks", "filters": {"overdue": True}}', OVERDUE),
    ("quotes", (), '{"action": "create_task", "data": {"title": "x", "priority": high}}', HIGH),
    ("quotes", (), '{"action": "update_task", "task_id": 4, "changes": {"due_date": 2026-01-02}}', MOVED),
    ("quotes", (), "{'title': 'Say \"hi\"\\nto Bo'}", {"title": 'Say "hi"\nto Bo'}),
    ("quotes", (), f"'{_Q}'", OVERDUE),
    ("quotes", ("trailing_comma",), "{'action': 'delete_task', 'task_title': \"Parents' evening\",}", DELETE),
]  # fmt: skip

TRAILING_COMMA: list[Row] = [
    ("trailing_comma", (), '{"action": "delete_task", "task_title": "Parents\' evening",}', DELETE),
    ("trailing_comma", (), '{"action": "delete_task", "task_title": "Parents\' evening",\n}', DELETE),
    ("trailing_comma", (), _C.replace('"home"]', '"home",]'), CREATE),
    ("trailing_comma", (), _C.replace('"]}}', '"],},}'), CREATE),
    ("trailing_comma", (), f"{_D},", DELETE),
    ("trailing_comma", (), '{"action": "query_tasks", "filters": {"tag": ",}",}}', TAGGED),
]  # fmt: skip

BROKEN: list[Row] = [
    ("broken_json", (), '{"action": "delete_task" "task_title": "Parents\' evening"}', LOST),
    ("broken_json", (), _C.replace('"data":', '"data"'), LOST),
    ("broken_json", (), '{"action": "create_task", "data": {"title": "Read "Emma" again"}}', LOST),
    ("broken_json", (), '{"action": "delete_task", // by name\n"task_title": "Parents\' evening"}', DELETE),
    ("broken_json", (), '{"action": "delete_task", /* by name */ "task_title": "Parents\' evening"}', DELETE),
    ("broken_json", (), '{"action": "delete_task",  # by name\n"task_title": "Parents\' evening"}', DELETE),
    ("broken_json", (), '{"action": "x", "notes": "milk\nbread"}', {"action": "x", "notes": "milk\nbread"}),
    ("broken_json", (), '{"action": "delete_task", "task_title": "Parents\\\' evening"}', DELETE),
    ("broken_json", (), '{"action": "delete_task", "task_title": "Parents\' evening"}}', LOST),
    ("broken_json", (), '{"action": "create_task", "data": {"title": "Buy oat milk", "tags": ["home"}}', LOST),
    ("broken_json", (), '{"action": "create_task", "data": {"title": "Buy oat milk"]}', LOST),
    ("broken_json", (), '{"action": "create_task", "data": {"title": , "priority": "high"}}', LOST),
    ("broken_json", (), '{"action": "delete_task",, "task_id": 4}', LOST),
    ("broken_json", (), '{"action": "delete_task", "task_title": "Pool}', LOST),  # a quote is missing, nothing else
    ("broken_json", (), '{"action": "create_task", "data": {"title": "Pool}}', LOST),
    ("broken_json", (), '{"action": "create_task, "data": {"title": "Pool"}}', LOST),
    ("broken_json", (), '"action": "delete_task", "task_id": 4}', LOST),
    ("broken_json", (), '"action": "create_task", "data": {"title": "Pool"}', LOST),
    ("broken_json", (), '{"action"="delete_task", "task_id"=4}', LOST),
    ("broken_json", (), '{"action": "delete_task"; "task_id": 4}', LOST),
    ("broken_json", (), '{"action": "delete_task", "task_id": 04}', LOST),
    ("broken_json", (), '{"action": "query_tasks", "limit": NaN}', LOST),
    ("broken_json", (), '{"action": "create_task", ...}', LOST),
    ("broken_json", (), '{\\"action\\": \\"delete_task\\", \\"task_id\\": 4}', LOST),
    ("broken_json", (), "{&quot;action&quot;: &quot;delete_task&quot;}", LOST),
    ("broken_json", (), '{"action": "delete_task", "task_id": 4}\n{"action": "delete_task", "task_id": 5}', LOST),
    ("broken_json", (), '{"action": "delete_task", "task_id": 4}, {"action": "delete_task", "task_id": 5}', LOST),
    (
        "broken_json",
        (),
        'Either {"action": "delete_task", "task_id": 4} or {"action": "delete_task", "task_id": 5}',
        LOST,
    ),
    ("broken_json", (), '{{"action": "delete_task", "task_id": 4}}', LOST),
    ("broken_json", (), '{"action": "delete_task", "task_id": #4}', LOST),
    ("broken_json", (), f"({_D})", DELETE),
    ("broken_json", (), f"{_D};", DELETE),
    ("broken_json", (), "action: delete_task\ntask_id: 4", LOST),
    ("broken_json", (), "delete_task(task_id=4)", LOST),
    ("broken_json", (), "<action>delete_task</action>", LOST),
    ("broken_json", ("fenced",), '```json\n{"action": "delete_task" "task_id": 4}\n```', LOST),
    ("broken_json", (), f"\ufeff{_D}", DELETE),
    ("broken_json", ("fenced",), "```yaml\naction: delete_task\ntask_id: 4\n```", LOST),
]

NO_OBJECT: list[Row] = [
    ("no_object", (), '["Buy oat milk", "medium"]', LOST),
    ("no_object", (), f"[{_C}]", CREATE),
    ("no_object", (), f"[{_C}, {_D}]", LOST),
    ("no_object", (), '"{\\"action\\": \\"delete_task\\", \\"task_title\\": \\"Parents\' evening\\"}"', DELETE),
    ("no_object", (), '"delete_task"', LOST),
    ("no_object", (), "4", LOST),
    ("no_object", (), "null", LOST),
    ("no_object", (), "[]", LOST),
    ("no_object", (), "true", LOST),
    ("no_object", (), '""', LOST),
    ("no_object", (), "None", LOST),
]

ROWS = [*NO_ANSWER, *TRUNCATED, *FENCED, *PROSE, *QUOTES, *TRAILING_COMMA, *BROKEN, *NO_OBJECT]
