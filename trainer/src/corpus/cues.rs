//! The checker's rules for the words of a cue: where it begins, where it ends, what stands beside it.
//!
//! Problem: the cue is where annotators agree least, because a phrase like "had warned in a letter against"
//! can be cut in many places. Policy: the guide's section 8 ("What a look over all cues settled") names
//! the constructions in which the articles once went both ways; what it says of them is held here, for
//! every split alike. A rule looks only at the words of the cue and at its neighbours, so it misses a
//! construction that is interrupted; what it reports is meant to be beyond doubt. It does not say whether
//! something is a claim at all.

use galley::claims::guide::{
    AUXILIARIES, CHARGES, DESCRIBING, NEEDED, OCCASIONS, PARTICIPLES, PUT_FORWARD, SAYING, TELLINGS, TIMES,
    begins, is_adverb as adverb, is_participle as participle, of_medium, parts_medium,
};
use galley::text::BlockText;

use super::{Article, At, Claim};

/// A block's words and signs with whose they are: the letter of the claim's part, or '.'.
struct Line<'a> {
    text: &'a str,
    /// Lower case.
    words: Vec<String>,
    starts: Vec<u32>,
    roles: Vec<char>,
}

impl Line<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn role(&self, at: usize) -> char {
        self.roles.get(at).copied().unwrap_or('-')
    }

    fn free(&self, at: usize, word: &str) -> bool {
        self.role(at) == '.' && self.word(at) == word
    }

    /// Whether a name's first letter stands at word `at`.
    fn capital(&self, at: usize) -> bool {
        let start = self.starts.get(at).map_or(0, |s| *s as usize);
        self.text.get(start..).and_then(|t| t.chars().next()).is_some_and(char::is_uppercase)
    }
}

/// The rules for the cue of one claim.
pub(super) fn cue(article: &Article, claim: &Claim, out: &mut Vec<String>) {
    let mut blocks: Vec<usize> = claim.cue.iter().map(|at| at.block).collect();
    blocks.dedup();
    for block in blocks {
        let Some(text) = article.blocks.get(block).map(|b| b.text.as_str()) else { continue };
        let (line, pieces) = read(text, block, claim);
        let (Some(first), Some(last)) = (pieces.first().copied(), pieces.last().copied()) else { continue };
        let shown = pieces
            .iter()
            .map(|(s, e)| line.words.get(*s..=*e).unwrap_or_default().join(" "))
            .collect::<Vec<_>>()
            .join(" … ");
        let mut say = |what: &str| out.push(format!("the cue {shown:?} {what}"));
        for piece in &pieces {
            inside(&line, *piece, pieces.len(), &mut say);
        }
        let lead = line.word(first.0);
        let leads = first.0 == first.1 && pieces.len() > 1 && line.role(first.1 + 1) == 'S';
        if leads && ["as", "by", "in"].contains(&lead) && claim.kind != "according_to" {
            say("makes the claim one according to its source");
        }
        before(&line, claim, &pieces, first, &mut say);
        behind(&line, &pieces, last, &mut say);
    }
}

/// The block's words with their parts, and the cue's pieces as first and last word.
fn read<'a>(text: &'a str, block: usize, claim: &Claim) -> (Line<'a>, Vec<(usize, usize)>) {
    let tokens = BlockText::read(text).tokens;
    let mut roles = vec!['.'; tokens.len()];
    let parts: [(char, &[At]); 5] = [
        ('S', &claim.source),
        ('T', &claim.content),
        ('G', &claim.addressee),
        ('A', &claim.target),
        ('C', &claim.cue),
    ];
    let covered = |at: &At| {
        let first = tokens.partition_point(|t| t.span.end <= at.span.start);
        let end = tokens.partition_point(|t| t.span.start < at.span.end);
        (first, end)
    };
    for (letter, places) in parts {
        for at in places.iter().filter(|at| at.block == block) {
            let (first, end) = covered(at);
            roles.iter_mut().take(end).skip(first).for_each(|r| *r = letter);
        }
    }
    let mut pieces: Vec<(usize, usize)> = claim
        .cue
        .iter()
        .filter(|at| at.block == block)
        .map(covered)
        .filter(|(first, end)| first < end)
        .map(|(first, end)| (first, end - 1))
        .collect();
    pieces.sort_unstable();
    let words = tokens.iter().map(|t| t.span.text(text).to_lowercase()).collect();
    let starts = tokens.iter().map(|t| t.span.start).collect();
    (Line { text, words, starts, roles }, pieces)
}

