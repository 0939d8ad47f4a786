//! How well mentions are joined to entities: B-cubed (Bagga and Baldwin 1998) over named mentions.
//!
//! Two figures: with the right names given (the joining alone), and with the names that are found (a
//! mention that is not found, or found with other borders, counts against). Two people of one surname
//! joined to one entity are counted apart, for that is the worst a card can do.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use galley::Models;
use galley::entities::{self, MentionForm, NameSpan};
use galley::page::{Block, BlockId, BlockKind, Page};
use galley::span::Place;
use galley::text::Text;

use super::accuracy::names;
use super::score::{is_title, kind_of_number};
use crate::corpus::Article;

/// A page with its named mentions and whose they are.
struct Annotated {
    page: Page,
    mentions: Vec<(NameSpan, String)>,
}

/// Sums over pages.
#[derive(Debug, Default)]
struct Cubed {
    precision: f64,
    found: usize,
    recall: f64,
    right: usize,
    merged: usize,
}

impl Cubed {
    fn add(&mut self, right: &[(Place, String)], found: &[(Place, u32)]) {
        let gold: BTreeMap<Place, &str> = right.iter().map(|(p, e)| (*p, e.as_str())).collect();
        let made: BTreeMap<Place, u32> = found.iter().copied().collect();
        let mut by_entity: BTreeMap<&str, BTreeSet<Place>> = BTreeMap::new();
        for (place, entity) in &gold {
            by_entity.entry(entity).or_default().insert(*place);
        }
        let mut by_found: BTreeMap<u32, BTreeSet<Place>> = BTreeMap::new();
        for (place, entity) in &made {
            by_found.entry(*entity).or_default().insert(*place);
        }
        for (place, entity) in &made {
            let Some(truth) = gold.get(place).and_then(|e| by_entity.get(e)) else { continue };
            let cluster = &by_found[entity];
            let shared = cluster.intersection(truth).count() as f64;
            self.precision += shared / cluster.len() as f64;
            self.recall += shared / truth.len() as f64;
        }
        self.found += made.len();
        self.right += gold.len();
    }

    fn line(&self, name: &str) -> String {
        let p = self.precision / self.found.max(1) as f64;
        let r = self.recall / self.right.max(1) as f64;
        let f1 = 2.0 * p * r / (p + r).max(1e-9);
        format!(
            "{name:48} B3 P {p:.3} R {r:.3} F1 {f1:.3}  {} mentions, pairs of people of one surname in one entity: {}\n",
            self.right, self.merged
        )
    }
}

/// Pairs of people whose names end alike and that were joined to one entity.
fn merged(page: &Page, right: &[(NameSpan, String)], found: &[(Place, u32)]) -> usize {
    let made: BTreeMap<Place, u32> = found.iter().copied().collect();
    let mut people: BTreeMap<(u32, String), BTreeSet<&str>> = BTreeMap::new();
    for (name, entity) in right.iter().filter(|(n, _)| n.kind == entities::EntityKind::Person) {
        let text = page.blocks.get(name.place.block.index()).map_or("", |b| name.place.span.text(&b.text));
        let mut words = text.split_whitespace();
        let (Some(cluster), Some(last), true) =
            (made.get(&name.place), words.next_back(), words.next().is_some())
        else {
            continue;
        };
        people.entry((*cluster, last.to_lowercase())).or_default().insert(entity);
    }
    people.values().map(|e| e.len().saturating_sub(1)).sum()
}

fn measure(models: &Models, name: &str, pages: &[Annotated]) -> String {
    let (mut given, mut whole) = (Cubed::default(), Cubed::default());
    for Annotated { page, mentions } in pages {
        let right: Vec<(Place, String)> = mentions.iter().map(|(n, e)| (n.place, e.clone())).collect();
        let spans: Vec<NameSpan> = mentions.iter().map(|(n, _)| *n).collect();
        let text = Text::read(page, u32::MAX);
        let joined = entities::assemble(page, &text, &spans);
        let named = joined.mentions.iter().filter(|m| m.form == MentionForm::Name);
        let made: Vec<(Place, u32)> = named.map(|m| (m.place, m.entity.0)).collect();
        given.add(&right, &made);
        given.merged += merged(page, mentions, &made);
        let (spans, whose) = names(models, page);
        let counted = |n: &NameSpan| n.kind != entities::EntityKind::Other;
        let made: Vec<(Place, u32)> =
            spans.iter().zip(&whose).filter(|(n, _)| counted(n)).map(|(n, e)| (n.place, *e)).collect();
        let right: Vec<(Place, String)> =
            mentions.iter().filter(|(n, _)| counted(n)).map(|(n, e)| (n.place, e.clone())).collect();
        whole.add(&right, &made);
        whole.merged += merged(page, mentions, &made);
    }
    given.line(&format!("{name}, names given")) + &whole.line(&format!("{name}, names found"))
}

