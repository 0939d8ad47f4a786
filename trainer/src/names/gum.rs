//! The coreference layer of GUM as named mentions, for measuring how mentions are joined (`joins`).
//!
//! Read are `splits.md` and the CoNLL-U files of a checkout. A mention is named where its minimal span holds a
//! proper noun and is headed by no common one. Its name is that span with the proper nouns beside it and, for
//! bodies and places, what follows with "of" or "for" ("Department of Homeland Security": GUM's minimal span is
//! the first word). Where the head is a common noun and the name stands behind it ("the province of Palawan"), that
//! is the name. A word with an indefinite article is none: it says of somebody what he is ("a Protestant"). Not
//! handled: discontinuous mentions.

use std::path::Path;

use galley::Models;
use galley::entities::{EntityKind, NameSpan};
use galley::page::{Block, BlockId, BlockKind};
use galley::span::{Place, Span};

use super::joins::{Annotated, Named, measure};
use super::score::{is_title, kind_of_number};

/// B-cubed on the development documents of a checkout of GUM.
///
/// # Errors
/// When a file cannot be read.
pub fn measured(models: &Models, folder: &Path) -> std::io::Result<String> {
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
    let mut annotated = Annotated::default();
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
    let mut closed: Vec<(Open<'a>, usize)> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let mut rest = token.entities;
        while !rest.is_empty() {
            let opening = rest.starts_with('(');
            let body = rest.trim_start_matches('(');
            let end = body.find(['(', ')']).unwrap_or(body.len());
            // Number, type, information status, salience, centring, minimal span, link, identity.
            let fields: Vec<&str> = body[..end].split('-').collect();
            let closing = body[end..].starts_with(')');
            let number = fields.first().copied().unwrap_or("");
            if opening {
                let kind = match fields.get(1).copied() {
                    Some("person") => 1,
                    Some("organization") => 2,
                    Some("place") => 3,
                    Some("time") => 0,
                    _ => 4,
                };
                let least: Vec<usize> =
                    fields.get(5).copied().unwrap_or("1").split(',').filter_map(|n| n.parse().ok()).collect();
                let least = if least.is_empty() { vec![1] } else { least };
                // "San Francisco, California" has 1, 2, 4: the first run is the name.
                let run = least.windows(2).take_while(|pair| pair[0] + 1 == pair[1]).count();
                let at = |n: usize| i + n.saturating_sub(1);
                let least = (at(least[0]), at(least[run]));
                open.push(Open { number, kind, first: i, least });
            }
            if closing && let Some(at) = open.iter().rposition(|o| o.number == number) {
                closed.push((open.remove(at), i));
            }
            rest = body[end..].trim_start_matches(')');
        }
    }
    // A mention closes before those that it lies in.
    let mut taken = vec![false; tokens.len()];
    let mut found: Vec<Named> = Vec::new();
    for (mention, last) in closed {
        let behind = behind_class(surface, tokens, &taken, &mention, last);
        let mention = Open { least: behind.unwrap_or(mention.least), ..mention };
        found.extend(named(surface, tokens, &mention, last, block));
        if let Some(inside) = taken.get_mut(mention.first..=last) {
            inside.fill(true);
        }
    }
    // Of nested names the longer is given; the tagger marks no name inside another.
    found.sort_by_key(|m| (m.name.place.span.start, std::cmp::Reverse(m.name.place.span.end)));
    let mut free = 0;
    for mut mention in found {
        let span = mention.name.place.span;
        mention.given = span.start >= free && mention.name.kind != EntityKind::Other;
        free = free.max(span.end);
        annotated.mentions.push(mention);
    }
    annotated.page.blocks.push(Block::new(BlockKind::Paragraph, core::mem::take(surface)));
    tokens.clear();
    open.clear();
}

