"""Words around names that tell them from what is none."""
# ruff: noqa: SIM905 - lists of words, read as text

STRONG = frozenset(
    """
    ask asks asked tell tells told ping pings pinged email emails emailed e-mail mail text texts texted call
    calls called phone ring message messaged msg dm cc bcc invite thank thanks nudge notify meet interview
    onboard remind reminds reminded reminding contact visit hug congratulate introduce babysit wish hire mentor brief
    bug poke buzz facetime skype slack whatsapp chase pay
""".split()
)
"""Verbs whose object is mostly a person."""
PERSONAL = frozenset(
    """
    ask asked tell told ping pinged remind reminded reminding cc bcc thank nudge invite dm facetime congratulate msg
    babysit
""".split()
)
"""Verbs behind which a word that nobody knows is a person, even in lower case."""
GIVING = frozenset(
    """
    assign assigned reassign reassigned give gave given hand handed delegate delegated allot allotted send sent
    pass passed forward forwarded fwd transfer transferred show belongs owe loop report reports move route
    switch talk talked speak spoke say write wrote reply replied listen explain apologize apologise introduce
    lend return due attn
""".split()
)
"""Words behind which "to" leads to a person."""
MEETING = frozenset(
    """
    meeting meet meetup mtg lunch dinner breakfast brunch coffee drinks call chat sync talk talked speak check catch
    catchup session appointment follow interview standup 1:1 1on1 one-on-one walkthrough review hang work
    working brainstorm pair pairing date share in up
""".split()
)
"""Words behind which "with" leads to a person."""
WEAK = frozenset(
    """
    with w for from by to let put make get and on about re via vs attn than of have has sign drop give hand send
    show lend pay owe venmo help take bring drive named called
""".split()
)
"""Words behind which a capital may be a person's."""
COORDINATORS = frozenset(
    """
    and & or plus
""".split()
)
SOCIAL = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir madam aunt auntie uncle coach sgt capt rev sister herr frau senor
    senora monsieur madame mme
""".split()
)
"""Titles with a name behind them."""
SAYING = frozenset(
    """
    said says wants wanted called asked owes emailed texted thinks told sent mentioned promised replied wrote
    pinged suggested messaged agreed complained confirmed
""".split()
)
"""What only people do."""
FUNCTION = frozenset(
    """
    a an the this that these those to about for at by on in if when whether re and or is was has had have will
    know knows my his her our their your its it he she they we i you me us him them from with before after
    tomorrow today plz please thanks thx ty thru through while since because so but then also too tonight tmrw
    tmr now again back asap pls later soon first next monday tuesday wednesday thursday friday saturday sunday
    mon tue tues wed weds thu thur thurs fri sat sun who what where why how not up over out
""".split()
)
"""Words before which a name may end; before others, a word that is both is more likely no name."""
PARTICLES = frozenset(
    """
    van der den de del della di da dos das du la le von zu zum bin bint ibn al el abu ben ter ten af av y e st
    mac san
""".split()
)
"""Words inside of names, before the last part."""
RELATIONS = frozenset(
    """
    manager boss friend brother sister son daughter wife husband cousin neighbor neighbour colleague coworker
    co-worker roommate flatmate teacher tutor nanny nurse assistant partner girlfriend boyfriend fiance fiancee
    niece nephew buddy therapist lawyer landlord landlady babysitter coach trainer accountant grandma grandpa
    grandson granddaughter stepdad stepmom mentor intern
""".split()
)
"""What people are to others; a name may follow."""
OWNED = frozenset(
    """
    birthday bday wedding mom mum dad husband wife number email address phone baby kids house place recital
    party
""".split()
)
"""What only people have: behind it, a month's name is a person's."""
FAMILY = frozenset(
    """
    family families household residence wedding funeral kids estate
""".split()
)
HANDING = frozenset("assign assigned reassign reassigned delegate delegated".split())
"""Verbs that hand something over to a person."""
LEADING = frozenset("van von de del della di du da dos bin bint ibn al el abu ben ter ten zu".split())
"""Particles that a name may begin with."""
VIETNAMESE = frozenset("nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh".split())
"""Surnames, which come first: behind "van" or "thi", any word may be the given name."""
