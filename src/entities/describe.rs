//! What the article says a named thing is, word for word, and words that stand for the name later.
//!
//! Problem: the card must answer "who is that?" from this article alone, and never with the wrong
//! person's description. Policy: only closed constructions count, that is a role right before the name ("Russian
//! President Vladimir Putin"), an apposition closed on both sides ("Lukashenko, the Belarusian
//! president,"), the same in front ("the president, Lukashenko,"), and "X is a ..."; the head must
//! be a role noun that fits the kind. A later description ("the president") counts as a mention only
//! when exactly one entity in the article has that role. Sources of the constructions: the usual
//! grammar of news; see also Hearst (COLING 1992) for apposition as evidence.
//! Not handled: descriptions across sentences, roles of pronouns.

use super::aliases::clean;
use super::roles::{is_body, is_courtesy, is_modifier, is_person_role, is_place};
use super::{Entity, EntityId, EntityKind, Mention, MentionForm};
use crate::page::{BlockId, Page};
use crate::span::{Place, Span};
use crate::text::{Text, Token};

/// Longest description shown, in bytes: what fits a card.
const MAX_BYTES: u32 = 220;

/// The tokens of one block with the mentions in it.
struct Line<'a> {
    block: BlockId,
    text: &'a str,
    tokens: &'a [Token],
}

impl Line<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.span.text(self.text))
    }

    fn lower(&self, i: usize) -> String {
        self.word(i).to_lowercase()
    }

    fn first_token(&self, span: Span) -> usize {
        self.tokens.partition_point(|t| t.span.end <= span.start)
    }

    fn end_token(&self, span: Span) -> usize {
        self.tokens.partition_point(|t| t.span.start < span.end)
    }

    fn place(&self, from: usize, to: usize) -> Option<Place> {
        let (first, last) = (self.tokens.get(from)?, self.tokens.get(to.checked_sub(1)?)?);
        (from < to).then(|| Place { block: self.block, span: first.span.cover(last.span) })
    }

    /// The sentence of token `i` as token range.
    fn sentence(&self, i: usize, text: &Text) -> (usize, usize) {
        text.block(self.block)
            .sentences
            .iter()
            .find(|s| (s.first as usize) <= i && i < s.end as usize)
            .map_or((0, self.tokens.len()), |s| (s.first as usize, s.end as usize))
    }
}

/// The head role noun of a description, and the words around it, for matching later descriptions.
struct Role {
    entity: EntityId,
    /// Lower-case words of the title or description.
    words: Vec<String>,
    head: String,
    /// Where it was introduced.
    place: Place,
}

/// Fills titles and descriptions of `entities` and adds mentions by description, in reading order.
pub(super) fn describe(page: &Page, text: &Text, entities: &mut [Entity], mentions: &mut Vec<Mention>) {
    let mut roles = Vec::new();
    for mention in mentions.iter() {
        let Some(line) = line(page, text, mention.place.block) else { continue };
        let Some(entity) = entities.get_mut(mention.entity.0 as usize) else { continue };
        if let Some((place, head)) = title(&line, text, mention.place.span, entity.kind) {
            roles.push(role(&line, mention.entity, place, head));
            entity.title.get_or_insert(place);
        }
        let found = apposition_behind(&line, text, mention.place.span, entity.kind)
            .or_else(|| apposition_before(&line, text, mention.place.span, entity.kind))
            .or_else(|| copula(&line, text, mention.place.span, entity.kind));
        if let Some((place, head)) = found {
            roles.push(role(&line, mention.entity, place, head));
            entity.description.get_or_insert(place);
        }
    }
    // A body's own last word is its role: "Nakuru County Council" is later "the council".
    for mention in mentions.iter() {
        let Some(entity) = entities.get(mention.entity.0 as usize) else { continue };
        let words: Vec<String> = entity.name.split_whitespace().map(str::to_lowercase).collect();
        let head =
            words.last().filter(|w| words.len() > 1 && entity.kind == EntityKind::Organisation && is_body(w));
        let Some(head) = head.cloned() else { continue };
        if !roles.iter().any(|r| r.entity == mention.entity && r.head == head) {
            roles.push(Role { entity: mention.entity, words, head, place: mention.place });
        }
    }
    let later = later_descriptions(page, text, &roles, mentions);
    mentions.extend(later);
    mentions.sort_by_key(|m| m.place);
}

