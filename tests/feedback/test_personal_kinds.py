"""Each kind of personal data is found, and what only looks like it is not."""

import re

import pytest
from anonymisers import after, kinds

from taskdata.feedback.numbers import is_card, is_iban

FOUND = [
    ("email jane.doe@acme.com the contract", "jane.doe@acme.com", "email"),
    ("write to p.sharma+x@mail.co.uk.", "p.sharma+x@mail.co.uk", "email"),
    ("it is jane (at) acme (dot) com", "jane (at) acme (dot) com", "email"),
    ("text 415-555-2671 re the keys", "415-555-2671", "phone"),
    ("pizza is 555-2671, at 7", "555-2671", "phone"),
    ("ruf die praxis an 089/12345678", "089/12345678", "phone"),
    ("tel bureau 01-42-68-53-00", "01-42-68-53-00", "phone"),
    ("llama al fontanero 612 34 56 78", "612 34 56 78", "phone"),
    ("driver 98765-43210", "98765-43210", "phone"),
    ("ring 212 555 0147 ext. 33", "212 555 0147 ext. 33", "phone"),
    ("5552671 is my number", "5552671", "phone"),
    ("(02) 9374 4000 - closed on tues", "(02) 9374 4000", "phone"),
    ("call (212) 555-0187", "(212) 555-0187", "phone"),
    ("phone +44 7911 123456 about the boiler", "+44 7911 123456", "phone"),
    ("ring 07911 123456", "07911 123456", "phone"),
    ("my cell 6502530000", "6502530000", "phone"),
    ("card 4111 1111 1111 1111", "4111 1111 1111 1111", "card"),
    ("amex 3782 822463 10005", "3782 822463 10005", "card"),
    ("card ending in 4242", "4242", "card"),
    ("rent to DE89 3704 0044 0532 0130 00 by friday", "DE89 3704 0044 0532 0130 00", "iban"),
    ("ssh into 192.168.4.27", "192.168.4.27", "ip"),
    ("the ipv6 is 2001:0db8:85a3:0000:0000:8a2e:0370:7334", "2001:0db8:85a3:0000:0000:8a2e:0370:7334", "ip"),
    ("join https://team.chat/invite/ab12Cd34Ef56", "ab12Cd34Ef56", "url"),
    ("post to https://hooks.example.com/services/a1B2c3D4", "a1B2c3D4", "url"),
    ("see https://site.com/r/9fK2mQx7Lp.", "9fK2mQx7Lp", "url"),
    ("open https://x.com/p?rlkey=x1y2z3a4b5&dl=0", "x1y2z3a4b5", "url"),
    ("open www.forum.example/activate?u=12&key=f7Tq1ZxB", "f7Tq1ZxB", "url"),
    ("login at https://bob:hunter2@intranet.acme.com/x", "bob:hunter2", "url"),
    ("open https://app.example.com/reset?token=9f8a7b6c5d&lang=en", "9f8a7b6c5d", "url"),
    ("my api key is sk-abc123DEF456ghi789JKL012", "sk-abc123DEF456ghi789JKL012", "token"),
    ("use ghp_16C7e42F292c6912E7710c838347Ae178B4a", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "token"),
    ("rotate AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE", "token"),
    ("slack xoxb-123456789012-abcdefGHIJKL", "xoxb-123456789012-abcdefGHIJKL", "token"),
    ("Authorization: Bearer abc123def456", "abc123def456", "token"),
    ("sum 9f86d081884c7d659a2feaa0c55ad015", "9f86d081884c7d659a2feaa0c55ad015", "token"),
    ("the wifi password is sunflower88", "sunflower88", "password"),
    ("pin 4821 for the garage", "4821", "password"),
    ("gate code is 7734", "7734", "password"),
    ("the code is 993 112", "993 112", "password"),
    ("code for the bike lock is 3917", "3917", "password"),
    ("verification code G-581204", "G-581204", "password"),
    ("front door 4471# then left", "4471#", "token"),
    ('guest wifi "welcome-home"', "welcome-home", "password"),
    ("wifi pass sunnyday", "sunnyday", "password"),
    ("the password's letmein123", "letmein123", "password"),
    ("la contraseña es gatito88", "gatito88", "password"),
    ("the new password will be Winter!2024", "Winter!2024", "password"),
    ("netflix login it / Fluffy2019", "Fluffy2019", "password"),
    ("serial XKJ9-4TTQ-88PL", "XKJ9-4TTQ-88PL", "token"),
    ("keep dGhpcyBpcyBhIHNlY3JldCBrZXk=", "dGhpcyBpcyBhIHNlY3JldCBrZXk=", "token"),
    (
        "seed phrase: ocean lamp tiger velvet north puzzle arrow cabin",
        "ocean lamp tiger velvet north puzzle arrow cabin",
        "password",
    ),
    ("PASSWORD=Tr0ub4dor&3", "Tr0ub4dor&3", "password"),
    ("drop it at 221B Baker Street, London NW1 6XE", "221B Baker Street, London NW1 6XE", "address"),
    ("pick up from 1428 elm street sat", "1428 elm street", "address"),
    ("at 350 5th Ave, Apt 12B, New York, NY 10118", "350 5th Ave, Apt 12B, New York, NY 10118", "address"),
    ("mail it to PO Box 1123, Boulder, CO 80301", "PO Box 1123, Boulder, CO 80301", "address"),
    ("to Hauptstraße 15, 10115 Berlin", "Hauptstraße 15, 10115 Berlin", "address"),
    ("to 12 rue de la Paix, 75002 Paris", "12 rue de la Paix, 75002 Paris", "address"),
    ("visit Calle Mayor 24, Madrid", "Calle Mayor 24, Madrid", "address"),
    ("keys at Via Roma 8, Milano", "Via Roma 8, Milano", "address"),
    ("lives at 12 the crescent now", "12 the crescent", "address"),
    ("deliver to 16 willowbank please", "16 willowbank", "address"),
    ("party at 1742 Sycamore, bring it", "1742 Sycamore", "address"),
    ("from B-14, Sector 62, Noida 201301", "B-14, Sector 62, Noida 201301", "address"),
    ("to Rose Cottage, Mill Lane, Ashford TN25 4AB", "Rose Cottage, Mill Lane, Ashford TN25 4AB", "address"),
    ("at Unit 7, 33 Harbour Street, Sydney NSW 2000", "Unit 7, 33 Harbour Street, Sydney NSW 2000", "address"),
    ("to 10115 Berlin, Torstraße 140", "10115 Berlin, Torstraße 140", "address"),
    ("pakket naar Kerkstraat 12", "Kerkstraat 12", "address"),
    ("postcode SW1A 1AA", "SW1A 1AA", "postcode"),
    ("customer id 48213 wants a refund", "48213", "id"),
    ("user #991 can't log in", "991", "id"),
    ("look into CUST-10293", "CUST-10293", "id"),
    ("stripe cus_9s8dKJ2mLq0P", "cus_9s8dKJ2mLq0P", "id"),
    ("passport X4829301 expires", "X4829301", "id"),
    ("request 123e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456-426614174000", "id"),
    ("my ssn is 078-05-1120", "078-05-1120", "ssn"),
    ("social security number 219099999", "219099999", "ssn"),
    ("NI number QQ 12 34 56 C", "QQ 12 34 56 C", "ssn"),
    ("ask @zorro_h92 to review", "@zorro_h92", "handle"),
]

