"""Which keys of a log announce personal data, and of what kind."""
# ruff: noqa: SIM905 - lists of words, read as text

import re
from functools import lru_cache

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_KINDS = {
    **dict.fromkeys(("email", "mail", "e-mail"), "email"),
    **dict.fromkeys(("phone", "mobile", "telephone", "tel", "cell", "fax", "msisdn", "phonenumber"), "phone"),
    **dict.fromkeys(("user", "username", "firstname", "lastname", "fullname", "surname", "customer", "client", "caller",
                     "employee", "patient", "member", "requester", "reporter", "operator", "login"), "name"),
    **dict.fromkeys(("ip", "ipaddress", "ipv4", "ipv6"), "ip"),
    **dict.fromkeys(("address", "street", "postcode", "zip", "zipcode"), "address"),
    **dict.fromkeys(("token", "session", "authorization", "cookie", "jwt", "secret", "apikey", "bearer"), "token"),
    **dict.fromkeys(("password", "passwd", "pwd", "pin", "passcode", "passphrase"), "password"),
    **dict.fromkeys(("ssn", "passport", "iban", "userid", "customerid", "sessionid", "accountid", "deviceid"), "id"),
}  # fmt: skip
_SUBJECTS = frozenset(
    """
    user customer client account member employee patient session device visitor person contact owner tenant
    subscriber profile caller guest login auth
""".split()
)
_NAMED = frozenset(["first", "last", "full", "display", "given", "family", "middle", "nick", "sender"]) | _SUBJECTS
_COUNTING = frozenset(
    """
    count counts type kind status limit max min total version length agent ms seconds size rate
""".split()
)


@lru_cache(4096)
def find_kind(key: str) -> str | None:
    """The kind of data that a key announces: `email`, `phone`, `name`, `ip`, `address`, `token`, `password`, `id`."""
    words = [word.lower() for word in _WORDS.findall(key)]
    if not words or words[-1] in _COUNTING:
        return None
    last, ahead = words[-1], words[:-1]
    if last in ("id", "uuid", "guid", "number", "no", "key", "code", "hash", "identifier"):
        if ahead and ahead[-1] in ("api", "access", "secret", "private"):
            return "token"
        kind = _KINDS.get(ahead[-1]) if ahead else None
        return ("id" if kind in ("name", "token") else kind) or ("id" if not _SUBJECTS.isdisjoint(ahead) else None)
    if last == "name":
        return "name" if not ahead or not _NAMED.isdisjoint(ahead) else None
    if last in ("header", "headers") and ahead[-1:] in (["auth"], ["authorization"]):
        return "token"
    if last == "address" and ahead[-1:] in (["ip"], ["email"], ["mail"]):
        return _KINDS[ahead[-1]]
    return _KINDS.get(last) or _KINDS.get("".join(words))
