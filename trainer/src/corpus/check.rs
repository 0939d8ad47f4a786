//! The checker: what in the corpus breaks a rule of `corpus/GUIDELINES.md`.
//!
//! Policy: only what is clearly wrong is a fault; what an annotator may decide either way is left to the
//! agreement figures. The second annotation is kept as it was written, so only its form and its text are
//! checked.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::claims::{form, nesting, quotation};
use super::command::Corpus;
use super::cues::cue;
use super::overlap;
use super::whole::Whole;
use super::{Article, Fault};

/// A fault with the article it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The article's id, with its folder when it is not an article proper.
    pub article: String,
    /// What is wrong.
    pub fault: Fault,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.fault.line > 0 {
            write!(f, "{}, line {}: {}", self.article, self.fault.line, self.fault.message)
        } else {
            write!(f, "{}: {}", self.article, self.fault.message)
        }
    }
}

/// The keys of the front matter.
const ABOUT: [&str; 7] = ["id", "genre", "region", "english", "quotes", "words", "split"];
/// Titles that do not belong to a person's name.
const TITLES: [&str; 12] = [
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Prof",
    "President",
    "Senator",
    "Judge",
    "Justice",
    "Minister",
    "Sir",
    "Sheikh",
];

/// Everything wrong with the corpus.
pub fn corpus(corpus: &Corpus) -> Vec<Found> {
    let mut out = Vec::new();
    let mut keep = |folder: &str, id: &str, faults: Vec<Fault>| {
        let article = format!("{folder}{id}");
        out.extend(faults.into_iter().map(|fault| Found { article: article.clone(), fault }));
    };
    let briefs: BTreeMap<&str, &[String; 3]> = corpus.briefs.iter().map(|b| (b[0].as_str(), b)).collect();
    let mut numbers: BTreeMap<&str, &str> = BTreeMap::new();
    for (article, parsed) in &corpus.articles {
        let mut faults = parsed.clone();
        faults.extend(front(article, briefs.get(article.id.as_str()).copied()));
        faults.extend(rules(article));
        let number = article.id.rsplit('-').next().unwrap_or("");
        if let Some(other) = numbers.insert(number, &article.id) {
            faults.push(whole(format!("has the number of {other}")));
        }
        keep("", &article.id, faults);
    }
    let present: BTreeSet<&str> = corpus.articles.iter().map(|(a, _)| a.id.as_str()).collect();
    for id in briefs.keys().filter(|id| !present.contains(*id)) {
        keep("", id, vec![whole("a brief without an article".into())]);
    }
    for (article, parsed) in &corpus.edge {
        let mut faults = parsed.clone();
        faults.extend(rules(article));
        keep("edge/", &article.id, faults);
    }
    // Both annotations as they were written: held to their form and their text only.
    for (folder, articles) in [("first/", &corpus.first), ("second/", &corpus.second)] {
        for (article, parsed) in articles {
            let mut faults = parsed.clone();
            match corpus.articles.iter().find(|(a, _)| a.id == article.id) {
                None => faults.push(whole("there is no article of this name".into())),
                Some((kept, _)) if kept.split() != "test" => {
                    faults.push(whole("is not of the test split".into()));
                }
                Some((kept, _)) => faults.extend(same_text(kept, article)),
            }
            keep(folder, &article.id, faults);
        }
    }
    let all: Vec<&Article> = corpus.articles.iter().map(|(a, _)| a).collect();
    for (one, other, run) in overlap::shared(&all, &corpus.formulas) {
        keep("", &one, vec![whole(format!("shares a run of words with {other}: {run:?}"))]);
    }
    out
}

fn whole(message: String) -> Fault {
    Fault { line: 0, message }
}

/// Faults of the front matter.
fn front(article: &Article, brief: Option<&[String; 3]>) -> Vec<Fault> {
    let mut out = Vec::new();
    let about = |key: &str| article.about.get(key).map_or("", String::as_str);
    for key in ABOUT.iter().filter(|key| about(key).is_empty()) {
        out.push(whole(format!("the front matter has no {key}")));
    }
    if about("id") != article.id {
        out.push(whole("the id is not the name of the file".into()));
    }
    if !["train", "dev", "test"].contains(&article.split()) {
        out.push(whole(format!("unknown split {:?}", article.split())));
    }
    match brief {
        None => out.push(whole("has no brief".into())),
        Some([_, genre, split]) if genre != about("genre") || split != article.split() => {
            out.push(whole(format!("the brief says {genre}, {split}")));
        }
        Some(_) => {}
    }
    if article.blocks.first().is_none_or(|b| b.kind != "headline") {
        out.push(whole("does not begin with a headline".into()));
    }
    out
}