/// The name behind a common noun that says what bears it, where no other mention has it: "the province of
/// Palawan", "a man named Ann Lee".
fn behind_class(
    surface: &str,
    tokens: &[Token<'_>],
    taken: &[bool],
    mention: &Open<'_>,
    last: usize,
) -> Option<(usize, usize)> {
    let word =
        |i: usize| tokens.get(i).and_then(|t| surface.get(t.start as usize..t.end as usize)).unwrap_or("");
    let bears =
        |i: usize| i <= last && tokens.get(i).is_some_and(|t| t.proper) && !taken.get(i).is_some_and(|t| *t);
    let class = mention.least.1;
    let link = class + 1;
    let links = mention.least.0 == class
        && tokens.get(class).is_some_and(|t| !t.proper)
        && match mention.kind {
            1 => word(link) == "named",
            3 => matches!(word(link), "of" | "called" | "named"),
            _ => false,
        };
    let run = (link + 1..=last).take_while(|i| bears(*i)).count();
    (links && run > 0).then_some((link + 1, link + run))
}

/// The mention that ends at token `last` with its name; none when it is not named. Posts and forms of address
/// before people are no part of a name, as in the neutral F1 (`score`).
fn named(
    surface: &str,
    tokens: &[Token<'_>],
    mention: &Open<'_>,
    last: usize,
    block: BlockId,
) -> Option<Named> {
    let (mut from, mut to) = (mention.least.0.min(last), mention.least.1.min(last));
    let word = |t: &Token<'_>| surface.get(t.start as usize..t.end as usize).unwrap_or("");
    let common = |t: &Token<'_>| !t.proper && word(t).starts_with(char::is_lowercase);
    if mention.kind == 0 || !tokens.get(from..=to)?.iter().any(|t| t.proper) || common(&tokens[to]) {
        return None;
    }
    let indefinite = matches!(word(&tokens[mention.first]), "a" | "an" | "A" | "An");
    if indefinite && from == to && from == mention.first + 1 {
        return None;
    }
    // "interviewee Ann Lee", "President Ann Lee".
    let address = |at: usize| mention.kind == 1 && is_address(word(&tokens[at]));
    let rank = |at: usize| mention.kind == 1 && at < to && is_rank(word(&tokens[at]));
    while from <= to && (common(&tokens[from]) || address(from) || rank(from)) {
        from += 1;
    }
    let least = Span::new(tokens.get(from).filter(|_| from <= to)?.start, tokens[to].end);
    let bare = from == mention.least.0;
    while bare && from > mention.first && tokens[from - 1].proper {
        if address(from - 1) || rank(from - 1) {
            break;
        }
        from -= 1;
    }
    while to < last && tokens[to + 1].proper {
        to += 1;
    }
    let mut linked = mention.kind != 1;
    while linked {
        let mut next = to + 1;
        while next < last && matches!(word(&tokens[next]), "of" | "for" | "the" | "and" | "de" | "la") {
            next += 1;
        }
        linked = next > to + 1 && next <= last && tokens[next].proper;
        while linked && next < last && tokens[next + 1].proper {
            next += 1;
        }
        if linked {
            to = next;
        }
    }
    let place = Place::new(block, tokens[from].start, tokens[to].end);
    let whole = Span::new(tokens[mention.first].start, tokens[last].end);
    let name = NameSpan { place, kind: kind_of_number(mention.kind), score: 1.0 };
    Some(Named { name, entity: mention.number.to_owned(), least, whole, given: true })
}

/// Whether `word` is a post or form of address before a person's name: those of the neutral F1, nobility and
/// orders.
fn is_address(word: &str) -> bool {
    const RANKS: [&str; 10] =
        ["emperor", "empress", "duke", "duchess", "earl", "baron", "count", "brother", "sister", "father"];
    is_title(word) || RANKS.contains(&word.to_lowercase().as_str())
}

/// Whether `word` is such before a name, while it may be a name by itself, as in "Madam Speaker".
fn is_rank(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "tsar" | "saint" | "speaker" | "chair")
}
