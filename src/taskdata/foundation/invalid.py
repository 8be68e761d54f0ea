"""What is wrong with a line that is no record of ours, in the words of whoever checked it."""

from pydantic import ValidationError


def tell_first_fault(error: ValidationError) -> str:
    """The JSON path of the first fault, and what it is."""
    fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
    path, message = ".".join(("$", *map(str, fault["loc"]))), fault["msg"]
    return f"{path}: {message[:1].lower()}{message[1:]}"