ORDINARY = [
    "mark task 47 as done",
    "delete task #12 and #13",
    "task 12 to close",
    "2 people on the street were waiting",
    "drive 20 minutes, 5 miles way off",
    "update to version 1.2.3 of the app",
    "version 10.2.3.4 released",
    "meet at 10:30 on 2026-03-04",
    "meeting 2026-10-09T14:00:00Z with the board",
    "pay 1,250.00 to the contractor",
    "order 10293 arrives monday",
    "invoice 20260304 is paid",
    "ISBN 9780306406157 is the book",
    "set budget to 1500000 for q3",
    "check https://example.com/docs/page?tab=2 for the format",
    "password reset for the team",
    "pin the note to the board",
    "the token expired again",
    "flight BA2490 at 18:45",
    "move 3 tickets to q3 2pm",
    "buy milk @ 5 @home",
    "error code 404 on the page",
    "coupon code SAVE2024",
    "code for 3 hours",
    "the password is wrong",
    "wifi 6 router",
    "wifi is slow",
    "deliver to 5 customers",
    "moved to 12 may",
    "meet at 7 sharp",
    "Flight BA 249, Gate 12345",
    "epoch 1700000000",
    "pages 120-1345",
    "watch https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "see https://github.com/acme/app/commit/4f2e9ab8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2",
    "node.js/express and/or vue.js/nuxt",
    "qwen2.5-coder-7b-instruct is the model",
]


