"""Requests about expenses with the label that each must have, and with labels that none may have; by hand.

All are said on Wednesday, 2026-03-11.
"""

from typing import Any

Label = dict[str, Any]

DAY = "2026-03-11"


def log(amount: Any, currency: str = "USD", category: str | None = None, date: str | None = None, **more: Any) -> Label:
    """A new expense; category and day are null where nothing says them."""
    data = {"amount": amount, "currency": currency, "category": category, "date": date, **more}
    return {"action": "log_expense", "data": data}


def query(beside: Label | None = None, **filters: Any) -> Label:
    """A question with its filters, and what stands beside them."""
    return {"action": "query_expenses", "filters": filters, **(beside or {})}


def name(which: int | str) -> Label:
    """The field that names an expense: its number, "last", or its words."""
    if isinstance(which, int):
        return {"expense_id": which}
    return {"which": "last"} if which == "last" else {"expense": which}


def update(which: int | str, **changes: Any) -> Label:
    """The changes of one expense."""
    return {"action": "update_expense", **name(which), "changes": changes}


def delete(which: int | str) -> Label:
    """The deletion of one expense."""
    return {"action": "delete_expense", **name(which)}


def error(kind: str, message: str, followup: str | None = None) -> Label:
    """An error, with a follow-up question where its type has one."""
    label = {"action": "error", "error_type": kind, "message": message}
    return label | ({"suggested_followup": followup} if followup else {})


