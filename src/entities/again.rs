//! Names the tagger knew elsewhere on the page and passed over here.
//!
//! Problem: a reader who sees a name marked in one paragraph and not in the next trusts neither. Policy: what
//! stands somewhere as a name of several words is that name wherever these words stand with no further capital
//! beside them; a name of one word needs two places where it stands as one, and a page that never writes it small.
//! Their kind is the commonest. Nothing is found in title case or capitals, nor of names that are neither people,
//! bodies nor places. A state's short form behind a comma ("Pendleton, Ore.") is that state. Nobody owns state here.
//! Not handled: surnames of people named in full (`surnames`), acronyms that the page introduces (`acronyms`).

use rustc_hash::{FxHashMap, FxHashSet};

use super::known::{Asked, Known, Names, Question};
use super::roles::is_courtesy;
use super::{EntityKind, NameSpan};
use crate::order;
use crate::page::{Block, Page};
use crate::span::{Place, Span};
use crate::text::{BlockText, Text, is_capitalised};

/// How sure a name found this way is: as sure as a tagger in doubt.
const SCORE: f32 = 0.5;

/// What is known of a name on the page.
#[derive(Debug, Default)]
struct Met<'a> {
    /// Its tokens.
    words: Vec<&'a str>,
    /// Mentions of each kind.
    kinds: [u32; 4],
}

impl Met<'_> {
    fn kind(&self) -> Option<EntityKind> {
        const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Organisation, EntityKind::Place];
        let all: u32 = self.kinds.iter().sum();
        let best = KINDS.into_iter().rev().max_by_key(|k| self.kinds[*k as usize])?;
        // One that is now this and now that is nothing to be sure of.
        let clear = self.kinds[best as usize] * 3 >= all * 2;
        (clear && (self.words.len() > 1 || all > 1)).then_some(best)
    }
}

/// Adds to `names` those that the page names elsewhere.
pub(super) fn complete(page: &Page, text: &Text, known: &mut Known, names: &mut Names) {
    let met = met(page, text, known, names);
    let mut found = Vec::new();
    let lower: FxHashSet<String> =
        met.values().flatten().filter(|m| m.words.len() == 1).map(|m| m.words[0].to_lowercase()).collect();
    let dotted = STATES.map(|state| format!("{state}."));
    let states = STATES.into_iter().chain(dotted.iter().map(String::as_str));
    let asked = met.keys().copied().chain(lower.iter().map(String::as_str)).chain(states);
    known.ask(Question::Again, Asked::new(asked));
    let mut small: FxHashSet<&str> = FxHashSet::default();
    let (names_here, mut next) = (names.spans(), 0);
    for ((id, block), known) in page.numbered().zip(&known.blocks) {
        let mut free = 0;
        for token in known.hits(Question::Again) {
            let i = token.token as usize;
            if token.small {
                small.extend(lower.get(token.span.text(&block.text)).map(String::as_str));
                continue;
            }
            if known.foreign || known.line || i < free || !token.word {
                continue;
            }
            while names_here
                .get(next)
                .is_some_and(|n| (n.place.block, n.place.span.end) <= (id, token.span.start))
            {
                next += 1;
            }
            let taken = |span: Span| {
                names_here.get(next).is_some_and(|n| n.place.block == id && n.place.span.overlaps(span))
            };
            if taken(token.span) {
                continue;
            }
            let here = text.block(id);
            let around = Around { block, here };
            let longest =
                met.get(around.word(i)).and_then(|with| with.iter().find(|m| around.has(i, &m.words)));
            let (end, kind) = match longest.and_then(|m| Some((i + m.words.len(), m.kind()?))) {
                Some(named) => named,
                None => match around.state(i) {
                    Some(end) => (end, EntityKind::Place),
                    None => continue,
                },
            };
            let span =
                Span::new(token.span.start, here.tokens.get(end - 1).map_or(token.span.end, |t| t.span.end));
            if !taken(span) {
                free = end;
                found.push((end - i == 1, NameSpan { place: Place { block: id, span }, kind, score: SCORE }));
            }
        }
    }
    let surface =
        |place: Place| page.blocks.get(place.block.index()).map_or("", |b| place.span.text(&b.text));
    found.retain(|(alone, n)| !alone || !small.contains(surface(n.place).to_lowercase().as_str()));
    names.add(page, known, found.into_iter().map(|(_, name)| name));
}