fn line<'a>(page: &'a Page, text: &'a Text, block: BlockId) -> Option<Line<'a>> {
    let body = &page.blocks.get(block.index())?.text;
    Some(Line { block, text: body, tokens: &text.block(block).tokens })
}

fn role(line: &Line<'_>, entity: EntityId, place: Place, head: String) -> Role {
    let words = clean(place.span.text(line.text)).split_whitespace().map(str::to_lowercase).collect();
    Role { entity, words, head, place }
}

fn fits(kind: EntityKind, word: &str) -> bool {
    match kind {
        EntityKind::Person => is_person_role(word),
        EntityKind::Organisation => is_body(word),
        EntityKind::Place => is_place(word),
        EntityKind::Other => false,
    }
}

/// A role right before the name: "Russian President", "state news agency".
fn title(line: &Line<'_>, text: &Text, name: Span, kind: EntityKind) -> Option<(Place, String)> {
    if kind == EntityKind::Place {
        return None;
    }
    let first = line.first_token(name);
    let (start, _) = line.sentence(first, text);
    let mut end = first;
    while end > start && is_courtesy(&line.lower(end - 1)) {
        end -= 1;
    }
    let head = line.lower(end.checked_sub(1).filter(|e| *e >= start)?);
    if !fits(kind, &head) {
        return None;
    }
    let mut from = end - 1;
    while from > start && end - from < 6 {
        let word = line.word(from - 1);
        let lower = word.to_lowercase();
        let capital =
            word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_lowercase);
        // The first word of a sentence is a capital by place, not by being a name.
        let named = capital && from - 1 > start && !is_function(&lower);
        let demonym = capital && ends_like_demonym(&lower);
        if is_modifier(&lower) || fits(kind, &lower) || is_body(&lower) || named || demonym {
            from -= 1;
        } else {
            break;
        }
    }
    Some((line.place(from, end)?, head))
}

fn ends_like_demonym(lower: &str) -> bool {
    ["an", "ish", "ese", "ian", "i", "ch", "ean"].iter().any(|e| lower.ends_with(e))
        && lower.len() > 3
        && !is_function(lower)
}

fn is_function(lower: &str) -> bool {
    matches!(
        lower,
        "the"
            | "a"
            | "an"
            | "and"
            | "but"
            | "or"
            | "of"
            | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "to"
            | "from"
            | "with"
            | "as"
            | "than"
            | "when"
            | "while"
            | "after"
            | "before"
            | "because"
            | "that"
            | "then"
            | "it"
            | "he"
            | "she"
            | "they"
            | "we"
            | "i"
            | "his"
            | "her"
            | "their"
            | "its"
            | "our"
            | "my"
            | "this"
            | "these"
            | "those"
            | "if"
            | "so"
            | "mr"
            | "mrs"
            | "ms"
            | "said"
            | "says"
    )
}

/// Whether an apposition may begin with this word.
fn opens(lower: &str) -> bool {
    matches!(lower, "the" | "a" | "an" | "his" | "her" | "their" | "its" | "one" | "now" | "also")
}