/// What a piece holds that it should not.
fn inside(line: &Line, (start, end): (usize, usize), pieces: usize, say: &mut impl FnMut(&str)) {
    let words: Vec<&str> = (start..=end).map(|i| line.word(i)).collect();
    let (Some(first), Some(last)) = (words.first().copied(), words.last().copied()) else { return };
    let before_last = words.len().checked_sub(2).and_then(|i| words.get(i)).copied().unwrap_or("");
    if words.contains(&":") && (words.len() > 1 || pieces > 1) {
        say("holds a colon beside its words");
    }
    if words.len() == 2 && ["a", "an", "the"].contains(&first) {
        say("is a noun and holds its article");
    }
    if let [.., verb, _] = words.as_slice()
        && ["told", "tell", "tells", "telling"].contains(verb)
        && !["it", "only", "by"].contains(&last)
        && !PARTICIPLES.contains(&last)
    {
        say("holds who was told");
    }
    if words.len() > 1 {
        if ["for", "whether"].contains(&last) {
            say("ends with a word of the content");
        }
        if last == "of" && begins(before_last, &CHARGES) || last == "with" && before_last.starts_with("charg")
        {
            say("ends with a preposition of the content");
        }
        if last == "as" && before_last != "far" {
            say("ends with \"as\", which belongs to no part");
        }
        if adverb(first) && first != "only" || first == "only" && participle(line.word(start + 1)) {
            say("begins with an adverb in front of a lone verb");
        }
        if TIMES.contains(&last) {
            say("holds the time of speaking");
        }
        let occasion = words
            .iter()
            .enumerate()
            .skip(2)
            .any(|(i, w)| OCCASIONS.contains(w) && words.get(i + 1) != Some(&"call") && *w != "outside");
        if occasion || last == "outside" {
            say("holds the place or the occasion");
        }
        let commas: Vec<usize> = (0..words.len()).filter(|i| words[*i] == ",").collect();
        if let [comma] = commas.as_slice()
            && words.get(comma + 1).is_some_and(|w| w.ends_with("ing") && *w != "laughing")
        {
            say("holds two verbs, the content being behind the second only");
        }
        let joined = words.windows(2).any(|w| w[0] == "and" && SAYING.contains(&w[1]));
        if joined || [",", "and"].contains(&first) {
            say("holds a verb in front of the one of saying");
        }
    } else if last == "as" && (pieces == 1 || line.role(end + 1) != 'S') {
        say("holds an \"as\", which belongs to no part");
    }
}

/// What stands before the cue and belongs to it.
fn before(
    line: &Line,
    claim: &Claim,
    pieces: &[(usize, usize)],
    (start, _): (usize, usize),
    say: &mut impl FnMut(&str),
) {
    let free = |at: Option<usize>| at.filter(|i| line.role(*i) == '.');
    let mut at = start.checked_sub(1);
    while let Some(i) = free(at).filter(|i| adverb(line.word(*i)) || line.word(*i) == "never") {
        at = i.checked_sub(1);
    }
    let verb = line.word(start);
    if free(at).is_some_and(|i| AUXILIARIES.contains(&line.word(i))) && participle(verb) {
        say("lacks its auxiliary");
    }
    let previous = free(start.checked_sub(1)).map_or("", |i| line.word(i));
    if previous == "it"
        && ["is", "was", "has", "had", "emerged", "emerges"].contains(&verb)
        && [&claim.source, &claim.addressee, &claim.target].iter().all(|p| p.is_empty())
    {
        say("lacks its empty \"it\"");
    }
    if ["posts", "messages", "statement", "note"].contains(&previous) && verb == "saying" {
        say("lacks the verb that its \"saying\" belongs to");
    }
    // "As X put it", "by X's count": the first word stands before the source.
    let mut lead = start;
    while lead > 0
        && (line.role(lead - 1) == 'S'
            || ["’s", "'s", "'", "’", "own", "latest"].contains(&line.word(lead - 1)))
    {
        lead -= 1;
    }
    let Some(lead) = lead.checked_sub(1).filter(|i| *i + 1 < start && line.role(*i) == '.') else { return };
    let one_word = pieces.len() == 1 && line.role(start + 1) != 'C';
    if line.word(lead) == "as" && ["put", "puts"].contains(&verb) && line.word(start + 1) == "it"
        || ["by", "in"].contains(&line.word(lead)) && one_word && TELLINGS.contains(&verb)
    {
        say(&format!("lacks its {:?}", line.word(lead)));
    }
}

