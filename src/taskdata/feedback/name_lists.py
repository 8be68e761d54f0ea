"""Words that are names, and words that stand where names stand."""
# ruff: noqa: SIM905 - lists of words, read as text

MONTHS = frozenset(
    """
    april may june july august january march sept jan mar jun jul aug
""".split()
)
DAYS = frozenset(
    """
    feb apr sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds
    thu thur thurs fri sat sun
""".split()
)
PLACES = frozenset(
    """
    austin paris charlotte victoria sydney florence madison dallas houston jackson lincoln phoenix savannah
    chelsea brooklyn israel jordan chad georgia virginia carolina kenya india china asia america orlando denver
    cleveland memphis london milan vienna geneva valencia santiago alexandria berlin washington salem raleigh
    aurora eugene boston chester lancaster york kent devon wells lourdes rome roma italy germany france spain
    europe africa ireland britain england scotland wales mexico brazil peru cuba cairo dubai delhi mumbai tokyo
    kyoto seoul osaka verona siena sofia vegas adelaide perth brisbane darwin hamilton wellington nelson
    auckland toronto montreal ottawa calgary edmonton halifax regina hampton cambridge oxford bristol bath
    reading lyon nancy bordeaux nice marseille cologne munich hamburg frankfurt lisbon porto madrid barcelona
    seville granada toledo cordoba athens troy prague warsaw krakow budapest oslo stockholm helsinki copenhagen
    dublin cork galway belfast glasgow edinburgh leeds liverpool manchester birmingham sheffield nottingham
    portland seattle chicago miami tampa atlanta detroit philadelphia baltimore pittsburgh cincinnati columbus
    louisville nashville albany buffalo rochester syracuse princeton berkeley stanford oakland fresno sacramento
    pasadena burbank anaheim reno boise helena dayton lansing arlington richmond norfolk norwich durham winston
    asheville augusta montgomery monroe clinton franklin marion ashland clayton milton burlington hudson jersey
    bronx queens manhattan harlem aspen holland poland lyons west east north south bali malta cyprus crete capri
    zurich basel bern lucerne nevada montana dakota arizona texas florida alabama tennessee kentucky maine
    vermont delaware maryland indiana illinois iowa ohio michigan wisconsin minnesota missouri kansas nebraska
    oklahoma utah idaho oregon california colorado hawaii alaska canada japan korea vietnam thailand turkey
    greece sweden norway denmark finland zealand australia argentina chile colombia panama jamaica lebanon iran
    iraq egypt nigeria ghana morocco
""".split()
)
"""Places that are names of people as well, and others that stand behind the same words."""
BRANDS = frozenset(
    """
    pilates bosch philips siemens weber dyson miele hoover whirlpool braun bose kenmore kleenex flickr
    yeti brita tupperware amazon netflix google apple microsoft facebook meta slack zoom jira github gitlab
    trello asana notion figma adobe salesforce hubspot stripe paypal venmo zelle uber lyft airbnb spotify hulu
    disney costco walmart target ikea starbucks mcdonalds mcdonald's wendy's wendys domino's dominos denny's
    arby's macy's kohl's lowe's lowes sam's sainsbury's sainsburys morrisons tesco aldi lidl trader safeway
    kroger publix walgreens cvs verizon comcast xfinity vodafone t-mobile sprint at&t visa mastercard amex
    barclays hsbc santander lloyds citibank citi fidelity schwab vanguard goldman stanley fargo deloitte kpmg
    accenture ibm oracle sap cisco intel nvidia dell lenovo samsung sony nintendo toyota honda tesla mercedes
    bmw audi volvo kia hyundai mazda subaru jeep dodge chrysler porsche ferrari jenkins docker kubernetes django
    python java jasper kafka redis cassandra maven gradle travis alexa siri cortana claude gemini chatgpt openai
    linux windows android iphone ipad macbook kindle chromebook dropbox gmail outlook excel word powerpoint
    teams sharepoint confluence zendesk intercom shopify etsy ebay craigslist instagram twitter tiktok reddit
    linkedin youtube whatsapp telegram discord signal fedex ups usps dhl geico allstate progressive nike adidas
    gucci prada sephora nordstrom petco petsmart instacart doordash grubhub quickbooks turbotax xero medicaid
    medicare potter jerry's joe's starbuck harley levi's kellogg hershey heinz campbell's marriott hilton hyatt
    delta southwest ryanair lufthansa emirates christmas easter halloween thanksgiving hanukkah diwali ramadan
    eid santa valentine's valentines patrick's q1 q2 q3 q4 hr it datadog sentry pagerduty okta airtable miro
    webflow wordpress canva tableau snowflake
""".split()
)
"""Companies, products and feasts that stand where names stand."""
TIED = frozenset((
    "ben & jerry", "trader joe", "johnson & johnson", "johnson and johnson", "jack daniel", "wells fargo",
    "morgan stanley", "harry potter", "grant thornton", "ernst & young", "charles schwab", "dr pepper",
    "papa john", "jimmy john", "uncle ben", "aunt jemima", "mary kay", "barnes & noble", "barnes and noble",
    "smith & wesson", "chase bank", "saint patrick", "st patrick", "martha stewart", "ralph lauren",
    "calvin klein", "phone bill", "apollo 11",
    "hugo boss", "michael kors", "tommy hilfiger", "kate spade", "louis vuitton",
    "marks & spencer", "marks and spencer", "john lewis", "john deere", "peet's coffee", "carl's jr",
    "jack in the box", "san francisco", "san diego", "san jose", "san antonio", "st louis", "st john's",
    "santa clara", "santa monica", "santa barbara", "los angeles", "las vegas", "victoria station",
    "victoria's secret", "black & decker", "sherwin williams", "procter & gamble", "price waterhouse",
    "arthur andersen", "merrill lynch", "edward jones", "raymond james", "liberty mutual", "bath & body",
    "dick's sporting", "kate's", "macy's", "mother's day", "father's day", "new year", "valentine's day",
    "hewlett packard", "warner bros", "warner brothers", "lockheed martin", "general mills", "jane street",
    "madison square", "lincoln center", "washington post", "penn station", "jenkins", "ask jeeves",
    "monte carlo", "joan jett",
))  # fmt: skip
"""Whole phrases with a person's name in them that are none's."""
FAMILY_PLACES = frozenset("park street church bridge brook lake river hill wood field bank marsh banks moor".split())
"""Words for places that are family names as well."""
COMPANY_TAILS = frozenset(
    """
    inc llc ltd corp corporation gmbh ag plc co company bank group partners associates holdings solutions
    systems consulting pub bar grill cafe diner pizza pizzeria kitchen deli bakery salon gym sons university
    college hospital school airport station street st avenue ave road rd hotel stadium arena museum church
    cathedral bridge lake river park county city beach island insurance foods market store pharmacy airlines
    motors labs studios records universal
""".split()
)
"""What stands behind a name that is a company's or a place's."""
OWNERS = frozenset(
    """
    rob pat frank jack nick bob chuck carol don max ray jay lou lee jo al ed randy hank herb jean jan mona ali
    heather holly robin taylor drew grant josh bo victor warren wade gene jade ruby lily daisy ivy
""".split()
)
"""Everyday words that are people's in lower case, too, where they own or want something."""
DOUBLE = frozenset(
    """
    will mark may bill grace hope joy rose april june jack chase pat drew sue art dean rob frank grant faith
    dawn carol gene chuck nick victor angel christian summer autumn ruby amber crystal heather holly ivy jade
    lily penny robin sandy ginger violet melody misty mason tanner hunter parker carter cooper taylor don lance
    miles max rich rusty sterling wade ward warren charity destiny harmony haven journey liberty precious star
    tad trinity chance colt dale forest glen guy heath jean kay ray reed roman page eden cliff clay brook buddy
    duke earl early major prince royal king lane love merry my pearl pepper sage see so son mann bob dick randy
    willy lucky raven diamond august july daisy iris olive poppy basil rosemary fern hazel willow clover jasmine
    myrtle cherry candy honey sunny stormy bunny kitty patience prudence constance mercy felicity serenity
    verity honor honour justice noble ernest frankie jay pip gale skip chip rip sonny junior norm stew herb otto
    hank lou lee bo al ed ty cy vi jo mona ali
""".split()
)
"""First names that are everyday words as well."""
SURNAME_WORDS = frozenset(
    """
    mo le an in on to as at be do go he me no or us we la de di da el ha hi ho li lo ma pa ra re ru sa si ta te
    ti tu wa ya ye yo shay mona paris roger phil web port rod bud bird dove robbin wren rio sky skye storm rain
    river ocean stone rock flint steel blaze ash ashes cole coal dash dean deacon bishop pope abbot monk knight
    squire marshal baker butler cook farmer fisher gardener porter potter sailor shepherd hall hill wood woods
    field fields banks rivers west north east winter spring day young long short small little brown green black
    white gray grey gold silver golden scarlet coral opal gem jet buck fox wolf bear hawk crane swan lamb bull
    drake lark peacock nightingale rush swift sharp strong wise noble true best fair good goodman bright hardy
    savage moody cross church temple street bush marsh meadow brooks beach bay shore lake park parks house mills
    ford bridges towers castle gates post poole bell ball book books boot bond case cage cain chambers clerk
    coats coffee combs cotton crew crow curry cutting dial diamond dunn ember england english ever every exam
    fall flood flowers foot foreman frame free freed french friend frost gentry gill glass gore grade grant
    graves gross hand hands hang hay head heard hood hook horn hurt ice key keys land lay leaf leave levy light
    lock love low luck mail male man manual march mash mead mints mix money more moss mouse nail nest new noon
    oak oaks oil order orders pack pain pan peace pen pike pine pitts plan plant plenty pond pool pound power
    press price pride print purse push quick rains range ranks rash reading real rent rich ring risk road roads
    rocks rode roll room root roots rope royal rule run sales salt sand sands saw say school seal sell service
    share ship shoes show sides sign silk single singer skinner slack snow song spear speed stack staff stage
    start steed step stern stock story strange suit sweet table tell test thing tool top town track trail train
    tray trip tube vest view vine wall want war ware wash waters way ways weed weeks weir well wells went wick
    wills wing word words work works worth wright yard year york office team meeting draft check list add car
    edit note sat jan mar dee tag see him her set get buy pay send
""".split()
)
"""Everyday words that are surnames or rare first names as well: names only behind a first name."""
ORDINARY = frozenset(
    """
    basic i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself this
    that these those who whom whose which what when where why how here there today tomorrow tonight yesterday
    now then a an the and or but nor so yet if because as until while of at by for with about against between
    into through during before after above below to from up down in out on off over under again once all any
    both each few more most other some such no not only own same than too very can will just don should would
    could might must shall do does did done have has had having be is are was were been being am get got let
    lets make made go went gone come came take took give gave put see saw know knew want need needs like new old
    good bad big small first last next late early high low asap everyone everybody anyone anybody someone
    somebody nobody everything anything something nothing people person mom mum mommy mummy dad daddy mother
    father mama papa grandma grandpa granny nana sister brother sis bro son daughter wife husband hubby kid kids
    baby babe boss manager landlord landlady neighbor neighbour neighbors neighbours friend friends roommate
    roommates teacher doctor dentist vet lawyer attorney accountant plumber electrician mechanic contractor
    client clients customer customers vendor vendors supplier suppliers team teams crew staff office hr legal
    finance marketing sales support engineering ops devops design management leadership security school bank gym
    library post hospital clinic pharmacy store shop restaurant hotel airport station church city county uncle
    aunt auntie cousin niece nephew grandson granddaughter partner girlfriend boyfriend fiance coach principal
    professor nurse therapist caterer florist photographer babysitter nanny cleaner cleaners handyman painter
    roofer gardener driver courier recruiter candidate candidates intern interns trainee auditor auditors
    investor investors board committee council agency insurance insurer realtor broker agent tenant tenants
    guests guest volunteers members monday tuesday wednesday thursday friday saturday sunday mon tue tues wed
    weds thu thur thurs fri sat sun january february march april may june july august september october november
    december morning afternoon evening night noon midnight day days week weeks weekend month months year years
    hour hours minute minutes email emails call calls text texts message messages phone number numbers address
    name names user users account accounts password id ids key keys token date time times list lists item items
    note notes work home house car dog cat food gift cake party birthday wedding meeting meetings report reports
    project projects plan plans budget contract contracts document documents doc docs file files draft slides
    deck form forms photo photos copy link update updates review question questions problem issue issues bug
    bugs ticket tickets order orders delivery package flight flights trip lease rent bill bills tax taxes loan
    mortgage refund quote estimate proposal agenda visa passport license one two three four five six seven eight
    nine ten hi hello hey yo ok okay yes yeah yep nope please pls plz thanks thank thx lol omg btw fyi tbd eod
    eow cob pm re fw fwd vs etc ie eg tmr tmrw tho cuz cos gonna gotta wanna dont doesnt cant wont im ive ill
    youre thats whats hes shes theyre isnt arent didnt isn't don't doesn't can't won't i'm i've i'd i'll you're
    that's what's he's she's it's let's they're we're there's here's who's where's when's how's todays everyones
    someones one's today's tomorrow's tonight's yesterday's week's month's year's day's else's everyone's
    somebody's someone's anybody's nobody's people's women's men's children's driver's st saint north south east
    west american british english french german spanish italian dutch irish indian chinese japanese korean
    mexican russian european african asian canadian australian swedish polish portuguese turkish greek thai
    vietnamese arabic api sql ceo cto cfo coo vp pto ooo nda rfp roi kpi sla qa ui ux pr faq pdf csv usb tv ac
    ev gp er ny la sf uk usa null true false none error invalid expected action type value field fields json
    status data unknown missing iban bic swift nino ssn vat tin mrn dob zip otp cvv url http https www com org
    net expired wrong required incorrect reset correct protected empty optional set stored saved shared changed
    hidden secure secret weak strong
""".split()
)
"""Everyday words that stand where names stand."""
ORDINARY_ENDINGS = (
    "ing", "tion", "sion", "ment", "ments", "ness", "ship", "ist", "ists", "ician", "ology", "ance", "ence",
    "able", "ible", "ful", "less", "ers", "ors", "ants", "ents", "ies", "ity", "ated", "ized", "ised", "ously",
    "ally", "work", "sheet", "board", "book", "ware", "room", "house", "line", "keeper", "maker",
)  # fmt: skip
"""Endings of words that are no names."""
CORE_LOCALES = (
    "en_US", "en_GB", "en_IN", "en_IE", "en_NZ", "es_ES", "es_MX", "de_DE", "fr_FR", "it_IT", "pt_BR", "nl_NL",
)  # fmt: skip
"""Locales of faker whose first names are names in lower case and without a cue, too."""
MORE_NAMES = frozenset(
    """
    abby aisha akira ama ana aoife ava ayo barb bea bjorn chen chidi ciaran deb dmitri ewan ezra femi gus gwen
    hamish hana hiro isla jen jenny jess jimmy jin joey josh kasia katya ken kenji khalid kiran kwame layla
    leila linh liz mei meg mikey mila ming minh muhammad mohammed mohamed nate ngozi niamh nikhil noor otis pete
    raj rajesh ravi remy robbie rory roz sakura sanjay sasha sid siobhan steph sunita susie suzy tariq ted thanh
    thiago tommy tunde vern vicky vikram vince viv walt wei wes yuki yuri zach zack zara zuri tom tim jim joe
    dan dave mike matt chris alex ben sam steve jeff greg kate katie beth becky cathy debbie emma ella mia leo
    noah liam olivia sophie priya deepa anjali ananya arjun rohan rahul amit anil neha pooja kavita lakshmi
    fatima ahmed omar yusuf hassan hussein ibrahim mustafa amina zainab khadija abdul mehmet ayse emre elif
    hiroshi takeshi haruto yui aiko naoko keiko satoshi kenta xiaoming xin jun hui lei mei-ling jiho minji
    soo-jin hyun seo-yeon ji-woo nguyen tuan huong phuong olga svetlana natasha ivan sergei vladimir igor
    anastasia katarzyna zbigniew agnieszka malgorzata pawel tomasz lars ingrid sven astrid soren henrik bjork
    freya mateo santiago camila valentina joao luis luisa carlos jorge miguel pedro pablo diego lucia sofia
    chloe amelie celine giulia marco luca matteo francesca kofi kwabena abena akosua oluwaseun chinedu chioma
    emeka adaeze thabo sipho lerato nomsa wanjiru njeri kamau achieng moana tane aroha kai keanu rajiv devesh
    karthik suresh ramesh mahesh ganesh dinesh mukesh rakesh harish satish naveen praveen vijay ajay sunil vivek
    abhishek ashok manoj prakash deepak nisha asha usha meera sita gita radha shreya divya swati aditi ishaan
    kabir zoya farhan imran tahir bilal salman nadeem javed shabnam rukhsana samira yasmin yasmine nadia rania
    dalia khaled tarek walid youssef karim hamza bashir idris faisal saad majid nasser jamal rashid salim latifa
    mariam maryam shirin parisa reza mehdi farid dariush cyrus soraya leyla mustapha ousmane mamadou fatou
    aminata moussa ibrahima cheikh seydou thandiwe themba zanele lindiwe bongani mpho tendai farai chipo tatenda
    wangari otieno onyango odhiambo mwangi kariuki amara obinna ifeoma nneka chukwu uche tobi folake yetunde
    sade temitope oluwaseyi ayodele babatunde segun kunle dele kwesi yaw akua efua adwoa nana selam abebe tigist
    dawit hailu yohannes jing fang xiu ling ying ping qiang lihua meiling weiwei xiaoli yan hong zhen hao tao
    jie rui hiroto sota daiki ren yuto riku kaito hinata aoi miyuki tomoko yoko kazuo makoto shinji jisoo minho
    seojun dohyun eunji hyejin sungmin yoona trang lan mai hoa tien khanh quang dung phuc bao anh somchai malee
    niran siti nur aisyah budi dewi agus putri rizky wayan ketut szymon wojciech krzysztof grzegorz lukasz jakub
    mateusz piotr michal marcin aleksandra magdalena joanna ewa zofia jiri zdenek vaclav lenka zuzana jana petra
    milos dragan zoran goran bojan vesna snezana jelena milica nikola luka mirko istvan zoltan laszlo gabor
    balazs eszter zsofia ildiko andras attila bogdan mihai andrei ionut vlad ioana raluca mircea oleksandr
    volodymyr andriy oksana iryna yulia yevgeny alexei alexey mikhail nikolai dmitry konstantin tatiana
    ekaterina ludmila galina arkady giorgi nino tamar levan aram armen hovhannes anahit yannis giannis dimitris
    kostas nikos eleni katerina vasilis stavros despina joonas mikko antti jukka paivi tuula aino eero kaarina
    gunnar sigrid solveig bjarne torsten leif ulf annika maj birgitta freja mads rasmus jesper ximena xiomara
    itzel citlali joaquin rafael gonzalo hernan facundo rodrigo thais vinicius matheus leticia larissa beatriz
    guilherme bartholomew bronwyn rhiannon angharad gethin dafydd eilidh mhairi fergus lachlan callum padraig
    oisin saoirse caoimhe eoin sinead roisin grainne
""".split()
)
"""First names that faker's lists miss, short forms among them."""
