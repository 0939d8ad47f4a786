//! Words that attribute: verbs and nouns of saying, thinking, measuring; their tone; hedges.
//!
//! Origin: written for this project from the ordinary vocabulary of English news and from its own
//! corpus. Lists are closed; what they miss the network finds from context.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// What a word may do in an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueClass {
    /// say, tell, add: plain speech.
    Say,
    /// argue, warn, announce, report, find: speech, writing or measuring with a colour of its own.
    State,
    /// believe, want, plan, fear: an attitude rather than a statement.
    Attitude,
    /// claim, warning, view: a noun that may carry an attribution.
    Noun,
}

const SAY: &str = "say tell add note write tweet post reply respond answer ask explain remark comment state declare announce report \
continue observe mention";

const STATE: &str = "acknowledge admit advise affirm allege agree argue assert assure attest boast brag caution challenge charge cite claim \
clarify complain concede conclude confess confide confirm contend counter criticise criticize decry defend demand denounce deny depict \
describe detail dismiss disclose dispute downplay emphasise emphasize endorse estimate exclaim find forecast fume gush guarantee hail hint \
imply indicate inform insist interject intone issue joke justify label lament liken maintain mock muse object opine outline paint pen \
persist pledge plead point portray praise predict proclaim promise pronounce propose protest quip quote recall recommend recount rebuff \
rebut refute reiterate reject relate relay remind repeat reveal rule scoff shout show signal slam speculate spell stress stipulate \
suggest summarise summarize swear teach tease testify thank threaten tout underline underscore urge vow voice volunteer warn whisper wonder \
accuse blame apologise apologize blast call characterise characterize chide cast claim compare condemn credit deem draw echo enquire \
frame highlight inquire invoke lash laud lash mutter observe parrot publish question rail retort retweet serve sketch snap snipe stand \
summon thunder trumpet vent weigh attribute brand dub demand deride recite certify document detail measure record calculate tally log \
admonish advocate argue bemoan berate chastise chide commend condemn contest correct curse detail discuss echo encourage exhort express \
foresee grumble hear identify implicate instruct invite joke lecture lie list lobby moan mumble note offer opine order phrase preach \
propose prove quote read refer rejoice reason rebuke recite recollect reckon remonstrate scold scream seethe sigh sing smear sneer sob \
speak sputter stammer suggest sum tease tell trash tut utter urge wail whine write yell allow appeal backtrack bark beg bellow beseech \
bluster blurt caution chant chime chirp chorus contradict corroborate counsel croak crow decree deem deplore disavow disown elaborate \
emerge enthuse entreat exclaim expound fault foretell gasp giggle groan growl grunt guess gripe hazard hedge howl hypothesise hypothesize \
implore intimate interrupt laugh lambast lambaste lampoon lash marvel murmur mutter nag plead posit postulate rant rave reassure repudiate \
rumour rumor scold sigh snarl sniff snort splutter squeal surmise theorise theorize venture wisecrack whisper \
babble bawl bleat bray cackle drawl drone holler hoot jabber lisp purr rasp roar screech shriek squawk squeak stutter \
trill twitter wheeze whimper whoop yammer yap yelp cable email e-mail fax phone radio telegraph telephone wire text \
blog articulate blab convey divulge spill notify brief alert apprise forewarn bitch carp grouch grouse kvetch whinge \
conjecture grant query ordain petition forbid prohibit bid jest vouch prophesy prognosticate profess disclaim forswear \
assess submit quibble gossip heckle pipe taunt jeer goad gibe vouch prophesy deadpan harrumph crackle drawl parry demur ascribe impute \
reaffirm restate reassert retract recant rescind foreshadow presage augur gainsay aver avow \
asseverate adjure inveigh fulminate excoriate castigate upbraid reprove reproach scorn deride disparage malign vilify skewer savage \
extol eulogise eulogize applaud acclaim propound espouse moot broach enunciate verbalise verbalize adjudge depose purport fib \
paraphrase rubbish commiserate congratulate exonerate exclude pontificate sermonise sermonize soliloquise waffle witter \
natter rhapsodise rhapsodize reprimand rationalise rationalize intuit deduce infer ascertain opt countenance";

