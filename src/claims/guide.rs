//! The words by which the corpus's guide says where a cue begins and ends.
//!
//! Problem: a rule such as "the medium directly behind the verb belongs to the cue" needs to know what a medium is, and
//! the corpus's checker and the finder must mean the same. Policy: short lists of what occurs in the corpus, in one place for
//! both; a word that is missing lets a case pass, a word too many would mend a sound one. Lower case throughout; "begins"
//! lists hold beginnings of verbs. The guide is `corpus/GUIDELINES.md`, section 8.

/// Words that may stand between an auxiliary and its verb, and that stay outside in front of a lone verb.
pub const ADVERBS: [&str; 18] = [
    "also", "later", "then", "again", "still", "once", "only", "even", "just", "already", "always", "often",
    "now", "soon", "simply", "merely", "since", "earlier",
];
/// Words in "-ly" that are no adverbs, and adverbs that are cues themselves.
pub const NO_ADVERBS: [&str; 11] = [
    "reply",
    "supply",
    "imply",
    "apply",
    "rely",
    "family",
    "reportedly",
    "allegedly",
    "apparently",
    "supposedly",
    "hardly",
];
/// When it was said; outside the cue behind its verb.
pub const TIMES: [&str; 8] =
    ["later", "then", "earlier", "afterwards", "afterward", "since", "yesterday", "today"];
/// Forms of "have" and "be" in front of a participle.
pub const AUXILIARIES: [&str; 10] =
    ["has", "have", "had", "having", "was", "were", "is", "are", "been", "being"];
/// Participles that do not end in "-ed" or "-en".
pub const PARTICIPLES: [&str; 20] = [
    "told", "said", "found", "held", "put", "made", "heard", "thought", "felt", "read", "left", "shown",
    "set", "let", "laid", "sworn", "gone", "come", "kept", "sought",
];
/// What is written or spoken into, behind "in".
pub const WRITINGS: [&str; 44] = [
    "statement",
    "email",
    "e-mail",
    "letter",
    "filing",
    "note",
    "notice",
    "memo",
    "memorandum",
    "message",
    "tweet",
    "post",
    "video",
    "recording",
    "interview",
    "release",
    "report",
    "review",
    "reply",
    "response",
    "answer",
    "newsletter",
    "column",
    "editorial",
    "article",
    "essay",
    "memoir",
    "memoirs",
    "book",
    "diary",
    "affidavit",
    "complaint",
    "lawsuit",
    "suit",
    "brief",
    "petition",
    "papers",
    "writing",
    "podcast",
    "speech",
    "call",
    "opinion",
    "bulletin",
    "cross-examination",
];
/// What speech is carried by, behind "by", "over" and "via".
pub const WIRES: [&str; 8] = ["phone", "telephone", "email", "e-mail", "letter", "text", "message", "video"];
/// Where it is broadcast or posted, behind "on".
pub const STAGES: [&str; 13] = [
    "website",
    "site",
    "channel",
    "podcast",
    "blog",
    "account",
    "radio",
    "television",
    "air",
    "call",
    "stand",
    "background",
    "page",
];
/// Who speaks for somebody, behind "through".
pub const MOUTHPIECES: [&str; 9] = [
    "lawyer",
    "attorney",
    "spokesman",
    "spokeswoman",
    "aide",
    "assistant",
    "interpreter",
    "secretary",
    "relative",
];
/// Under what one speaks.
pub const DUTIES: [&str; 3] = ["oath", "questioning", "cross-examination"];
/// How a face or a voice goes with the words, behind "with".
pub const MANNERS: [&str; 10] =
    ["shrug", "grin", "smile", "laugh", "satisfaction", "pride", "confidence", "sigh", "wink", "conviction"];