/// The end of an apposition that starts at token `from`: the comma, dash, bracket or stop that closes it.
/// None when a verb of saying or the sentence's own clause runs on without one.
fn close(line: &Line<'_>, from: usize, sentence_end: usize) -> Option<(usize, bool)> {
    let mut depth = 0i32;
    for i in from..sentence_end.min(from + 45) {
        let word = line.word(i);
        match word {
            "(" => depth += 1,
            ")" if depth > 0 => depth -= 1,
            "," if depth == 0 => {
                // "the mayor of Tarn, Ohio, said": a comma between a place and its region does not close.
                return Some((i, true));
            }
            ")" | "—" | "–" | ";" | ":" => return Some((i, true)),
            "." | "!" | "?" => return Some((i, false)),
            _ => {
                let lower = word.to_lowercase();
                if matches!(
                    lower.as_str(),
                    "said"
                        | "says"
                        | "told"
                        | "added"
                        | "is"
                        | "was"
                        | "were"
                        | "are"
                        | "will"
                        | "would"
                        | "has"
                        | "had"
                ) && !line.tokens[from..i]
                    .iter()
                    .any(|t| matches!(t.span.text(line.text), "who" | "which" | "that" | "whose" | "where"))
                {
                    return None;
                }
            }
        }
    }
    None
}

/// The head of a description: the first fitting role noun before any "of", "who", "which", "in", "for".
fn head(line: &Line<'_>, from: usize, to: usize, kind: EntityKind) -> Option<String> {
    let mut best = None;
    for i in from..to {
        let lower = line.lower(i);
        if matches!(
            lower.as_str(),
            "of" | "who"
                | "which"
                | "whose"
                | "that"
                | "in"
                | "for"
                | "at"
                | "from"
                | "with"
                | "to"
                | "where"
                | "and"
        ) && best.is_some()
        {
            break;
        }
        if fits(kind, &lower) {
            best = Some(lower);
        }
        if i > from + 12 {
            break;
        }
    }
    best
}

fn limited(line: &Line<'_>, from: usize, to: usize) -> Option<Place> {
    line.place(from, to).filter(|p| p.span.len() <= MAX_BYTES)
}

/// "Lukashenko, the Belarusian president and close ally, met": closed on both sides.
fn apposition_behind(line: &Line<'_>, text: &Text, name: Span, kind: EntityKind) -> Option<(Place, String)> {
    let mut from = line.end_token(name);
    let (_, sentence_end) = line.sentence(from.checked_sub(1)?, text);
    let open = line.word(from).to_owned();
    if !matches!(open.as_str(), "," | "(" | "—" | "–") {
        return None;
    }
    from += 1;
    // An age comes first: "Ann Lee, 34, a teacher,".
    if line.word(from).bytes().all(|b| b.is_ascii_digit())
        && !line.word(from).is_empty()
        && line.word(from + 1) == ","
    {
        from += 2;
    }
    if line.lower(from) == "who" && matches!(line.lower(from + 1).as_str(), "is" | "was") {
        from += 2;
    }
    let first = line.lower(from);
    if !(opens(&first) || is_modifier(&first) || fits(kind, &first)) {
        return None;
    }
    let (to, _) = close(line, from, sentence_end)?;
    let head = head(line, from, to, kind)?;
    Some((limited(line, from, to)?, head))
}

/// "the Belarusian president, Alexander Lukashenko, met": the description stands in front.
fn apposition_before(line: &Line<'_>, text: &Text, name: Span, kind: EntityKind) -> Option<(Place, String)> {
    let first = line.first_token(name);
    let end = line.end_token(name);
    let to = first.checked_sub(1)?;
    let (start, sentence_end) = line.sentence(first, text);
    if line.word(to) != "," || !matches!(line.word(end), "," | "." | "") || end > sentence_end {
        return None;
    }
    let from = (start..to)
        .rev()
        .take(14)
        .find(|i| matches!(line.lower(*i).as_str(), "the" | "a" | "an" | "its" | "his" | "her" | "their"))?;
    if line.tokens[from..to]
        .iter()
        .any(|t| matches!(t.span.text(line.text), "," | ";" | ":" | "said" | "says" | "told"))
    {
        return None;
    }
    let head = head(line, from, to, kind)?;
    // The role must end the phrase or be followed by its "of": "the president of Belarus, Lukashenko".
    let closes = line.lower(to - 1) == head
        || (from..to).any(|i| line.lower(i) == "of" && i > from && line.lower(i - 1) == head);
    closes.then(|| limited(line, from, to)).flatten().map(|p| (p, head))
}