/// Faults of an article against the guidelines.
pub fn rules(article: &Article) -> Vec<Fault> {
    let mut out = Vec::new();
    let whole_text = Whole::new(article);
    entities(article, &mut out);
    for (number, claim) in &article.claims {
        let mut faults = Vec::new();
        form(article, claim, &mut faults);
        quotation(article, &whole_text, claim, &mut faults);
        nesting(article, *number, claim, &mut faults);
        cue(article, claim, &mut faults);
        out.extend(faults.into_iter().map(|m| whole(format!("claim {number}: {m}"))));
    }
    out
}

/// Names, ids and values.
fn entities(article: &Article, out: &mut Vec<Fault>) {
    let mut kinds: BTreeMap<&str, char> = BTreeMap::new();
    for block in &article.blocks {
        for mention in &block.mentions {
            let text = mention.span.text(&block.text);
            let kind = mention.kind.to_ascii_uppercase();
            if mention.entity.is_empty() && kind != 'N' {
                out.push(whole(format!("{text:?} has no entity id")));
            }
            if mention.entity.chars().any(|c| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '-') {
                out.push(whole(format!("the id {:?} is not lower-case ASCII", mention.entity)));
            }
            if kind != 'N' && !mention.entity.is_empty() {
                let known = *kinds.entry(&mention.entity).or_insert(kind);
                if known != kind {
                    out.push(whole(format!("{} is {known} and {kind}", mention.entity)));
                }
            }
            if mention.kind.is_ascii_uppercase() {
                out.extend(name(mention.kind, text).map(|m| whole(format!("the name {text:?} {m}"))));
            }
        }
        for value in &block.values {
            let sound = if value.kind == 'D' { date(&value.value) } else { quantity(&value.value) };
            if !sound {
                let text = value.span.text(&block.text);
                out.push(whole(format!("{text:?} has the value {:?}", value.value)));
            }
        }
    }
}

/// What is wrong with the words of a name.
fn name(kind: char, text: &str) -> Option<&'static str> {
    let first = text.split(' ').next().unwrap_or("").trim_end_matches('.');
    // A work's own title may begin with "The".
    // Nor does the article of a city leave its name.
    if first.eq_ignore_ascii_case("the") && kind != 'X' && !text.eq_ignore_ascii_case("the hague") {
        Some("begins with \"the\"")
    } else if kind == 'P' && TITLES.contains(&first) && text.contains(' ') {
        Some("begins with a title")
    } else if kind == 'P' && (text.ends_with("’s") || text.ends_with("'s")) {
        Some("ends with a possessive")
    } else if final_sign(text) {
        Some("ends with punctuation")
    } else {
        None
    }
}

/// Whether the text ends with a sign that is not part of its last word.
pub(super) fn final_sign(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or("");
    match last.chars().next_back() {
        Some(',' | ';') => true,
        // "Inc.", "U.S.", "a.m." and "..." keep it; behind an ordinary word it is the sentence's.
        Some('.') => {
            let word = last.trim_end_matches('.');
            word.chars().count() > 2 && word.chars().all(char::is_lowercase) && !last.ends_with("..")
        }
        _ => false,
    }
}

/// A date's value: `?`, or one or two points joined by `/`.
fn date(value: &str) -> bool {
    let point = |p: &str| {
        let (day, time) = p.split_once('T').map_or((p, ""), |(d, t)| (d, t));
        let numbers = |s: &str, sign: char| {
            s.split(sign).all(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
        };
        let time_sound = time.is_empty() || numbers(time.trim_end_matches('Z'), ':');
        (day.is_empty() && !time.is_empty() || numbers(day, '-')) && time_sound
    };
    value == "?" || value.split('/').all(point) && value.split('/').count() <= 2
}

/// A quantity's value: `number:unit`, the number perhaps a range or with `~`.
fn quantity(value: &str) -> bool {
    let Some((number, unit)) = value.split_once(':') else { return false };
    let number = number.trim_start_matches(['~', '<', '>']);
    !unit.is_empty()
        && number.chars().any(|c| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | 'e' | '+' | '/'))
}

