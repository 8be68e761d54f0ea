"""Requests in other words than the pack says them, all on one Wednesday: right labels, and wrong ones that are near.

Each class of wording that is heard stands here for several actions; beside it stands what differs from it in little
and means something else: what is told as done, asked, denied, or asked for twice.
"""

from labels import WED, Label, create, delete, error, query, update

RIGHT: dict[str, tuple[str, Label]] = {
    # polite and indirect
    "wondering": ("I was wondering if you'd remove washing the sheets from my list", delete("Washing the sheets")),
    "mind_add": ("would you mind adding wall paint to my list?", create("Wall paint")),
    "mind_remind": ("do you mind reminding me about the dentist?", create("Dentist")),
    "mind_move": ("would you mind moving task 7 to Friday?", update(7, due_date="2026-03-13")),
    "mind_close": ("would you mind closing task 7?", update(7, status="completed")),
    "mind_drop": ("could you see to getting rid of task 7", delete(7)),
    "mind_show": ("would you mind telling me which tasks are overdue?", query(overdue=True)),
    "help_if": ("it would help if you reminded me about the eye test", create("Eye test")),
    "great_if": ("it'd be great if you marked task 7 as done", update(7, status="completed")),
    "appreciate_if": ("I'd appreciate it if you deleted task 7", delete(7)),
    "kind": ("be so kind as to put wall paint on my list", create("Wall paint")),
    "hoping": ("I was hoping to get a reminder to go for a run", create("Go for a run")),
    "hoping_drop": ("I was hoping to remove wall paint from my list", delete("Wall paint")),
    "any_chance": ("any chance of a reminder to go for a run on Friday?", create("Go for a run", due="2026-03-13")),
    "how_about": ("how about a to-do to email Emily about the offsite", create("Email Emily about the offsite")),
    "glad_of": ("I'd be glad of a reminder about the eye test tomorrow", create("Eye test", due="2026-03-12")),
    "lovely": ("a reminder on Friday to water the ferns would be lovely", create("Water the ferns", due="2026-03-13")),
    "do_not_forget": ("can you make sure I don't forget my eye test", create("Eye test")),
    "slip": ("make sure the eye test doesn't slip my mind", create("Eye test")),
    "reminded": ("I'd like to be reminded about the eye test", create("Eye test")),
    "whether": ("please tell me whether anything is due before Friday", query(due_to="2026-03-12")),
    "ask_whether": ("may I ask whether wall paint is on my list?", query(text="wall paint")),
    # passive, and what one would like to have
    "go_on": ("can wall paint go on my list?", create("Wall paint")),
    "be_put": ("I was hoping wall paint could be put on the list", create("Wall paint")),
    "have_added": ("I'd love to have wall paint added as a task", create("Wall paint")),
    "be_removed": ("wall paint can be removed from my list now", delete("Wall paint")),
    "come_off": ("could task 7 come off the list?", delete(7)),
    "want_removed": ("I'd like wall paint to be removed from my list", delete("Wall paint")),
    "get_ticked": ("please get wall paint ticked off my list", update("Wall paint", status="completed")),
    "reopened": ("task 7 needs to be reopened", update(7, status="pending")),
    "be_moved": ("the porch task should be moved to Friday", update("Porch", due_date="2026-03-13")),
    "needs_to_go": ("the porch task needs to go to Friday", update("Porch", due_date="2026-03-13")),
    "be_assigned": ("could task 7 be handed over to Ravi?", update(7, assignee="Ravi")),
    "person_takes": ("I'd like Ravi to take over task 7", update(7, assignee="Ravi")),
    "be_renamed": ("task 7 should be renamed to porch light", update(7, title="Porch light")),
    "new_title": ("the new title of task 7 should be porch light", update(7, title="Porch light")),
    "date_removed": ("the due date of task 7 can be removed", update(7, due_date=None)),
    "no_date_needed": ("task 7 no longer needs a due date", update(7, due_date=None)),
    "be_tagged": ("task 7 should be tagged #home", update(7, tags=["home"])),
    # what is named comes first, and so does the list
    "list_first": ("from my list, kindly remove the reminder to pay the rent", delete("Pay the rent")),
    "task_first": ("task 7, could you make it high priority", update(7, priority="high")),
    "note_first": ("on task 7, add the following note: the door sticks", update(7, notes="The door sticks")),
    "day_first": ("Friday is the new due date of task 7", update(7, due_date="2026-03-13")),
    "title_first": ("the porch task on my list, please take it off", delete("Porch")),
    # told, and then "it"
    "unneeded": ("the reminder to pay the rent isn't necessary any longer, please remove it", delete("Pay the rent")),
    "unneeded_id": ("task 7 isn't needed anymore, delete it", delete(7)),
    "by_mistake": ("task 7 was put in by mistake, please delete it", delete(7)),
    "done_so": ("task 7 is done, so mark it that way", update(7, status="completed")),
    "bought": ("the soy milk has been bought, so it can be ticked off my list", update("Soy milk", status="completed")),
    "missing": ("there's no relish on my list yet, so go ahead and add it", create("Relish")),
    "ran_out": ("I've run out of relish, can it go on my list?", create("Relish")),
    "should_go_on": ("there's drinks with Ana, so that should go on my list", create("Drinks with Ana")),
    "promised": ("I promised my wife that I'd ring Ana, a reminder for that would be good", create("Ring Ana")),
    "turned_out": ("things turned out differently, so you can scrap the porch task", delete("Porch")),
    # questions
    "that_i_set": ("are there any urgent reminders that I have set?", query(priority="high")),
    "in_progress": ("which of my tasks are in progress? show me all of them", query(status="in_progress")),
    "managed": ("tell me how many items I managed to tick off", query({"count_only": True}, status="completed")),
    "on_list": ("does my list have wall paint on it?", query(text="wall paint")),
    "anything": ("have I put in any todos about the pottery project", query(text="pottery project")),
    # errors
    "something": (
        "there's something I want added to my list",
        error("missing_title", "I need a title for this task.", "What should I call it?"),
    ),
    "status_changed": (
        "the status of task 7 needs to be changed",
        error("missing_change", "I need to know what the new value for this task is.", "What should I change?"),
    ),
    "nameless": (
        "would you mind deleting it?",
        error("missing_task", "I need to know which task to delete.", "Which task is it?"),
    ),
    "bulk": (
        "could all my tasks be marked as done",
        error("unsupported_action", "I can't change or delete several tasks at once."),
    ),
    "level": (
        "kindly set a reminder to ring the bank, with extreme priority",
        error("invalid_priority", 'I can\'t use "extreme priority" as a level.', "Which level should I use?"),
    ),
}

