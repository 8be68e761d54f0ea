"""Right pairs that were refused once, each for another reason: name -> (day, request, label)."""

from labels import WED, Label, create, error, query, update

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
    "short_name": (WED, "assign task 3 to Bob", update(3, assignee="Bob")),
    "name_of_others": (WED, "show tasks for Ana", query(assignee="Ana")),
    "plate": (WED, "what is on Bob's plate", query(assignee="Bob")),
}