/// B-cubed on the corpus's articles, split dev.
///
/// # Errors
/// When the articles cannot be read.
pub fn corpus(models: &Models, folder: &Path) -> std::io::Result<String> {
    let mut pages = Vec::new();
    for (article, _) in Article::load_all(folder)?.iter().filter(|(a, _)| a.split() == "dev") {
        let mut mentions = Vec::new();
        for (n, block) in article.blocks.iter().enumerate() {
            for mention in block.mentions.iter().filter(|m| !m.entity.is_empty()) {
                let kind = match mention.kind {
                    'P' => 1,
                    'O' => 2,
                    'L' => 3,
                    'X' => 4,
                    _ => continue,
                };
                let place = Place { block: BlockId(n as u32), span: mention.span };
                let name = NameSpan { place, kind: kind_of_number(kind), score: 1.0 };
                mentions.push((name, mention.entity.clone()));
            }
        }
        mentions.sort_by_key(|(n, _)| n.place);
        pages.push(Annotated { page: article.page(), mentions });
    }
    Ok(measure(models, "own corpus, dev", &pages))
}

/// B-cubed on the development documents of a checkout of GUM (`splits.md`, `dep/*.conllu`).
///
/// # Errors
/// When a file cannot be read.
pub fn gum(models: &Models, folder: &Path) -> std::io::Result<String> {
    let splits = std::fs::read_to_string(folder.join("splits.md"))?;
    let mut dev = false;
    let mut pages = Vec::new();
    for line in splits.lines() {
        if line.starts_with('#') {
            dev = line.trim_start_matches('#').trim().eq_ignore_ascii_case("dev");
        }
        let Some(name) = line.trim_start_matches([' ', '*', '-']).split_whitespace().next() else { continue };
        // The texts of these documents are not in the repository.
        if dev && name.starts_with("GUM_") && !name.starts_with("GUM_reddit") {
            let text = std::fs::read_to_string(folder.join("dep").join(format!("{name}.conllu")))?;
            pages.push(conllu(&text));
        }
    }
    Ok(measure(models, &format!("GUM dev, {} documents", pages.len()), &pages))
}

/// A token of a CoNLL-U file: bytes in its block, whether it is a proper noun, what MISC says of entities.
struct Token<'a> {
    start: u32,
    end: u32,
    proper: bool,
    entities: &'a str,
}

/// A mention that is not closed yet: number, type, first token, and the first and last token of the first run of
/// those without which it would not be itself (GUM's minimal span).
struct Open<'a> {
    number: &'a str,
    kind: usize,
    first: usize,
    least: (usize, usize),
}

fn conllu(text: &str) -> Annotated {
    let mut annotated = Annotated { page: Page::default(), mentions: Vec::new() };
    let mut surface = String::new();
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    let (mut glued, mut last_inside, mut glued_after) = (true, 0_usize, false);
    for line in text.lines().chain(["# newpar"]) {
        if line.starts_with("# newpar") && !line.starts_with("# newpar_block") {
            close(&mut annotated, &mut surface, &mut tokens, &mut open);
            glued = true;
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [number, form, _, class, .., misc] = fields.as_slice() else { continue };
        let no_space = misc.split('|').any(|m| m == "SpaceAfter=No");
        if let Some((_, to)) = number.split_once('-') {
            (last_inside, glued_after) = (to.parse().unwrap_or(0), no_space);
            continue;
        }
        let Ok(at) = number.parse::<usize>() else { continue };
        if !glued {
            surface.push(' ');
        }
        let start = surface.len() as u32;
        surface.push_str(form);
        glued = match at.cmp(&last_inside) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Equal => glued_after,
            std::cmp::Ordering::Greater => no_space,
        };
        if at >= last_inside {
            last_inside = 0;
        }
        let entities = misc.split('|').find_map(|m| m.strip_prefix("Entity=")).unwrap_or("");
        tokens.push(Token { start, end: surface.len() as u32, proper: *class == "PROPN", entities });
    }
    annotated
}