/// The page's names of people, bodies and places by their first word, the longest first.
fn met<'a>(page: &'a Page, text: &Text, known: &Known, names: &Names) -> FxHashMap<&'a str, Vec<Met<'a>>> {
    let mut places = vec![u32::MAX; known.surfaces.len()];
    let mut all: Vec<Met<'a>> = Vec::new();
    for (name, written) in names.written() {
        let Some(at) = places.get_mut(written.surface as usize) else { continue };
        if known.block(name.place.block).is_none_or(|b| b.line) {
            continue;
        }
        if *at == u32::MAX {
            let Some(block) = page.blocks.get(name.place.block.index()) else { continue };
            let tokens = &text.block(name.place.block).tokens;
            let first = tokens.partition_point(|t| t.span.start < name.place.span.start);
            let inside = tokens.get(first..).unwrap_or(&[]).iter();
            let words = inside.take_while(|t| t.span.end <= name.place.span.end);
            *at = all.len() as u32;
            all.push(Met { words: words.map(|t| t.span.text(&block.text)).collect(), kinds: [0; 4] });
        }
        all[*at as usize].kinds[name.kind as usize] += 1;
    }
    all.retain(|met| {
        let told = |w: &str| w.len() > 2 && w.contains(char::is_lowercase);
        met.words.first().is_some_and(|first| is_capitalised(first) && (met.words.len() > 1 || told(first)))
            && met.words.last().is_some_and(|last| is_capitalised(last))
            && met.kind().is_some()
    });
    let mut by_first: FxHashMap<&str, Vec<Met<'a>>> = FxHashMap::default();
    for met in all {
        by_first.entry(met.words[0]).or_default().push(met);
    }
    for with in by_first.values_mut() {
        order::sort_by_key(with, |met| core::cmp::Reverse(met.words.len()));
    }
    by_first
}

/// A block with its tokens.
struct Around<'a> {
    block: &'a Block,
    here: &'a BlockText,
}

impl<'a> Around<'a> {
    fn word(&self, i: usize) -> &'a str {
        self.here.tokens.get(i).map_or("", |t| t.span.text(&self.block.text))
    }

    /// Whether `words` stand at token `i`, and no further capital beside them.
    fn has(&self, i: usize, words: &[&str]) -> bool {
        let all = words.iter().enumerate().all(|(n, word)| self.word(i + n) == *word);
        let before = i.checked_sub(1).map_or("", |before| self.word(before));
        let opens = i.checked_sub(1).is_none_or(|before| self.here.begins_sentence(before));
        let alone =
            !is_capitalised(before) || opens && words.len() > 1 || is_courtesy(&before.to_lowercase());
        all && alone
            && before != "-"
            && !is_capitalised(self.word(i + words.len()))
            && self.word(i + words.len()) != "-"
    }

    /// The end of a state's short form that stands at token `i` behind a place's name and a comma. Its stop may be
    /// a token of its own.
    fn state(&self, i: usize) -> Option<usize> {
        let word = self.word(i);
        let (word, end) = match word.strip_suffix('.') {
            Some(word) => (word, i + 1),
            None if self.word(i + 1) == "." => (word, i + 2),
            None => return None,
        };
        let place = i.checked_sub(2).map_or("", |at| self.word(at));
        let behind = is_capitalised(place) && self.word(i - 1) == ",";
        (behind && STATES.contains(&word)).then_some(end)
    }
}

/// The short forms of states that nothing else is called, without their stop.
const STATES: [&str; 20] = [
    "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Fla", "Ill", "Kan", "Mich", "Minn", "Mont", "Neb", "Nev",
    "Okla", "Ore", "Tenn", "Wis", "Wyo", "Ky",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::placed::placed;

    fn completed(text: &str, names: &[(EntityKind, &str)]) -> Vec<String> {
        let page = Page::from_lines(text);
        let spans = placed(text, names);
        let cut = Text::read(&page, u32::MAX);
        let mut known = Known::of(&page, &cut);
        let mut names = Names::new(&page, &mut known, spans);
        complete(&page, &cut, &mut known, &mut names);
        names.spans().iter().map(|n| n.place.span.text(text).to_owned()).collect()
    }

    use EntityKind::{Organisation as O, Place as L};

    #[test]
    fn a_name_is_found_again() {
        let text = "They left Verlore Island in May. From Verlore Island they sailed home.";
        assert_eq!(completed(text, &[(L, "Verlore Island")]).len(), 2);
        let text = "They met in Multan and left Multan, for Multan was hot.";
        assert_eq!(completed(text, &[(L, "Multan"), (L, "Multan")]).len(), 3);
        assert_eq!(
            completed("The bridge at Pendleton, Ore., is shut.", &[(L, "Pendleton")]),
            ["Pendleton", "Ore."]
        );
    }

    #[test]
    fn a_part_of_another_name_and_an_ordinary_word_are_not() {
        let text = "They left Verlore Island in May for the Verlore Island Hotel.";
        assert_eq!(completed(text, &[(L, "Verlore Island")]).len(), 1);
        let text = "They met in Multan and left Multan for the Multan Test.";
        assert_eq!(completed(text, &[(L, "Multan"), (L, "Multan")]).len(), 2);
        let text = "He joined Shell and left Shell. Shell of an egg, he said, a shell.";
        assert_eq!(completed(text, &[(O, "Shell"), (O, "Shell")]).len(), 2);
        assert_eq!(
            completed("He left Multan. Multan was hot.", &[(L, "Multan")]).len(),
            1,
            "once is not sure"
        );
    }
}