@pytest.mark.parametrize(("text", "words", "kind"), FOUND)
def test_found(text: str, words: str, kind: str) -> None:
    made = after(text)
    ahead, behind = text.split(words)
    assert made.startswith(ahead)
    assert made.endswith(behind)
    assert words not in made
    assert kinds(text) == {kind: 1}


@pytest.mark.parametrize("text", ORDINARY)
def test_not_found(text: str) -> None:
    assert after(text) == text


def test_email_shape() -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z]+\d\d@example\.com", after("jane.doe@acme.com"))


def test_phone_shape() -> None:
    assert re.fullmatch(r"\(\d{3}\) 555-01\d\d", after("(415) 555-2671"))
    assert re.fullmatch(r"\+1-\d{3}-555-01\d\d", after("+1-303-499-7111"))
    assert re.fullmatch(r"\+44 7700 900\d{3}", after("+44 7911 123456"))


def test_same_phone_in_two_styles() -> None:
    made = after("text 415-555-2671 or 4155552671")
    dashed, bare = re.findall(r"[\d-]{10,}", made)
    assert dashed.replace("-", "") == bare


def test_card_is_nobodys() -> None:
    made = after("card 4111 1111 1111 1111").removeprefix("card ")
    assert re.fullmatch(r"\d{4} \d{4} \d{4} \d{4}", made)
    assert not is_card(made)


def test_iban_is_nobodys() -> None:
    made = after("iban GB29NWBK60161331926819").removeprefix("iban ")
    assert re.fullmatch(r"GB\d\d[A-Z]{4}\d{14}", made)
    assert not is_iban(made)


def test_social_security_is_nobodys() -> None:
    assert re.fullmatch(r"ssn 000-\d\d-\d{4}", after("ssn 078-05-1120"))


def test_networks_for_documents() -> None:
    assert after("10.1.2.3").rsplit(".", 1)[0] in ("192.0.2", "198.51.100", "203.0.113")
    assert after("fe80::1ff:fe23:4567:890a").startswith("2001:db8::")


def test_url_keeps_its_place() -> None:
    made = after("https://bob:hunter2@intranet.acme.com/x?token=abc123&tab=2")
    assert re.fullmatch(r"https://[a-z]{3}:[a-z]{6}\d@intranet\.acme\.com/x\?token=[a-z]{3}\d{3}&tab=2", made)


def test_address_case() -> None:
    assert after("1428 elm street").islower()
    assert re.fullmatch(r"\d+ [A-Z][a-z]+ Street", after("1428 Elm Street"))


def test_luhn_and_iban() -> None:
    assert is_card("4111111111111111")
    assert not is_card("4111111111111112")
    assert is_iban("DE89 3704 0044 0532 0130 00")
    assert not is_iban("DE88 3704 0044 0532 0130 00")