const ATTITUDE: &str = "believe think hope fear want expect plan intend wish doubt feel consider know understand suspect worry prefer like \
support oppose back favor favour seek aim try refuse decide need agree assume imagine regard view see hold trust welcome love hate \
anticipate envision dream vow aspire resist reject approve accept appreciate prepare hesitate await desire envisage mull weigh eye \
regret dread yearn crave pray resent suppose presume loathe despise rue covet reckon fret \
resolve bet wager gamble agonise agonize grieve rejoice repent mistrust distrust fancy disagree concur dissent bridle \
bristle despair exult gloat rage ponder contemplate reminisce remember forget forgive realise realize recognise \
recognize hanker pine itch ache adamant confident convinced certain sure optimistic pessimistic hopeful doubtful \
begrudge detest abhor cherish envy relish sympathise sympathize empathise empathize acquiesce balk baulk brood ruminate puzzle \
sceptical skeptical afraid fearful alarmed surprised astonished shocked dismayed disappointed pleased glad delighted \
proud sorry grateful keen eager anxious reluctant determined unwilling unconvinced persuaded satisfied";

const NOUNS: &str = "claim statement allegation accusation assertion argument warning promise pledge suggestion view opinion belief hope \
fear contention insistence denial admission prediction estimate forecast complaint criticism remark comment call demand announcement \
declaration report charge concern conviction conclusion finding word news proof testimony account description assessment threat vow \
proposal recommendation question answer response reply message letter speech plan decision request offer assurance concession \
acknowledgement acknowledgment revelation confession boast rumour rumor idea notion theory expectation verdict ruling judgment claims";

const DOCUMENTS: &str = "report poll survey study analysis document letter memo statement filing lawsuit suit complaint indictment data \
figures statistics census audit review article book email paper record records release ruling bulletin dossier brief notice affidavit \
transcript footage video analysis research findings estimates forecast index website page post tweet contract agreement law bill draft \
assessment inquiry inquest inspection letter motion verdict judgment results papers files documents emails minutes accounts ticket receipt sign notice log diary register label map manual invoice contract memoir manifesto";

const HEDGES: &str = "may might could would should reportedly allegedly apparently appear appears appeared seem seems seemed likely unlikely \
possibly perhaps probably about around roughly nearly almost supposedly purportedly suggests potentially possible presumed believed \
thought expected rumoured rumored approximately estimated unclear uncertain presumably arguably ostensibly evidently";

/// Words whose tone doubts: they keep the writer's distance.
const DOUBTING: &str = "claim allege purport contend boast profess insinuate maintain allegation allegedly supposedly purportedly reportedly \
accuse accusation assert assertion";

/// Words whose tone asserts: they present the content as true.
const ASSERTING: &str = "reveal admit acknowledge note confirm disclose concede warn point observe show find remind expose discover prove \
confess recognise recognize explain recall demonstrate establish clarify underline underscore stress emphasise emphasize finding \
revelation admission fact";

/// Auxiliaries in front of a cue's verb.
const AUXILIARIES: &str = "is are was were be been being am has have had having do does did will would shall should can could may might must \
'll 've 'd 're n't not never also has also cannot";

/// One bit a list, in the order of `LISTS`.
const LISTS: [&str; 6] = [NOUNS, DOCUMENTS, HEDGES, DOUBTING, ASSERTING, AUXILIARIES];
const IN_NOUNS: u16 = 1;
const IN_DOCUMENTS: u16 = 1 << 1;
const IN_HEDGES: u16 = 1 << 2;
const IN_DOUBTING: u16 = 1 << 3;
const IN_ASSERTING: u16 = 1 << 4;
const IN_AUXILIARIES: u16 = 1 << 5;