/// Ends a block: its text and the named mentions in it.
fn close<'a>(
    annotated: &mut Annotated,
    surface: &mut String,
    tokens: &mut Vec<Token<'a>>,
    open: &mut Vec<Open<'a>>,
) {
    let block = BlockId(annotated.page.blocks.len() as u32);
    let mut found: Vec<(NameSpan, String)> = Vec::new();
    for i in 0..tokens.len() {
        let mut rest = tokens[i].entities;
        while !rest.is_empty() {
            let opening = rest.starts_with('(');
            let body = rest.trim_start_matches('(');
            let end = body.find(['(', ')']).unwrap_or(body.len());
            let fields: Vec<&str> = body[..end].split('-').collect();
            let closing = body[end..].starts_with(')');
            let number = fields.first().copied().unwrap_or("");
            if opening {
                let kind = match fields.get(1).copied() {
                    Some("person") => 1,
                    Some("organization") => 2,
                    Some("place") => 3,
                    _ => 0,
                };
                let least = fields.iter().rev().find_map(|f| {
                    let numbers = f.split(',').map(str::parse).collect::<Result<Vec<usize>, _>>();
                    numbers.ok().filter(|n| !n.is_empty())
                });
                let least = least.unwrap_or_else(|| vec![1]);
                // "San Francisco, California" has 1, 2, 4: the first run is the name.
                let run = least.windows(2).take_while(|pair| pair[0] + 1 == pair[1]).count();
                let at = |n: usize| i + n.saturating_sub(1);
                let least = (at(least[0]), at(least[run]));
                open.push(Open { number, kind, first: i, least });
            }
            if closing && let Some(at) = open.iter().rposition(|o| o.number == number) {
                let mention = open.remove(at);
                if let Some(name) = name_in(surface, tokens, &mention, i, block) {
                    found.push((name, mention.number.to_owned()));
                }
            }
            rest = body[end..].trim_start_matches(')');
        }
    }
    // Of nested names the longer counts; the tagger marks no name inside another.
    found.sort_by_key(|(n, _)| (n.place.span.start, std::cmp::Reverse(n.place.span.end)));
    let mut free = 0;
    for (name, entity) in found {
        if name.place.span.start >= free {
            free = name.place.span.end;
            annotated.mentions.push((name, entity));
        }
    }
    annotated.page.blocks.push(Block::new(BlockKind::Paragraph, core::mem::take(surface)));
    tokens.clear();
    open.clear();
}

/// The minimal span of a mention that ends at token `last`, with the proper nouns beside it; none without a
/// proper noun. "United States" is an adjective and a proper noun. Posts and forms of address before people are
/// no names here, as in the neutral F1 (`score`).
fn name_in(
    surface: &str,
    tokens: &[Token<'_>],
    mention: &Open<'_>,
    last: usize,
    block: BlockId,
) -> Option<NameSpan> {
    let (mut from, mut to) = (mention.least.0.min(last), mention.least.1.min(last));
    if mention.kind == 0 || !tokens.get(from..=to)?.iter().any(|t| t.proper) {
        return None;
    }
    while from > mention.first && tokens[from - 1].proper {
        from -= 1;
    }
    while to < last && tokens[to + 1].proper {
        to += 1;
    }
    let word = |t: &Token<'_>| surface.get(t.start as usize..t.end as usize).unwrap_or("");
    while mention.kind == 1 && from <= to && is_title(word(&tokens[from])) {
        from += 1;
    }
    let place = Place::new(block, tokens.get(from).filter(|_| from <= to)?.start, tokens[to].end);
    Some(NameSpan { place, kind: kind_of_number(mention.kind), score: 1.0 })
}
