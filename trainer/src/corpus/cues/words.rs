//! The words that the rules for cues look for.
//!
//! Problem: a rule such as "the medium directly behind the verb belongs to the cue" needs to know what a
//! medium is. Policy: short lists of what occurs in the corpus; a word that is missing lets a case pass,
//! a word too many would report a sound one. Lower case throughout; "begins" lists hold beginnings of verbs.

/// Words that may stand between an auxiliary and its verb, and that stay outside in front of a lone verb.
pub(super) const ADVERBS: [&str; 18] = [
    "also", "later", "then", "again", "still", "once", "only", "even", "just", "already", "always", "often",
    "now", "soon", "simply", "merely", "since", "earlier",
];
/// Words in "-ly" that are no adverbs, and adverbs that are cues themselves.
pub(super) const NO_ADVERBS: [&str; 11] = [
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
pub(super) const TIMES: [&str; 8] =
    ["later", "then", "earlier", "afterwards", "afterward", "since", "yesterday", "today"];
/// Forms of "have" and "be" in front of a participle.
pub(super) const AUXILIARIES: [&str; 10] =
    ["has", "have", "had", "having", "was", "were", "is", "are", "been", "being"];
/// Participles that do not end in "-ed" or "-en".
pub(super) const PARTICIPLES: [&str; 20] = [
    "told", "said", "found", "held", "put", "made", "heard", "thought", "felt", "read", "left", "shown",
    "set", "let", "laid", "sworn", "gone", "come", "kept", "sought",
];
/// What is written or spoken into, behind "in".
pub(super) const WRITINGS: [&str; 44] = [
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
pub(super) const WIRES: [&str; 8] =
    ["phone", "telephone", "email", "e-mail", "letter", "text", "message", "video"];
/// Where it is broadcast or posted, behind "on".
pub(super) const STAGES: [&str; 13] = [
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
pub(super) const MOUTHPIECES: [&str; 9] = [
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
pub(super) const DUTIES: [&str; 3] = ["oath", "questioning", "cross-examination"];
/// How a face or a voice goes with the words, behind "with".
pub(super) const MANNERS: [&str; 10] =
    ["shrug", "grin", "smile", "laugh", "satisfaction", "pride", "confidence", "sigh", "wink", "conviction"];
/// Where and on what occasion: never part of a cue.
pub(super) const OCCASIONS: [&str; 20] = [
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
pub(super) const TELLINGS: [&str; 17] = [
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
pub(super) const PUT_FORWARD: [(&str, &str); 6] = [
    ("float", "idea"),
    ("rais", "prospect"),
    ("rais", "possibility"),
    ("paint", "picture"),
    ("took", "position"),
    ("takes", "view"),
];
/// Beginnings of verbs whose "of" or "with" belongs to the content.
pub(super) const CHARGES: [&str; 8] =
    ["accus", "suspect", "convict", "cleared", "guilty", "warn", "complain", "boast"];
/// Prepositions of the cue, with the beginnings of the verbs they stand behind.
pub(super) const NEEDED: [(&str, &[&str]); 7] = [
    ("about", &["asked", "mutter", "gush", "warned", "worry", "nothing", "talks", "talked"]),
    ("against", &["advis", "caution", "counsel", "warned", "warns", "decid", "found"]),
    ("at", &["hints", "hinted", "hinting", "alarmed", "fumed", "scoff", "bristl", "balk"]),
    ("on", &["insist", "drawn", "pressed", "remarked", "doubt"]),
    ("of", &["spoke", "speak"]),
    ("to", &["pointed", "points", "pointing", "appealed", "appeals", "referred", "refers", "admits"]),
    ("with", &["pleaded", "pleads"]),
];
/// Beginnings of verbs that describe something as something.
pub(super) const DESCRIBING: [&str; 16] = [
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
pub(super) const SAYING: [&str; 6] = ["said", "told", "added", "remarked", "spoke", "concluded"];
