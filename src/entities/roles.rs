//! Role nouns: words that say what a person or body is.
//!
//! Origin: written for this project from the ordinary vocabulary of news. Shared by descriptions
//! (titles, appositions) and claims (kinds of source).

/// Nouns for people by office, trade or standing (lower case, singular).
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "activist", "actor", "actress", "adviser", "advisor", "advocate", "agent", "aide", "ally", "ambassador",
    "analyst", "archbishop", "archaeologist", "architect", "artist", "assistant", "astronomer", "athlete",
    "attorney", "author", "banker", "barrister", "billionaire", "biologist", "bishop", "boss", "broker",
    "brother", "builder", "businessman", "businesswoman", "campaigner", "candidate", "captain", "cardinal",
    "caretaker", "chair", "chairman", "chairperson", "chairwoman", "champion", "chancellor", "chef",
    "chemist", "chief", "clerk", "cleric", "climber", "coach", "colleague", "colonel", "columnist",
    "comedian", "commander", "commissioner", "composer", "congressman", "congresswoman", "conductor",
    "constable", "consultant", "coordinator", "coroner", "correspondent", "councillor", "councilman",
    "councilwoman", "counsel", "cousin", "critic", "curator", "cyclist", "dancer", "daughter", "dean",
    "defender", "delegate", "democrat", "deputy", "designer", "detective", "developer", "diplomat",
    "director", "dissident", "doctor", "driver", "economist", "editor", "engineer", "entrepreneur", "envoy",
    "epidemiologist", "executive", "expert", "farmer", "father", "filmmaker", "financier", "firefighter",
    "fisherman", "footballer", "forward", "founder", "friend", "general", "geologist", "goalkeeper",
    "governor", "grandson", "granddaughter", "head", "headteacher", "historian", "husband", "imam",
    "inspector", "instructor", "investigator", "investor", "journalist", "judge", "justice", "king",
    "lawmaker", "lawyer", "leader", "lecturer", "legislator", "librarian", "lieutenant", "lobbyist",
    "magistrate", "major", "manager", "mayor", "mechanic", "mentor", "merchant", "meteorologist",
    "midfielder", "midwife", "minister", "ministers", "monk", "mother", "mp", "mufti", "musician",
    "negotiator", "neighbour", "neighbor", "neurologist", "nominee", "novelist", "nurse", "officer",
    "official", "ombudsman", "operator", "organiser", "organizer", "owner", "painter", "partner", "pastor",
    "pharmacist", "philosopher", "photographer", "physician", "physicist", "pilot", "playwright", "poet",
    "politician", "pollster", "pope", "premier", "presenter", "president", "priest", "prince", "princess",
    "principal", "producer", "professor", "prosecutor", "protester", "psychologist", "publisher", "queen",
    "rabbi", "ranger", "rector", "reporter", "representative", "republican", "researcher", "resident",
    "retiree", "runner", "runner-up", "scientist", "screenwriter", "sculptor", "secretary", "senator",
    "sergeant", "shareholder", "sheikh", "sheriff", "singer", "sister", "skipper", "sociologist", "soldier",
    "solicitor", "son", "speaker", "specialist", "spokesman", "spokesperson", "spokeswoman", "star",
    "statistician", "strategist", "striker", "student", "successor", "superintendent", "supporter",
    "surgeon", "surveyor", "survivor", "teacher", "technician", "trader", "trainer", "translator",
    "treasurer", "tycoon", "umpire", "undersecretary", "vet", "veteran", "vicar", "victim", "volunteer",
    "warden", "widow", "widower", "wife", "winner", "witness", "worker", "writer", "ceo", "cfo", "coo",
    "cto", "sultan", "emir", "monarch", "dictator", "whistleblower", "suspect", "defendant", "plaintiff",
    "emperor", "empress", "tsar", "duchess", "assemblyman", "assemblywoman", "incumbent", "challenger", "newcomer", "frontrunner", "commentator", "blogger", "designate",
];

/// Nouns for bodies (lower case, singular).
#[rustfmt::skip]
const BODIES: &[&str] = &[
    "academy", "administration", "agency", "airline", "alliance", "army", "assembly", "association",
    "authority", "bank", "board", "body", "broadcaster", "brokerage", "bureau", "cabinet", "campaign",
    "cartel", "centre", "center", "chain", "charity", "church", "club", "coalition", "college",
    "commission", "committee", "company", "confederation", "congress", "consortium", "consultancy",
    "cooperative", "council", "court", "daily", "department", "directorate", "embassy", "exchange",
    "faction", "federation", "firm", "force", "foundation", "fund", "gang", "government", "group", "guild",
    "hospital", "institute", "institution", "insurer", "laboratory", "league", "magazine", "maker",
    "manufacturer", "militia", "ministry", "monitor", "movement", "museum", "network", "newspaper", "ngo",
    "office", "operator", "organisation", "organization", "outlet", "panel", "paper", "parliament", "party",
    "police", "producer", "publisher", "regulator", "retailer", "school", "senate", "service", "shipyard",
    "society", "startup", "supplier", "team", "think-tank", "trade-union", "tribunal", "trust", "union",
    "university", "utility", "watchdog", "weekly", "website", "tabloid", "station", "conglomerate",
    "lender", "developer", "carmaker", "airport", "port",
];

