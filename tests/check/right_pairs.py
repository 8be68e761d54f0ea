"""Right pairs, written by hand from the labelling guide in the words people use: name -> (day, request, label)."""

from labels import LEAP, MON, WED, Label, create, delete, error, query, update

CREATES: dict[str, tuple[str, str, Label]] = {
    # the use case's own
    "q4_budget": (
        MON,
        "Create a high priority task to review the Q4 budget by Friday",
        create("Review the Q4 budget", priority="high", due="2026-01-02"),
    ),
    "standup": (WED, "add task: team standup prep", create("Team standup prep")),
    "contract": (
        WED,
        "new urgent task call client re contract issues asap",
        create("Call client re contract issues", priority="high", notes="ASAP - urgent"),
    ),
    # nothing but a title
    "milk": (WED, "add buy milk to my list", create("Buy milk")),
    "stretch": (WED, "remind me to stretch", create("Stretch")),
    "iphone": (WED, "please add iPhone setup to my tasks", create("iPhone setup")),
    "late_fees": (WED, "add task check late fees", create("Check late fees")),
    "slides": (WED, "add 'finish the slides' to my list", create("Finish the slides")),
    "typo": (WED, "can you add rewnew my pasport", create("Rewnew my pasport")),
    # days
    "mum": (MON, "remind me to call mum tomorrow", create("Call mum", due="2025-12-30")),
    "cleaning": (
        WED,
        "I need to pick up the dry cleaning by Thursday",
        create("Pick up the dry cleaning", due="2026-03-12"),
    ),
    "plants": (MON, "Remind me to water the plants this Sunday", create("Water the plants", due="2026-01-04")),
    "dentist": (WED, "dentist tomorrow", create("Dentist", due="2026-03-12")),
    "dentist_list": (
        MON,
        "put dentist appointment on my list, due next Friday",
        create("Dentist appointment", due="2026-01-09"),
    ),
    "roses": (WED, "order roses by Friday", create("Order roses", due="2026-03-13")),
    "friday_report": (
        MON,
        "todo: review the Friday report by Wednesday",
        create("Review the Friday report", due="2025-12-31"),
    ),
    "rent": (MON, "remind me to pay rent on the 1st", create("Pay rent", due="2026-01-01")),
    "sam_slides": (
        MON,
        "Don't let me forget to send Sam the slides in 3 days",
        create("Send Sam the slides", due="2026-01-01"),
    ),
    "offsite": (WED, "schedule the team offsite by April 20", create("Schedule the team offsite", due="2026-04-20")),
    "savings": (
        MON,
        "set a reminder to open a savings account the day after tomorrow",
        create("Open a savings account", due="2025-12-31"),
    ),
    "gift": (
        WED,
        "remind me to buy a gift for Valentine's Day on Feb 10",
        create("Buy a gift for Valentine's Day", due="2027-02-10"),
    ),
    "expenses": (WED, "new task submit expenses by end of month", create("Submit expenses", due="2026-03-31")),
    "garage": (
        MON,
        "make a task to clean the garage a week from Saturday",
        create("Clean the garage", due="2026-01-10"),
    ),
    "leap_day": (LEAP, "Remind me to submit the tax forms on Feb 29", create("Submit the tax forms", due="2028-02-29")),
    "gas": (MON, "remind me to pay the gas bill 1/5", create("Pay the gas bill", due="2026-01-05")),
    "grandma": (WED, "call grandma tonight", create("Call grandma", due=WED)),
    "essay": (WED, "I've got to hand in my essay by New Year's Eve", create("Hand in my essay", due="2026-12-31")),
    "hotel": (MON, "remind me to reserve the hotel in two weeks", create("Reserve the hotel", due="2026-01-12")),
    "correction": (MON, "Add call Sam on Monday, no wait, Tuesday", create("Call Sam", due="2025-12-30")),
    # priority
    "passport": (WED, "can you add renew passport, low priority", create("Renew passport", priority="low")),
    "login_p1": (WED, "new task: fix the login bug, P1", create("Fix the login bug", priority="high")),
    "critical_bug": (WED, "add fix critical bug in login", create("Fix critical bug in login")),
    "cv": (WED, "create a medium priority task to update my CV", create("Update my CV")),
    "landlord": (WED, "add an urgent task: reply to the landlord", create("Reply to the landlord", priority="high")),
    "lisbon": (WED, "book flights to Lisbon, no rush", create("Book flights to Lisbon", priority="low")),
    # notes, people, tags
    "plumber": (WED, "call the plumber asap", create("Call the plumber", priority="high", notes="ASAP")),
    "bins": (WED, "remind me at 5pm to take the bins out", create("Take the bins out", due=WED, notes="At 5pm")),
    "bank_9am": (
        MON,
        "remind me to ring the bank tomorrow at 9am",
        create("Ring the bank", due="2025-12-30", notes="At 9am"),
    ),
    "meeting_note": (
        WED,
        "Remind me about the parent teacher meeting on Thursday, note: bring the report card",
        create("Parent teacher meeting", due="2026-03-12", notes="Bring the report card"),
    ),
    "lena": (WED, "Add a task for Lena: proofread the newsletter", create("Proofread the newsletter", assignee="Lena")),
    "toner": (WED, "create a task and assign it to me: order toner", create("Order toner", assignee="me")),
    "insurance": (
        WED,
        "add renew car insurance #admin #money",
        create("Renew car insurance", tags=["admin", "money"]),
    ),
}