/// The lists a word stands in, as bits. The table is built at the first look-up.
fn lists(word: &str) -> u16 {
    static TABLE: OnceLock<FxHashMap<&'static str, u16>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = FxHashMap::default();
        for (i, list) in LISTS.iter().enumerate() {
            for word in list.split_ascii_whitespace() {
                *table.entry(word).or_insert(0) |= 1 << i;
            }
        }
        table
    });
    table.get(word).copied().unwrap_or(0)
}

/// The lists of a noun, in the plural as well.
fn noun_lists(word: &str) -> u16 {
    lists(word) | word.strip_suffix('s').map_or(0, lists)
}

/// Irregular forms and their base.
const IRREGULAR: &[(&str, &str)] = &[
    ("said", "say"),
    ("told", "tell"),
    ("wrote", "write"),
    ("written", "write"),
    ("thought", "think"),
    ("felt", "feel"),
    ("knew", "know"),
    ("known", "know"),
    ("held", "hold"),
    ("saw", "see"),
    ("seen", "see"),
    ("found", "find"),
    ("shown", "show"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("understood", "understand"),
    ("taught", "teach"),
    ("drew", "draw"),
    ("drawn", "draw"),
    ("spelt", "spell"),
    ("stood", "stand"),
    ("sought", "seek"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("made", "make"),
    ("put", "put"),
    ("went", "go"),
    ("gone", "go"),
    ("gave", "give"),
    ("given", "give"),
    ("took", "take"),
    ("taken", "take"),
    ("let", "let"),
    ("read", "read"),
    ("shot", "shoot"),
    ("cast", "cast"),
    ("foresaw", "foresee"),
    ("meant", "mean"),
    ("hit", "hit"),
    ("withdrew", "withdraw"),
];

/// Whether a lower-case word is an irregular form of a verb and not its base as well: "said", not "put".
pub fn is_irregular(word: &str) -> bool {
    IRREGULAR.iter().any(|(form, base)| *form == word && form != base)
}

/// Possible base forms of a lower-case word, most likely first.
pub fn bases(word: &str) -> impl Iterator<Item = String> {
    let mut out: Vec<String> = Vec::with_capacity(4);
    if let Some((_, base)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        out.push((*base).to_owned());
    }
    out.push(word.to_owned());
    let mut stem = |ending: &str, add: &str| {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 1) {
            out.push(format!("{stem}{add}"));
        }
    };
    stem("ies", "y");
    stem("ied", "y");
    stem("es", "");
    stem("s", "");
    stem("ed", "");
    stem("d", "");
    stem("ing", "");
    stem("ing", "e");
    // "admitted", "quipping": the doubled consonant goes.
    for ending in ["ed", "ing"] {
        if let Some(stem) = word.strip_suffix(ending) {
            let mut back = stem.chars().rev();
            if let (Some(a), Some(b)) = (back.next(), back.next())
                && a == b
                && a.is_ascii_alphabetic()
            {
                out.push(stem[..stem.len() - a.len_utf8()].to_owned());
            }
        }
    }
    out.into_iter()
}

/// The verbs of all lists. Their forms are not written out: eight times as many words are more to build and to keep than
/// to strip an ending off a word that has one.
struct Verbs {
    /// Of each base its place among them and its class, in one number.
    bases: FxHashMap<&'static str, u16>,
    /// The same of the irregular forms.
    irregular: FxHashMap<&'static str, u16>,
}

static VERBS: OnceLock<Verbs> = OnceLock::new();

/// The lists; the first that has a base gives its class.
const VERB_LISTS: [(&str, CueClass); 3] =
    [(SAY, CueClass::Say), (STATE, CueClass::State), (ATTITUDE, CueClass::Attitude)];

impl Verbs {
    fn new() -> Self {
        let mut bases = FxHashMap::default();
        let all = VERB_LISTS
            .iter()
            .zip(0_u16..)
            .flat_map(|((list, _), class)| list.split_ascii_whitespace().map(move |base| (base, class)));
        for ((base, class), place) in all.zip(0_u16..) {
            bases.entry(base).or_insert(place << 2 | class);
        }
        let mut irregular = FxHashMap::default();
        for (form, base) in IRREGULAR {
            if let Some(value) = bases.get(base).copied() {
                irregular.entry(*form).and_modify(|v: &mut u16| *v = value.min(*v)).or_insert(value);
            }
        }
        Self { bases, irregular }
    }

    /// The class of a form, by the likeliest way back to a base.
    fn class(&self, form: &str) -> Option<CueClass> {
        if form.len() < 3 {
            return None;
        }
        let base = |base: &str| self.bases.get(base).copied();
        let stem = |ending: &&str| form.strip_suffix(*ending).filter(|stem| stem.len() > 1);
        let back =
            |ending: &&str, letter: char| stem(ending).and_then(|stem| base(&format!("{stem}{letter}")));
        let single = |ending: &&str| {
            let doubled = stem(ending)?;
            let last = doubled.chars().next_back().filter(char::is_ascii_alphabetic)?;
            base(doubled.strip_suffix(last).filter(|single| single.ends_with(last))?)
        };
        let found = self
            .irregular
            .get(form)
            .copied()
            .or_else(|| base(form))
            .or_else(|| ["ies", "ied"].iter().find_map(|ending| back(ending, 'y')))
            .or_else(|| ["es", "s", "ed", "d", "ing"].iter().find_map(|ending| stem(ending).and_then(base)))
            .or_else(|| back(&"ing", 'e'))
            // "Admitted", "quipping": the doubled consonant goes.
            .or_else(|| ["ed", "ing"].iter().find_map(single))?;
        VERB_LISTS.get(usize::from(found & 3)).map(|(_, class)| *class)
    }
}

/// Builds the table of verbs; whether it was not there yet.
pub(super) fn build() -> bool {
    let is_new = VERBS.get().is_none();
    verb("");
    is_new
}

/// The class of a lower-case word as a verb, by its base. The table is built at the first look-up: every word of a page
/// is asked.
pub fn verb(word: &str) -> Option<CueClass> {
    let verbs = VERBS.get_or_init(Verbs::new);
    // "Half-promised", "re-stated": the prefix does not make another verb.
    let prefixed = || {
        let (prefix, rest) = word.rsplit_once('-')?;
        among!(prefix, "half" | "re" | "pre" | "over" | "under" | "mis" | "counter" | "cross" | "soft")
            .then(|| verbs.class(rest))
            .flatten()
    };
    verbs.class(word).or_else(prefixed)
}

/// Whether a lower-case word is a noun that may carry an attribution.
pub fn is_noun_cue(word: &str) -> bool {
    noun_lists(word) & IN_NOUNS != 0
}

/// Whether a lower-case word names something written or measured that can be a source.
pub fn is_document(word: &str) -> bool {
    noun_lists(word) & IN_DOCUMENTS != 0
}

/// Whether a lower-case word hedges.
pub fn is_hedge(word: &str) -> bool {
    lists(word) & IN_HEDGES != 0
}

/// Whether a lower-case word negates.
pub fn is_negation(word: &str) -> bool {
    among!(
        word,
        "not"
            | "n't"
            | "n’t"
            | "never"
            | "no"
            | "neither"
            | "nor"
            | "without"
            | "hardly"
            | "denied"
            | "denies"
            | "deny"
            | "denying"
    )
}

/// Whether a lower-case word is an auxiliary or stands between auxiliary and verb.
pub fn is_auxiliary(word: &str) -> bool {
    lists(word) & IN_AUXILIARIES != 0
}

/// The tone of a cue given as lower-case words.
pub fn tone<'a>(words: impl Iterator<Item = &'a str>) -> super::Tone {
    let mut asserting = false;
    for word in words {
        for base in bases(word) {
            let found = lists(&base);
            if found & IN_DOUBTING != 0 {
                return super::Tone::Doubting;
            }
            asserting |= found & IN_ASSERTING != 0;
        }
    }
    if asserting { super::Tone::Asserting } else { super::Tone::Neutral }
}

#[cfg(test)]
mod tests;