/// The two annotations must be of one text.
fn same_text(first: &Article, second: &Article) -> Vec<Fault> {
    let mut out = Vec::new();
    for (number, block) in first.blocks.iter().enumerate() {
        let other = second.blocks.get(number).map_or("", |b| &*b.text);
        if other != block.text {
            out.push(whole(format!("block {number} is not the same text: {:?} / {other:?}", block.text)));
        }
    }
    if second.blocks.len() > first.blocks.len() {
        out.push(whole("has more blocks than the first annotation".into()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(body: &str) -> Vec<String> {
        let (article, parsed) = Article::parse("a", &format!("---\nid: a\n---\n\n{body}"));
        parsed.into_iter().chain(rules(&article)).map(|f| f.message).collect()
    }

    fn finds(body: &str, words: &str) {
        let found = faults(body);
        assert!(found.iter().any(|m| m.contains(words)), "{words:?} is not among {found:?}");
    }

    #[test]
    fn sound_marks_have_no_fault() {
        let body = "p\n1 [S1 [P.lee Ann Lee]] [C1 said] [T1 that “[Q=4-6:people four to six people] left on [D=2031-03-14/2031-03-16 those days]”].\n0 [C2 Citing] [S2 the board], [S3 [p.lee she]] [C3 added] [T3 [T2 it rained]].\n\n@1 direct lee type=person\n@2 according_to none type=organisation parent=3\n@3 indirect lee type=person\n";
        assert_eq!(faults(body), Vec::<String>::new());
    }

    #[test]
    fn a_source_may_be_that_of_two_cues() {
        let body = "p\n0 [S1 [S2 [P.lee Ann Lee]]] [C1 said] [T1 it rained], [C2 adding] [T2 that it snowed].\n\n@1 indirect lee type=person\n@2 indirect lee type=person\n";
        assert_eq!(faults(body), Vec::<String>::new());
        let (article, _) = Article::parse("a", &format!("---\nid: a\n---\n\n{body}"));
        let sources: Vec<Vec<&str>> =
            article.claims.values().map(|c| c.source.iter().map(|at| article.text(*at)).collect()).collect();
        assert_eq!(sources, [["Ann Lee"], ["Ann Lee"]]);
    }

    #[test]
    fn names_and_values() {
        finds("p\n0 [O.x The Bank] rose.\n", "begins with \"the\"");
        finds("p\n0 [P.x Dr Ann Lee] rose.\n", "begins with a title");
        finds("p\n0 [P.x Ann Lee’s] hat.\n", "ends with a possessive");
        finds("p\n0 [O.x Bank,] it rose.\n", "ends with punctuation");
        finds("p\n0 [P.x Ann] met [O.x Ann].\n", "x is P and O");
        finds("p\n0 [P Ann] rose.\n", "has no entity id");
        finds("p\n0 [P.Ä Ann] rose.\n", "not lower-case ASCII");
        finds("p\n0 [D=March March] came.\n", "has the value");
        finds("p\n0 [Q=many:people Many people] came.\n", "has the value");
    }

    #[test]
    fn parts_of_a_claim() {
        finds("p\n0 [S1 She] [C1 spoke].\n\n@1 indirect none type=unnamed\n", "has no content");
        finds("p\n0 [T1 It rained].\n\n@1 indirect none type=none\n", "has no cue");
        finds("p\n0 [C1 She [T1 spoke]].\n\n@1 indirect none type=unnamed\n", "overlap");
        finds("p\n0 [S1 She] [C1 said] [T1 so].\n", "has no @ line");
        finds("p\n0 [S1 She] [C1 said] [T1 so].\n\n@1 indirect lee type=person\n", "is not mentioned");
        finds(
            "p\n0 [S1 She] [C1 said that] [T1 it rains].\n\n@1 indirect none type=unnamed\n",
            "holds \"that\"",
        );
        finds(
            "byline\n- [S1 She] [C1 said] [T1 so].\n\n@1 indirect none type=unnamed\n",
            "stands in a byline",
        );
        finds(
            "p\n0 [S1 She] [C1 said] [T1 it was raining.]\n\n@1 indirect none type=unnamed\n",
            "sentence's own",
        );
    }

    #[test]
    fn kinds_and_nesting() {
        finds("p\n0 She [C1 said] [T1 it rained].\n\n@1 direct none type=unnamed\n", "is direct with 0 of 2");
        finds(
            "p\n0 She [C1 said] [T1 “it rained all day”].\n\n@1 indirect none type=unnamed\n",
            "is indirect with 4 of 4",
        );
        finds("p\n0 She [C1 said] [T1 it rained].\n\n@1 mixed none type=unnamed\n", "is mixed with 0");
        finds(
            "p\n0 She [C1 said] [T1 it rained] and [C2 added] [T2 it snowed].\n\n@1 indirect none type=unnamed\n@2 indirect none type=unnamed parent=1\n",
            "is inside the content of its parent",
        );
        finds("p\n0 She [C1 said] [T1 so].\n\n@1 indirect none type=unnamed same=7\n", "is no other claim");
    }

    #[test]
    fn malformed_files_are_reported_and_never_panic() {
        for body in
            ["p\n0 [S1\n", "p\n0 ]] [T1 x\n", "@\n@x\n@9 no\n", "p\n0 [Q=: x] [D= y]\n", "[\n0 é[T1 é]é\n"]
        {
            assert!(!faults(body).is_empty(), "{body:?}");
        }
    }

    #[test]
    fn the_corpus_has_no_fault() -> Result<(), String> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
        let found = super::corpus(&Corpus::load(&folder)?);
        let shown: Vec<String> = found.iter().take(20).map(ToString::to_string).collect();
        assert!(found.is_empty(), "{} faults:\n{}", found.len(), shown.join("\n"));
        Ok(())
    }
}