/// Nouns for places (lower case, singular).
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "area", "bay", "borough", "capital", "city", "coast", "country", "county", "district", "enclave",
    "harbour", "harbor", "hamlet", "island", "kingdom", "lake", "metropolis", "mountain", "municipality",
    "nation", "neighbourhood", "neighborhood", "peninsula", "port", "prefecture", "province", "region",
    "republic", "resort", "river", "settlement", "state", "stronghold", "suburb", "territory", "town",
    "valley", "village", "volcano", "township", "ward",
];

/// People without a name, in the plural.
#[rustfmt::skip]
const CROWDS: &[&str] = &[
    "people", "men", "women", "authorities", "sources", "families", "relatives", "police", "witnesses", "locals", "villagers", "voters",
    "opponents", "insiders", "observers", "spokesmen", "businessmen", "congressmen", "allies", "peers", "readers", "users", "customers",
    "passengers", "patients", "parents", "neighbours", "neighbors", "others", "some", "many", "several",
];

/// Words in front of a role noun that belong to the role.
#[rustfmt::skip]
const MODIFIERS: &[&str] = &[
    "former", "ex", "deputy", "vice", "acting", "interim", "senior", "junior", "chief", "head", "lead",
    "prime", "foreign", "finance", "interior", "defence", "defense", "state", "national", "federal",
    "local", "regional", "opposition", "longtime", "long-time", "veteran", "retired", "late", "outgoing",
    "incoming", "then", "co", "assistant", "associate", "executive", "general", "managing", "top",
    "attorney", "health", "trade", "education", "justice", "energy", "environment", "transport", "culture",
    "labour", "labor", "home", "first", "second", "special", "government", "police", "military", "party",
    "campaign", "presidential", "parliamentary", "news", "human", "rights", "team", "club", "company",
    "board", "city", "county", "district", "council", "union", "climate", "security", "intelligence",
    "political", "economic", "financial", "legal", "medical", "media", "press", "public", "private",
    "world", "european", "western", "eastern", "northern", "southern", "central", "independent",
    "conservative", "liberal", "socialist", "democratic", "republican", "communist", "ruling", "rival",
    "fellow", "close", "key", "leading", "prominent", "famous", "noted", "star", "stand-in", "founding",
    "honorary", "principal", "ambassador", "agriculture", "housing", "water", "fire", "tech", "technology",
    "business", "industry", "research", "science", "mining", "oil", "bank", "football", "cricket", "rugby",
    "tennis", "film", "art", "crime", "fraud", "murder", "tax", "supreme", "high", "district", "appeals",
    "house", "senate", "minority", "majority", "whip", "secretary", "village", "school", "hospital",
    "university", "lord", "lady", "rear", "brigadier", "lieutenant", "major", "detective", "police",
];

fn listed(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// A role noun without what says that it is still to be taken up: "president-elect".
pub(crate) fn head_of(word: &str) -> &str {
    word.strip_suffix("-elect").or_else(|| word.strip_suffix("-designate")).unwrap_or(word)
}

/// Whether `word` (lower case, singular) is a role noun for people.
pub(crate) fn is_person_role(word: &str) -> bool {
    listed(PEOPLE, head_of(word).rsplit('-').next().unwrap_or(word))
}

/// Whether `word` (lower case) is a role noun for people in the plural ("officials", "analysts").
pub(crate) fn is_people(word: &str) -> bool {
    word.strip_suffix('s').is_some_and(is_person_role) || listed(CROWDS, word)
}

/// Whether `word` (lower case, singular) is a noun for a body.
pub(crate) fn is_body(word: &str) -> bool {
    listed(BODIES, word)
}

/// Whether `word` (lower case, singular) is a noun for a place.
pub(crate) fn is_place(word: &str) -> bool {
    listed(PLACES, word)
}

/// Whether `word` (lower case) may stand in front of a role noun as part of the role.
pub(crate) fn is_modifier(word: &str) -> bool {
    listed(MODIFIERS, word) || word.starts_with("vice-") || word.starts_with("co-") || word.starts_with("ex-")
}

/// Forms of address that are no role of their own.
pub(crate) fn is_courtesy(word: &str) -> bool {
    among!(
        word.trim_end_matches('.'),
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mx"
            | "dr"
            | "prof"
            | "sir"
            | "dame"
            | "lord"
            | "lady"
            | "rev"
            | "reverend"
            | "sen"
            | "rep"
            | "gov"
            | "gen"
            | "col"
            | "lt"
            | "sgt"
            | "capt"
            | "cmdr"
            | "hon"
            | "fr"
            | "st"
            | "sheikh"
            | "señor"
            | "herr"
            | "frau"
            | "madame"
            | "monsieur"
            | "maj"
            | "adm"
            | "pres"
            | "supt"
            | "det"
            | "insp"
            | "cpl"
            | "pvt"
    )
}