RIGHT: list[tuple[str, Label]] = [
    (
        "salad $5.00, note: no receipt",
        log(5, category="food", description="Salad", note="No receipt"),
    ),
    ("log $20 for office supplies", log(20, category="office")),
    ("show my most recent expenses", query({"sort_by": "date", "order": "desc"})),
    (
        "spent $14.20 on lunch at Chipotle yesterday",
        log(14.2, category="food", date="2026-03-10", description="Lunch", merchant="Chipotle"),
    ),
    (
        "Log 45 euros for a taxi last Friday, paid in cash",
        log(45, "EUR", "transport", "2026-03-06", description="Taxi", payment_method="cash"),
    ),
    (
        "I paid $1,200 for the flight with my company card",
        log(1200, category="travel", date=None, description="Flight", payment_method="company_card"),
    ),
    (
        "hey can you add twenty bucks for parking this morning",
        log(20, category="transport", date="2026-03-11", description="Parking"),
    ),
    ("coffee 4.50", log(4.5, category="food", description="Coffee")),
    ("The electric bill was $92", log(92, category="utilities", description="Electric bill")),
    ("spent 38 on groceries on the 3rd", log(38, category="food", date="2026-03-03", description="Groceries")),
    ("log $25 for cat litter", log(25, description="Cat litter")),
    ("log $25 for cat litter under other", log(25, category="other", description="Cat litter")),
    (
        "I bought a monitor for $240 at Best Buy",
        log(240, category="office", description="Monitor", merchant="Best Buy"),
    ),
    ("dinner last night came to £31.80", log(31.8, "GBP", "food", "2026-03-10", description="Dinner")),
    ("we had brunch on Sunday, $52", log(52, category="food", date="2026-03-08", description="Brunch")),
    (
        "how much did I spend on food in February?",
        query({"aggregate": "sum"}, category="food", date_from="2026-02-01", date_to="2026-02-28"),
    ),
    (
        "show me everything over $100 from last month",
        query(min_amount=100, currency="USD", date_from="2026-02-01", date_to="2026-02-28"),
    ),
    (
        "what did I spend at Costco this year?",
        query({"aggregate": "sum"}, merchant="Costco", date_from="2026-01-01", date_to="2026-12-31"),
    ),
    (
        "what was my biggest expense last week?",
        query({"sort_by": "amount", "order": "desc", "limit": 1}, date_from="2026-03-02", date_to="2026-03-08"),
    ),
    (
        "how many times did I pay for taxis since January 1?",
        query({"aggregate": "count"}, text="Taxi", date_from="2026-01-01"),
    ),
    ("show my last 5 expenses", query({"limit": 5})),
    (
        "break down my spending by category this month",
        query({"group_by": "category"}, date_from="2026-03-01", date_to="2026-03-31"),
    ),
    (
        "how much have we spent on hotels in the last 3 months",
        query({"aggregate": "sum"}, text="Hotel", date_from="2025-12-11", date_to="2026-03-11"),
    ),
    ("change expense 12 to $45", update(12, amount=45, currency="USD")),
    ("the Costco expense was actually 83.10", update("Costco", amount=83.1, currency="USD")),
    ("move expense #7 to travel", update(7, category="travel")),
    ("my last expense was on Monday, not today", update("last", date="2026-03-09")),
    ("expense 31 should be 20 euros and under food", update(31, amount=20, currency="EUR", category="food")),
    ("mark expense 4 as paid by card", update(4, payment_method="card")),
    ("delete expense 9", delete(9)),
    ("remove the Starbucks expense please", delete("Starbucks")),
    ("delete my last expense", delete("last")),
    ("log lunch", error("missing_amount", "I need an amount for this expense.", "How much was it?")),
    ("make it $30", error("missing_expense", "I need to know which expense to change.", "Which expense do you mean?")),
    (
        "log $15 for lunch tomorrow",
        error("future_date", "I can't book an expense for a day that is yet to come.", "When was it paid?"),
    ),
    (
        "log 2000 yen for ramen",
        error(
            "unsupported_currency",
            "I can't book 2000 yen; I only keep dollars, euros and pounds.",
            "How much is that in dollars, euros or pounds?",
        ),
    ),
    (
        "spent $0 on snacks",
        error("invalid_amount", "I can't book $0; an expense is more than zero.", "What's the right amount?"),
    ),
    (
        "delete expense 0",
        error(
            "invalid_expense_id",
            "I can't find an expense 0; expenses are numbered from 1.",
            "Which expense do you mean?",
        ),
    ),
    (
        "log $20 for gas on Feb 30",
        error("invalid_date", "I can't find Feb 30 in the calendar.", "Which day do you mean?"),
    ),
    (
        "log $12 for lunch and delete expense 3",
        error(
            "multiple_actions", "I can only do one thing at a time, and this is two.", "Which one should I do first?"
        ),
    ),
    (
        "export my expenses to a spreadsheet",
        error("unsupported_action", "I can't handle files; I can only log, show, change and delete expenses."),
    ),
    ("what's the weather in Denver?", error("out_of_scope", "I can't help with that; I only keep expenses.")),
    ("asdfgh", error("unclear", "I couldn't make sense of that.", "What would you like to log, see or change?")),
    (
        "update expense 8",
        error("missing_change", "I need to know what to change about this expense.", "What should I change?"),
    ),
    ("grabbed a coffee for $3.75", log(3.75, category="food", description="Coffee")),
    (
        "please record a dinner of 64 pounds at Nando's on March 2nd",
        log(64, "GBP", "food", "2026-03-02", description="Dinner", merchant="Nando's"),
    ),
    (
        "I just paid the phone bill, $61.50 by card",
        log(61.5, category="utilities", description="Phone bill", payment_method="card"),
    ),
    ("yesterday's lunch was $18", log(18, category="food", date="2026-03-10", description="Lunch")),
    (
        "can you tell me what we spent on travel last year?",
        query({"aggregate": "sum"}, category="travel", date_from="2025-01-01", date_to="2025-12-31"),
    ),
    ("list all cash expenses this week", query(payment_method="cash", date_from="2026-03-09", date_to="2026-03-15")),
    (
        "Add $9 for stamps and put it on the company card",
        log(9, category="office", description="Stamps", payment_method="company_card"),
    ),
    ("put down 12 bucks for parking", log(12, category="transport", description="Parking")),
    ("I need to fix expense 5, it was $13 not $31", update(5, amount=13, currency="USD")),
    ("wrong date on expense 14, it was last Tuesday", update(14, date="2026-03-10")),
    (
        "total for groceries in January?",
        query({"aggregate": "sum"}, text="Groceries", date_from="2026-01-01", date_to="2026-01-31"),
    ),
]
WRONG: list[tuple[str, Label]] = [
    ("log $20 for office supplies", log(20, category="office", description="Office supplies")),
    ("how much did I spend on office supplies?", query({"aggregate": "sum"}, text="Office supplies")),
    ("spent $14.20 on lunch", log(12.4, category="food", description="Lunch")),
    ("spent $14.20 on lunch", log(14.2, "EUR", "food", description="Lunch")),
    ("spent $14.20 on lunch", log(14.2, category="travel", description="Lunch")),
    ("spent $14.20 on lunch", log(14.2, description="Lunch")),
    ("spent $14.20 on lunch", log(14.2, category="food")),
    ("spent $14.20 on lunch", log(14.2, category="food", date="2026-03-11", description="Lunch")),
    ("spent $14.20 on lunch yesterday", log(14.2, category="food", date="2026-03-11", description="Lunch")),
    ("spent $14.20 on lunch on Friday", log(14.2, category="food", date="2026-03-13", description="Lunch")),
    ("log $15 for lunch tomorrow", log(15, category="food", date="2026-03-12", description="Lunch")),
    ("log $15 at Starbucks", log(15, category="food", merchant="Starbucks")),
    ("log $1,200 for a flight", log(1.2, category="travel", description="Flight")),
    ("log 12 euros 50 for a taxi", log(12, "EUR", "transport", description="Taxi")),
    ("how much did I spend on food?", query(category="food")),
    (
        "how much did I spend on food last month?",
        query({"aggregate": "sum"}, category="food", date_from="2026-03-01", date_to="2026-03-31"),
    ),
    ("show my last 5 expenses", query({"limit": 5, "sort_by": "amount"})),
    ("show expenses over $100", query(max_amount=100, currency="USD")),
    ("I spent $20 on dinner", query({"aggregate": "sum"}, text="Dinner")),
    ("how much did I spend on dinner?", log(20, category="food", description="Dinner")),
    ("change expense 12 to $45", update(45, amount=12, currency="USD")),
    ("change expense 12 to $45", update(12, amount=45, currency="EUR")),
    ("move expense 7 to travel", update(7, category="transport")),
    ("delete expense 9", update(9, category="food")),
    (
        "delete my last expense",
        error("missing_expense", "I need to know which expense to delete.", "Which expense should go?"),
    ),
    ("delete that one", delete("last")),
    ("log lunch for $12", error("missing_amount", "I need an amount for this expense.", "How much was it?")),
    (
        "log $12 for lunch on Feb 27",
        error("invalid_date", "I can't find Feb 27 in the calendar.", "Which day do you mean?"),
    ),
    (
        "log $15 for lunch yesterday",
        error("future_date", "I can't book an expense for a day that is yet to come.", "When was it paid?"),
    ),
    (
        "log 20 euros for lunch",
        error(
            "unsupported_currency",
            "I can't book 20 euros; I only keep dollars, euros and pounds.",
            "How much is that in dollars, euros or pounds?",
        ),
    ),
    (
        "spent $5 on snacks",
        error("invalid_amount", "I can't book $5; an expense is more than zero.", "What's the right amount?"),
    ),
    (
        "delete expense 10",
        error(
            "invalid_expense_id",
            "I can't find an expense 10; expenses are numbered from 1.",
            "Which expense do you mean?",
        ),
    ),
    ("log 2000 yen for ramen", log(2000, category="food", description="Ramen")),
    ("log $12 for lunch and delete expense 3", log(12, category="food", description="Lunch")),
    ("what's the weather in Denver?", query()),
    ("log lunch", log(12, category="food", description="Lunch")),
    ("log $12 for lunch", log("12", category="food", description="Lunch")),
    ("log $12 for lunch in cash", log(12, category="food", description="Lunch", payment_method="card")),
    ("log $12 for lunch in cash", log(12, category="food", description="Lunch")),
    ("log $20, no wait, $25 for dinner", log(20, category="food", description="Dinner")),
    ("log $12 €12 for dinner", log(12, category="food", description="Dinner")),
    ("spent $12 on coffee at Blue Bottle", log(12, category="food", description="Coffee", merchant="Blue")),
    ("spent $12 on coffee at Blue Bottle", log(12, category="food", description="Coffee")),
    ("spent $12 on coffee at Blue Bottle", log(12, category="food", description="Coffee at Blue Bottle")),
    ("spent $12 on coffee at Blue Bottle", log(12, description="Coffee at Blue Bottle")),
    ("paid $30 for cat litter yesterday", log(30, description="Cat litter yesterday")),
    ("paid $30 for cat litter yesterday", log(30, category="other", date="2026-03-10", description="Cat litter")),
    ("paid $30 for cat litter on my card", log(30, description="Cat litter on my card")),
    ("log $1,250.75 for a flight", log(1250, category="travel", description="Flight")),
    ("log 5 for a bagel, note: tip included", log(5, category="food", description="Bagel")),
    ("show my expenses from Friday", query(date_from="2026-03-06")),
    ("show my expenses since Friday", query(date_from="2026-03-06", date_to="2026-03-06")),
    ("how much did I spend in March?", query({"aggregate": "sum"}, date_from="2025-03-01", date_to="2025-03-31")),
    (
        "how much did I spend in the last 7 days?",
        query({"aggregate": "sum"}, date_from="2026-03-05", date_to="2026-03-11"),
    ),
    ("show my 3 biggest expenses", query({"sort_by": "amount", "order": "desc", "limit": 1})),
    ("show my biggest expense", query({"sort_by": "amount", "order": "asc", "limit": 1})),
    ("how much did I spend on coffee?", query({"aggregate": "sum"}, category="food")),
    ("how much did I spend on coffee?", query({"aggregate": "sum"}, text="Coffee", category="food")),
    ("how many food expenses do I have?", query({"aggregate": "sum"}, category="food")),
    ("show expenses under 20 euros", query(max_amount=20, currency="USD")),
    ("show expenses between $20 and $50", query(min_amount=20, currency="USD")),
    ("change expense 5 to $20 and move it to yesterday", update(5, amount=20, currency="USD")),
    ("change expense 5 to 20", update(5, amount=20, currency="EUR")),
    ("the Aldi expense was on Monday", update("Aldi expense", date="2026-03-09")),
    ("the Aldi expense was on Monday", update("Aldi", date="2026-03-16")),
    ("delete the Aldi expense", delete("Aldi expense")),
    ("delete expense 5", delete(50)),
    ("delete expense 5 and 6", delete(5)),
    ("delete my last 2 expenses", delete("last")),
    ("log $20 for lunch and $5 for coffee", log(20, category="food", description="Lunch")),
    ("don't log the $20 lunch", log(20, category="food", description="Lunch")),
    ("did I log $20 for lunch?", log(20, category="food", description="Lunch")),
    ("how do I log $20 for lunch?", log(20, category="food", description="Lunch")),
    ("log $20 for lunch every day", log(20, category="food", description="Lunch")),
    ("split $20 for lunch with Sam", log(20, category="food", description="Lunch")),
    ("log about $20 for lunch, maybe $25", log(20, category="food", description="Lunch")),
    ("remind me to log $20 for lunch", log(20, category="food", description="Lunch")),
    ("show me the weather", query()),
    ("log -$20 for lunch", log(20, category="food", description="Lunch")),
    ("log C$20 for lunch", log(20, category="food", description="Lunch")),
    ("log $20 CAD for lunch", log(20, category="food", description="Lunch")),
    ("refund $20 for lunch", log(20, category="food", description="Lunch")),
    ("lunch was $20, not $25", log(25, category="food", description="Lunch")),
    ("log lunch $20 on the 12th", log(20, category="food", date="2026-03-12", description="Lunch")),
    ("log lunch $20 on March 15", log(20, category="food", date="2026-03-15", description="Lunch")),
    ("log $15 for lunch", error("out_of_scope", "I can't help with that; I only keep expenses.")),
    (
        "log $15 for lunch",
        error("unclear", "I couldn't make sense of that.", "What would you like to log, see or change?"),
    ),
    ("what is my total for food?", error("out_of_scope", "I can't help with that; I only keep expenses.")),
]