CHANGES: dict[str, tuple[str, str, Label]] = {
    "done_12": (WED, "mark task 12 as done", update(12, status="completed")),
    "done_33": (WED, "mark #33 complete", update(33, status="completed")),
    "done_dentist": (WED, "mark the dentist task as done", update("Dentist", status="completed")),
    "laundry": (WED, "I finished the laundry", update("Laundry", status="completed")),
    "cross_milk": (WED, "cross milk off my list", update("Milk", status="completed")),
    "reopen": (WED, "reopen task 15", update(15, status="pending")),
    "start": (WED, "start working on task 6", update(6, status="in_progress")),
    "move": (MON, "move task 7 to Friday", update(7, due_date="2026-01-02")),
    "push": (MON, "push the budget review task to next Monday", update("Budget review", due_date="2026-01-05")),
    "no_date": (WED, "take the due date off task 5", update(5, due_date=None)),
    "set_high": (WED, "set task 3 to high priority", update(3, priority="high")),
    "client_urgent": (WED, "make the client call task urgent", update("Client call", priority="high")),
    "quoted_low": (WED, "set 'book flights' to low priority", update("Book flights", priority="low")),
    "assign": (WED, "assign task 9 to Omar", update(9, assignee="Omar")),
    "note": (WED, "add a note to task 4: waiting on legal", update(4, notes="Waiting on legal")),
    "rename": (WED, "rename task 5 to plan the Friday demo", update(5, title="Plan the Friday demo")),
    "tag": (WED, "tag task 8 with home", update(8, tags=["home"])),
    "two_changes": (
        MON,
        "change the priority of task 2 to low and move it to Wednesday",
        update(2, priority="low", due_date="2025-12-31"),
    ),
    "delete_4": (WED, "delete task 4", delete(4)),
    "cancel": (WED, "cancel task 10", delete(10)),
    "gym": (WED, "get rid of the gym reminder", delete("Gym")),
    "passport_gone": (WED, "I no longer need the passport task", delete("Passport")),
    "bank_gone": (WED, "remove 'call the bank' from my list", delete("Call the bank")),
    "yoga": (WED, "scrap my yoga class task", delete("Yoga class")),
}

QUERIES: dict[str, tuple[str, str, Label]] = {
    "all": (WED, "show my tasks", query()),
    "read": (WED, "read me my to-do list", query()),
    "for_me": (WED, "tasks for me", query()),
    "mine": (WED, "what tasks are assigned to me", query(assignee="me")),
    "priya": (WED, "show me the open tasks assigned to Priya", query(status="open", assignee="Priya")),
    "week": (MON, "what's due this week?", query(due_from="2025-12-29", due_to="2026-01-04")),
    "on_friday": (MON, "do I have anything due Friday?", query(due_from="2026-01-02", due_to="2026-01-02")),
    "plate": (MON, "what's on my plate tomorrow", query(due_from="2025-12-30", due_to="2025-12-30")),
    "between": (MON, "anything due between Jan 5 and Jan 9?", query(due_from="2026-01-05", due_to="2026-01-09")),
    "after": (MON, "show tasks due after Friday", query(due_from="2026-01-03")),
    "next_days": (MON, "what's due in the next 3 days", query(due_from="2025-12-29", due_to="2026-01-01")),
    "overdue": (WED, "which tasks are overdue", query(overdue=True)),
    "high": (WED, "list high priority tasks", query(priority="high")),
    "medium": (WED, "medium priority tasks please", query(priority="medium")),
    "urgent_today": (WED, "anything urgent due today?", query(priority="high", due_from=WED, due_to=WED)),
    "unfinished": (WED, "show me all my unfinished tasks", query(status="open")),
    "working_on": (WED, "what am I working on", query(status="in_progress")),
    "finished": (WED, "what have I finished?", query(status="completed")),
    "left": (WED, "how many tasks do I have left", query({"count_only": True}, status="open")),
    "count_by": (
        MON,
        "how many high priority tasks are due by Wednesday",
        query({"count_only": True}, priority="high", due_to="2025-12-31"),
    ),
    "about": (WED, "tasks about the budget", query(text="budget")),
    "did_add": (WED, "did I add milk", query(text="milk")),
    "on_list": (WED, "is milk on my list?", query(text="milk")),
    "did_finish": (WED, "did I finish the report", query(text="report", status="completed")),
    "first_5": (WED, "show the first 5 tasks", query({"limit": 5})),
    "top_3": (MON, "top 3 tasks due before Monday", query({"limit": 3}, due_to="2026-01-04")),
    "tagged": (WED, "list tasks tagged home", query(tag="home")),
    "work_soonest": (
        MON,
        "show #work tasks due next week, soonest first",
        query({"sort_by": "due_date", "order": "asc"}, tag="work", due_from="2026-01-05", due_to="2026-01-11"),
    ),
    "alphabet": (WED, "list my tasks alphabetically", query({"sort_by": "title", "order": "asc"})),
    "by_priority": (WED, "show my tasks sorted by priority", query({"sort_by": "priority"})),
    "progress": (WED, "tasks in progress sorted by due date", query({"sort_by": "due_date"}, status="in_progress")),
}