/// What stands behind the cue and belongs to it, or to the content.
fn behind(line: &Line, pieces: &[(usize, usize)], (start, end): (usize, usize), say: &mut impl FnMut(&str)) {
    let last = line.word(end);
    let next = line.word(end + 1);
    let content_follows = line.role(end + 1) == 'T' || "TA".contains(line.role(end + 2));
    // A noun cue is the noun only: "his warning about the ice".
    let needed = NEEDED.iter().any(|(preposition, verbs)| {
        next == *preposition && begins(last, verbs) && line.role(end + 1) != 'C' && !last.ends_with("warning")
    });
    if needed && content_follows && ".T".contains(line.role(end + 1)) {
        say(&format!("lacks its preposition {next:?}"));
    }
    if line.role(end + 1) == '.' && "TA".contains(line.role(end + 2)) {
        if next == "for"
            || next == "of" && begins(last, &CHARGES)
            || next == "with" && last.starts_with("charg")
        {
            say(&format!("is followed by {next:?}, which belongs to the content"));
        }
        if next == "only" && line.role(end + 2) == 'T' {
            say("lacks its \"only\"");
        }
    }
    // The first word of the content within a few words.
    if let Some(content) = (end + 1..end + 15).find(|i| line.role(*i) == 'T') {
        let gap = content.saturating_sub(1);
        if line.word(content) == "as" && begins(last, &DESCRIBING) {
            say("is followed by a content that begins with \"as\"");
        }
        if line.free(gap, "of") && gap > end && begins(last, &["accus", "suspect", "convict"]) {
            say("is followed by \"of\", which belongs to the content");
        }
        if line.free(gap, "to") && gap > end && begins(last, &["liken", "compar", "attribut"]) {
            say("lacks its \"to\"");
        }
    }
    if line.role(end + 1) == 'T'
        && next == "to"
        && line.word(end + 2) == "know"
        && begins(last, &["want", "demand"])
    {
        say("lacks its \"to know\"");
    }
    if line.role(end + 1) == 'T'
        && ["the", "a"].contains(&next)
        && PUT_FORWARD.iter().any(|(verb, noun)| last.starts_with(verb) && line.word(end + 2) == *noun)
        && ["of", "that"].contains(&line.word(end + 3))
    {
        say("lacks the noun by which the speaker puts it forward");
    }
    let quoted = (start..=end).any(|i| line.word(i) == "quoted");
    let told_by_name = pieces.len() > 1 && ["as", "by", "in"].contains(&line.word(pieces[0].0));
    if !quoted && !told_by_name && medium(line, end + 1) {
        say("lacks the medium or manner directly behind it");
    }
}