WRONG: list[tuple[str, Label]] = [
    # told, not asked for
    ("task 7 was deleted", delete(7)),
    ("I had task 7 removed yesterday", delete(7)),
    ("milk was added to my list", create("Milk")),
    ("I was reminded to ring the bank", create("Ring the bank")),
    ("there's no milk on my list", create("Milk")),
    ("task 7 was reopened", update(7, status="pending")),
    ("Ravi was on task 7", update(7, assignee="Ravi")),
    ("I was planning to finish task 7", update(7, status="completed")),
    ("there's a note on task 7: the door sticks", update(7, notes="The door sticks")),
    # asked, not told
    ("was task 7 deleted?", delete(7)),
    ("I was wondering if task 7 was deleted", delete(7)),
    ("I was wondering if you removed milk from my list", delete("Milk")),
    ("I was wondering if milk was added to my list", create("Milk")),
    ("do you think task 7 should be deleted?", delete(7)),
    ("should milk be on my list?", create("Milk")),
    ("can you see milk on my list?", create("Milk")),
    ("I was wondering if task 7 was marked as done", update(7, status="completed")),
    ("is Ravi handling task 7?", update(7, assignee="Ravi")),
    # denied
    ("would you mind not deleting task 7", delete(7)),
    ("milk shouldn't be taken off my list", delete("Milk")),
    ("I don't want milk added to my list", create("Milk")),
    ("no need to remind me to ring the bank", create("Ring the bank")),
    ("task 7 shouldn't be moved to Friday", update(7, due_date="2026-03-13")),
    ("task 7 shouldn't be reopened", update(7, status="pending")),
    # a second request, or one that says more than the label
    ("would you mind adding milk to my list and deleting task 7", create("Milk")),
    ("can task 7 be deleted and task 8 moved to Friday", delete(7)),
    ("I'd like milk added to my list and eggs removed from it", create("Milk")),
    ("show me my tasks and mark them as done", query()),
    ("which tasks are urgent? move them to Friday", query(priority="high")),
    ("task 7 was added by mistake, rename it to milk", delete(7)),
    ("task 7 is finished, mark it and put this note on it: don't wait", update(7, status="completed", notes="Don't")),
    # a value that is not what is said
    ("could task 7 have a due date of Friday", update(7, due_date=None)),
    ("the due date of task 7 should be Friday", update(7, due_date=None)),
    ("task 7 needs a due date", update(7, due_date=None)),
    ("have milk on my list", delete("Milk")),
    ("can task 7 be on my list", delete(7)),
    # many tasks are no title
    ("could all my tasks be marked as done", update("All my tasks", status="completed")),
    ("can the tasks be moved to Friday", update("Tasks", due_date="2026-03-13")),
    ("every one of my tasks can be given to Ravi", update("Every one of my tasks", assignee="Ravi")),
    ("everything on my list can be deleted", delete("Everything")),
    ("something needs to be added to my list", create("Something")),
    # somebody else's wish
    ("Ravi would like a reminder to ring the bank", create("Ring the bank")),
    ("Ravi wants milk added to his list", create("Milk")),
]

DAY = WED
"""The Wednesday on which all of them are said."""