_TITLE = ("I need a title for this task.", "What should I call it?")
_WHICH = ("I need to know which task you mean.", "Which task is it?")
_ONE = ("I can only do one thing at a time.", "Which part comes first?")

ERRORS: dict[str, tuple[str, str, Label]] = {
    "no_title": (WED, "Create a task for tomorrow", error("missing_title", *_TITLE)),
    "no_title_this": (WED, "remind me to do this", error("missing_title", *_TITLE)),
    "no_title_level": (WED, "new high priority task", error("missing_title", *_TITLE)),
    "no_task": (WED, "mark it as done", error("missing_task", *_WHICH)),
    "no_task_gone": (WED, "delete that", error("missing_task", *_WHICH)),
    "no_change": (WED, "update task 7", error("missing_change", "I need to know what to change.", "What is new?")),
    "feb_30": (
        WED,
        "remind me to pay rent on Feb 30",
        error("invalid_date", 'I can\'t find "Feb 30" in the calendar.', "Which day is right?"),
    ),
    "the_32nd": (
        WED,
        "move task 6 to the 32nd",
        error("invalid_date", 'I can\'t use "the 32nd" as a day.', "Which day is right?"),
    ),
    "past": (
        WED,
        "add send invoices due yesterday",
        error("past_due_date", 'I can\'t set "yesterday" as a due date.', "Which day should it be?"),
    ),
    "purple": (
        WED,
        "create a task to paint the fence with purple priority",
        error("invalid_priority", 'I don\'t know "purple priority".', "Is it low, medium or high?"),
    ),
    "priority_11": (
        WED,
        "set task 4 to priority 11",
        error("invalid_priority", 'I don\'t know "priority 11".', "Is it low, medium or high?"),
    ),
    "archived": (
        WED,
        "mark task 4 as archived",
        error("invalid_status", 'I don\'t know the status "archived".', "Which status should it have?"),
    ),
    "task_0": (WED, "delete task 0", error("invalid_task_id", 'I can\'t find a task "0".', "Which task is it?")),
    "task_minus": (
        WED,
        "mark task -3 as done",
        error("invalid_task_id", 'I can\'t find a task "-3".', "Which task is it?"),
    ),
    "two_levels": (
        WED,
        "set task 5 to high priority and low priority",
        error("conflicting_values", "I have two priorities for this task.", "Which one is right?"),
    ),
    "two_days": (
        WED,
        "remind me to call the vet on Tuesday and on Thursday",
        error("conflicting_values", "I have two due dates for this task.", "Which one is right?"),
    ),
    "two_commands": (WED, "delete 4 and mark 5 done", error("multiple_actions", *_ONE)),
    "undo": (WED, "undo that last change", error("unsupported_action", "I can't undo changes.")),
    "clear_list": (WED, "clear my list", error("unsupported_action", "I can't delete all tasks at once.")),
    "jazz": (WED, "play some jazz", error("out_of_scope", "I can't play music; I can only manage your tasks.")),
    "weather": (WED, "what's the weather like", error("out_of_scope", "I can only help you with your tasks.")),
    "noise": (WED, "asdf jkl qwe", error("unclear", "I couldn't make that out.", "What would you like me to do?")),
}

RIGHT = CREATES | CHANGES | QUERIES | ERRORS