/// Whether a phrase of medium or manner begins at word `at`, none of it in a part.
fn medium(line: &Line, at: usize) -> bool {
    let nouns = of_medium(line.word(at));
    if nouns.is_empty() {
        return false;
    }
    // "On MoanaTV": a name is not looked up; people see to those.
    for i in at + 1..at + 6 {
        let word = line.word(i);
        if line.role(i) != '.' {
            return false;
        }
        if nouns.contains(&word) && !line.capital(i) {
            // "On its front page" is where a paper prints it.
            return line.role(at) == '.'
                && !(word == "page" && ["front", "first"].contains(&line.word(i - 1)));
        }
        if parts_medium(word) {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of the cue of claim 1 in one sentence.
    fn said(sentence: &str) -> String {
        let kind = if sentence.contains("[C1 As]") { "according_to" } else { "indirect" };
        let text = format!("---\nid: a\n---\n\np\n0 {sentence}\n\n@1 {kind} none type=unnamed\n");
        let (article, _) = Article::parse("a", &text);
        let mut out = Vec::new();
        if let Some(claim) = article.claims.get(&1) {
            cue(&article, claim, &mut out);
        }
        out.join("; ")
    }

    #[test]
    fn what_breaks_a_rule_is_reported() {
        for (sentence, words) in [
            ("[S1 She] had earlier [C1 warned] [T1 that it rained].", "lacks its auxiliary"),
            ("[S1 She] [C1 summed up] the day [C1 :] [T1 rain].", "a colon"),
            ("It rests on [C1 the claim] [T1 that it rained].", "its article"),
            ("[S1 She] [C1 told reporters] [T1 that it rained].", "who was told"),
            ("[S1 She] [C1 called for] [T1 rain].", "a word of the content"),
            ("[S1 She] [C1 wondered whether] [T1 it rained].", "a word of the content"),
            ("[A1 He] [C1 is charged with] [T1 theft].", "a preposition of the content"),
            ("[A1 He] [C1 is accused] of [T1 theft].", "\"of\", which belongs to the content"),
            ("[S1 She] [C1 accused] [A1 him] of [T1 theft].", "\"of\", which belongs to the content"),
            ("[S1 She] [C1 dismissed] it [C1 as] [T1 noise].", "which belongs to no part"),
            ("[S1 She] [C1 described] it [T1 as noise].", "begins with \"as\""),
            ("[S1 She] [C1 flatly denied] [T1 that it rained].", "in front of a lone verb"),
            ("[S1 She] [C1 said afterwards] [T1 that it rained].", "the time of speaking"),
            ("[S1 She] [C1 said at a rally] [T1 that it rained].", "the occasion"),
            ("[S1 She] [C1 retreated a little, saying] [T1 it rained].", "two verbs"),
            ("[S1 She] [C1 smiled and said] [T1 it rained].", "in front of the one of saying"),
            ("[S1 She] [C1 said] in an email [T1 that it rained].", "the medium"),
            ("[S1 She] [C1 said] through a lawyer [T1 that it rained].", "the medium"),
            ("[S1 She] [C1 would say] only [T1 that it rained].", "lacks its \"only\""),
            ("[S1 She] [C1 hinted] [T1 at rain].", "lacks its preposition \"at\""),
            ("It [C1 is said] [T1 that it rained].", "lacks its empty"),
            ("As [S1 she] [C1 put it], [T1 it rained].", "lacks its \"as\""),
            ("By [S1 the club]’s [C1 count], [T1 it rained twice].", "lacks its \"by\""),
            ("[C1 By] [S1 her] [C1 count], [T1 it rained twice].", "according to its source"),
            ("[S1 She] unleashed a series of posts [C1 saying] [T1 it rained].", "its \"saying\""),
            ("[S1 She] [C1 wanted] [T1 to know who came].", "\"to know\""),
            ("[S1 She] [C1 floated] [T1 the idea of a ban].", "the noun by which"),
            ("[S1 She] [C1 likened] it to [T1 a flood].", "lacks its \"to\""),
        ] {
            let found = said(sentence);
            assert!(found.contains(words), "{sentence}: {words:?} is not in {found:?}");
        }
    }

    #[test]
    fn what_the_guide_asks_for_is_sound() {
        for sentence in [
            "[S1 She] [C1 has never denied] [T1 that it rained].",
            "[S1 She] [C1 said in an email] on Monday [T1 that it rained].",
            "[S1 She] [C1 told] [G1 reporters] in an email [T1 that it rained].",
            "[S1 She] is quoted in a letter, but [S1 she] [C1 is quoted as saying] in the paper [T1 that it rained].",
            "[S1 She] also [C1 dismissed] the report as [T1 “noise”].",
            "[C1 According to] [S1 her], [T1 it rained].",
            "[C1 As] [S1 she] [C1 put it], [T1 it rained].",
            "[S1 She] [C1 hinted at] [T1 rain]; [S1 her] warning about ice came later.",
            "[S1 Her] [C1 warning] [T1 about the ice] came late.",
            "[A1 He] [C1 reportedly] [T1 keeps bees].",
            "[S1 Police] [C1 put] [T1 the crowd at 8,000].",
            "[S1 She] [C1 says] on its front page [T1 that it rained].",
        ] {
            assert_eq!(said(sentence), "", "{sentence}");
        }
    }
}