/// "Machado is a former lawmaker": only with an article and a role noun.
fn copula(line: &Line<'_>, text: &Text, name: Span, kind: EntityKind) -> Option<(Place, String)> {
    let at = line.end_token(name);
    if !matches!(line.lower(at).as_str(), "is" | "was")
        || !matches!(line.lower(at + 1).as_str(), "a" | "an" | "the")
    {
        return None;
    }
    let (_, sentence_end) = line.sentence(at, text);
    let to = (at + 1..sentence_end)
        .find(|i| matches!(line.word(*i), "." | "," | ";" | "!" | "?" | "—" | "–" | "“" | "\""))?;
    let head = head(line, at + 1, to, kind)?;
    Some((limited(line, at + 1, to)?, head))
}

/// "the Venezuelan president", "the council": mentions without the name, where only one entity fits.
fn later_descriptions(page: &Page, text: &Text, roles: &[Role], mentions: &[Mention]) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut next = 0;
    for (block, _) in page.numbered() {
        let Some(line) = line(page, text, block) else { continue };
        while mentions.get(next).is_some_and(|m| m.place.block < block) {
            next += 1;
        }
        let here: Vec<Span> =
            mentions[next..].iter().take_while(|m| m.place.block == block).map(|m| m.place.span).collect();
        for i in 0..line.tokens.len() {
            if line.word(i) != "the" && line.word(i) != "The" {
                continue;
            }
            if let Some(mention) = definite(&line, i, roles, &here) {
                out.push(mention);
            }
        }
    }
    out
}

fn definite(line: &Line<'_>, at: usize, roles: &[Role], names: &[Span]) -> Option<Mention> {
    // "the" modifiers head, then neither a name nor a longer noun phrase.
    let mut i = at + 1;
    while i < at + 5
        && (is_modifier(&line.lower(i))
            || ends_like_demonym(&line.lower(i)) && line.word(i).starts_with(char::is_uppercase))
    {
        if roles.iter().any(|r| r.head == line.lower(i)) && !continues(line, i + 1) {
            break;
        }
        i += 1;
    }
    let head = line.lower(i);
    if !roles.iter().any(|r| r.head == head) || continues(line, i + 1) {
        return None;
    }
    let place = line.place(at, i + 1)?;
    let next = line.tokens.get(i + 1).map_or(u32::MAX, |t| t.span.start);
    let after_comma = line.tokens.get(i + 2).map_or(u32::MAX, |t| t.span.start);
    let named_next =
        names.iter().any(|n| n.start == next || (line.word(i + 1) == "," && n.start == after_comma));
    if named_next || names.iter().any(|n| n.overlaps(place.span)) {
        return None;
    }
    let modifiers: Vec<String> = (at + 1..i).map(|k| line.lower(k)).collect();
    let mut fitting: Vec<EntityId> = roles
        .iter()
        .filter(|r| r.head == head && modifiers.iter().all(|m| r.words.contains(m)))
        .map(|r| r.entity)
        .collect();
    fitting.sort_unstable();
    fitting.dedup();
    let [only] = fitting.as_slice() else { return None };
    // A description refers back: it stands for a name only after the role was introduced.
    let introduced = roles.iter().any(|r| r.entity == *only && r.head == head && r.place < place);
    let own = roles.iter().any(|r| r.place.block == place.block && r.place.span.overlaps(place.span));
    (introduced && !own).then_some(Mention { entity: *only, place, form: MentionForm::Description })
}

/// Whether the noun phrase goes on behind the head ("the president of France", "the council chamber").
fn continues(line: &Line<'_>, i: usize) -> bool {
    let lower = line.lower(i);
    matches!(lower.as_str(), "of" | "'s" | "’s" | "for") && !matches!(lower.as_str(), "'s" | "’s")
        || is_person_role(&lower)
        || is_body(&lower)
        || matches!(
            lower.as_str(),
            "elect"
                | "candidate"
                | "chamber"
                | "office"
                | "election"
                | "palace"
                | "building"
                | "house"
                | "meeting"
        )
}

#[cfg(test)]
mod tests;
