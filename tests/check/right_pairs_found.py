"""Right pairs that were refused once, each for another reason: name -> (day, request, label)."""

from labels import WED, Label, create, delete, error, query, update

_WHICH = ("I need to know which task to change.", "Which task should I update?")

FOUND: dict[str, tuple[str, str, Label]] = {
    "look_for": (
        WED,
        "I need to look for a summer sublet by the end of the month, priority P2",
        create("Look for a summer sublet", due="2026-03-31"),
    ),
    "show_how": (WED, "I need to show the intern how to use Zoom", create("Show the intern how to use Zoom")),
    "ticket_day": (WED, "Speeding ticket 2 April", create("Speeding ticket", due="2026-04-02")),
    "hmm_ok": (WED, "hmm ok, tag that one projects", error("missing_task", *_WHICH)),
    "between_and": (
        WED,
        "Are any tasks due between the 19th and the 24th unfinished",
        query(status="open", due_from="2026-03-19", due_to="2026-03-24"),
    ),
    "please_mistyped": (WED, "Jot down that I need to feed the chickens, plrase", create("Feed the chickens")),
    "day_abt": (WED, "remind me the 15th abt doing the dishes thx", create("Doing the dishes", due="2026-03-15")),
    "day_remind": (WED, "im reviewing the plan the 15th remind me", create("Reviewing the plan", due="2026-03-15")),
    "look_into": (WED, "Look into a new phone plan by 3/23", create("Look into a new phone plan", due="2026-03-23")),
    "feast_sorry": (
        WED,
        "will u set a reminder for halloween sorry, apr 24 to learn the chords",
        create("Learn the chords", due="2026-04-24"),
    ),
    "class_low": (WED, "Todo cooking class low priority.", create("Cooking class", priority="low")),
    "take_it_off": (WED, "No deadline for #31 anymore, take the date off it.", update(31, due_date=None)),
    "no_vowels": (WED, "RSVP to the weddiing @phillip", create("RSVP to the weddiing", assignee="Phillip")),
    "page_day": (
        WED,
        "fix the button on the home page 18 April",
        create("Fix the button on the home page", due="2026-04-18"),
    ),
    "quoted_delete": (WED, 'remove "Pay rent"', delete("Pay rent")),
    "quoted_single": (WED, "cancel 'Dentist'", delete("Dentist")),
    "quoted_close": (WED, 'close "Tax return"', update("Tax return", status="completed")),
    "add_task_assign": (WED, "add task prep slides and assign it to Sam", create("Prep slides", assignee="Sam")),
    "not_but": (WED, "remind me to call mom not tomorrow but friday", create("Call mom", due="2026-03-13")),
    "second_excluded": (WED, "actually make task 6 due friday not thursday", update(6, due_date="2026-03-13")),
    "clock": (WED, "remind me tomorrow at 15:30 to call mom", create("Call mom", due="2026-03-12", notes="At 15:30")),
    "clock_alone": (WED, "remind me to pick up kids at 3:30", create("Pick up kids", due=WED, notes="At 3:30")),
    "hour": (WED, "remind me next monday at 8 to email HR", create("Email HR", due="2026-03-16", notes="At 8")),
    "before_hour": (
        WED,
        "remind me tomorrow before 5pm to call dad",
        create("Call dad", due="2026-03-12", notes="Before 5pm"),
    ),
    "when_due": (WED, "when is task 9 due?", error("unsupported_action", "I can't read out one field of a task.")),
    "no_longer_due": (WED, "task 9 no longer has a due date", update(9, due_date=None)),
    "other_person": (WED, "assign task 5 to Bob, no, Sue", update(5, assignee="Sue")),
    "not_urgent": (WED, "task 18 isn't urgent anymore, set it to low", update(18, priority="low")),
    "can_wait": (WED, "task 24 can wait, set it to low", update(24, priority="low")),
    "not_needed": (WED, "i don't need task 28 anymore, please delete it", delete(28)),
    "short_name": (WED, "assign task 3 to Bob", update(3, assignee="Bob")),
    "name_of_others": (WED, "show tasks for Ana", query(assignee="Ana")),
    "plate": (WED, "what is on Bob's plate", query(assignee="Bob")),
    "letter_of_two": (WED, "remind me to call \u0130pek on Monday", create("Call \u0130pek", due="2026-03-16")),
    "tag_beside_it": (WED, "add \u0130pek's book, Tagged home", create("\u0130pek's book", tags=["home"])),
    "backtick": (WED, "remind me to buy ice on new year`s eve", create("Buy ice", due="2026-12-31")),
}