/// Where and on what occasion: never part of a cue.
pub const OCCASIONS: [&str; 20] = [
    "conference",
    "rally",
    "meeting",
    "briefing",
    "hearing",
    "debate",
    "auction",
    "lectern",
    "sentencing",
    "half-time",
    "reception",
    "lecture",
    "breakfast",
    "lunch",
    "coffee",
    "plane",
    "pier",
    "lobby",
    "doorway",
    "outside",
];
/// Nouns that "by" and "in" make a cue of: "by her count".
pub const TELLINGS: [&str; 17] = [
    "count",
    "tally",
    "estimate",
    "reckoning",
    "telling",
    "account",
    "view",
    "opinion",
    "words",
    "judgment",
    "calculation",
    "version",
    "recollection",
    "admission",
    "description",
    "phrase",
    "assessment",
];
/// Nouns by which a speaker puts forward something of his own: "floated the idea".
pub const PUT_FORWARD: [(&str, &str); 6] = [
    ("float", "idea"),
    ("rais", "prospect"),
    ("rais", "possibility"),
    ("paint", "picture"),
    ("took", "position"),
    ("takes", "view"),
];
/// Beginnings of verbs whose "of" or "with" belongs to the content.
pub const CHARGES: [&str; 8] =
    ["accus", "suspect", "convict", "cleared", "guilty", "warn", "complain", "boast"];
/// Prepositions of the cue, with the beginnings of the verbs they stand behind.
pub const NEEDED: [(&str, &[&str]); 7] = [
    ("about", &["asked", "mutter", "gush", "warned", "worry", "nothing", "talks", "talked"]),
    ("against", &["advis", "caution", "counsel", "warned", "warns", "decid", "found"]),
    ("at", &["hints", "hinted", "hinting", "alarmed", "fumed", "scoff", "bristl", "balk"]),
    ("on", &["insist", "drawn", "pressed", "remarked", "doubt"]),
    ("of", &["spoke", "speak"]),
    ("to", &["pointed", "points", "pointing", "appealed", "appeals", "referred", "refers", "admits"]),
    ("with", &["pleaded", "pleads"]),
];
/// Beginnings of verbs that describe something as something.
pub const DESCRIBING: [&str; 16] = [
    "describ",
    "dismiss",
    "character",
    "portray",
    "paint",
    "regard",
    "hail",
    "brand",
    "denounc",
    "slam",
    "depict",
    "interpret",
    "cast",
    "reject",
    "ridicul",
    "fram",
];
/// Verbs of saying behind "and": what stands before them is another deed.
pub const SAYING: [&str; 6] = ["said", "told", "added", "remarked", "spoke", "concluded"];

/// Whether a lower-case word is an adverb that stays outside in front of a lone verb.
pub fn is_adverb(word: &str) -> bool {
    !NO_ADVERBS.contains(&word) && (ADVERBS.contains(&word) || word.len() > 4 && word.ends_with("ly"))
}

/// Whether a lower-case word can be a past participle.
pub fn is_participle(word: &str) -> bool {
    word.ends_with("ed") || word.ends_with("en") || PARTICIPLES.contains(&word)
}

/// Whether `word` begins with one of these.
pub fn begins(word: &str, with: &[&str]) -> bool {
    with.iter().any(|w| word.starts_with(w))
}

/// What may stand in a medium or manner, behind its preposition.
pub fn of_medium(preposition: &str) -> &'static [&'static str] {
    match preposition {
        "in" => &WRITINGS,
        "by" | "over" | "via" => &WIRES,
        "on" => &STAGES,
        "through" => &MOUTHPIECES,
        "under" => &DUTIES,
        "with" => &MANNERS,
        _ => &[],
    }
}

/// Whether a lower-case word cannot stand inside a medium, so that none is found across it.
pub fn parts_medium(word: &str) -> bool {
    !word.chars().next().is_some_and(char::is_alphanumeric)
        || among!(word, "that" | "to" | "and" | "but" | "which" | "who" | "of" | "for" | "with" | "from")
        || among!(word, "at" | "by" | "on" | "in" | "as" | "it" | "he" | "she" | "they" | "was" | "were")
        || matches!(word, "had" | "has")
}
