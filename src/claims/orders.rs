//! Orders and requests: "the harbour board directed skippers to stay below five knots".
//!
//! Problem: many verbs order, and the network knows the common ones. Policy: somebody, a verb of ordering from a closed list,
//! whom it is given and an infinitive make an order; its content is the infinitive. Owns nothing. Not handled: orders without
//! a hearer.

use super::constructions::trim;
use super::cues;
use super::link::{Linked, Tokens};
use super::patients::whole_subject;
use super::prepared::Prepared;
use super::tellings::{BETWEEN, begins_clause, group, is_subject};
use super::voices::speaks;
use crate::page::BlockKind;

/// "The harbour board directed skippers to stay": the infinitive at `to` is what somebody is to do.
pub(super) fn order(block: &Prepared<'_>, to: u32) -> Option<Linked> {
    let (sentence, end) = block.sentence_of(to);
    let orders = |k: &u32| {
        among!(
            block.word(*k),
            "directed"
                | "directs"
                | "instructed"
                | "instructs"
                | "commanded"
                | "ordered"
                | "advised"
                | "advises"
                | "urged"
                | "urges"
                | "implored"
                | "implores"
                | "entreated"
                | "exhorted"
                | "exhorts"
                | "petitioned"
                | "begged"
                | "begs"
                | "cautioned"
                | "reminded"
                | "enjoined"
                | "lobbied"
                | "beseeched"
                | "besought"
                | "counselled"
                | "counseled"
                | "summoned"
                | "challenged"
                | "dared"
                | "requested"
                | "requests"
                | "forbade"
                | "forbids"
                | "asked"
                | "asks"
                | "told"
                | "tells"
                | "warned"
                | "warns"
                | "encouraged"
                | "encourages"
                | "pressed"
                | "pleaded"
                | "pleads"
                | "appealed"
                | "appeals"
                | "invited"
                | "invites"
        )
    };
    let verb = (to.saturating_sub(BETWEEN).max(sentence + 1)..to.checked_sub(1)?).rev().find(orders)?;
    // A headline tells what a court or board did: "Court orders maker to show its sums".
    let speaks_out =
        among!(block.word(verb), "tells" | "urges" | "begs" | "implores" | "asks" | "warns" | "advises");
    if block.kind == BlockKind::Headline && !speaks_out {
        return None;
    }
    let first = if block.is(to - 1, "not") { to - 1 } else { to };
    let whom = Tokens { first: verb + 1, end: first };
    // "Appealed to drivers to", "pleaded with them to".
    let plain = (whom.first..whom.end).all(|k| {
        let word = block.word(k);
        !among!(
            word,
            "," | ";" | ":" | "for" | "about" | "that" | "how" | "what" | "if" | "whether" | "and" | "not"
        ) && !cues::is_auxiliary(word)
            && !block.is_mark(k)
    });
    let infinitive = block.tokens.get(to as usize + 1).is_some_and(|t| t.is_word())
        && !block.is_capital(to + 1)
        && !among!(
            block.word(to + 1),
            "the" | "a" | "an" | "his" | "her" | "their" | "its" | "this" | "that" | "all" | "both"
        );
    let begin = group(block, verb, sentence)?;
    let source = whole_subject(block, begin)
        .filter(|s| is_subject(block, *s) && begins_clause(block, *s) && speaks(block, *s))?;
    let stop = |k: &u32| among!(block.word(*k), "," | ";" | ":" | "—" | "–" | "(") || block.is_mark(*k);
    let content = trim(block, Tokens { first, end: (to..end).find(stop).unwrap_or(end) });
    (plain && !whom.is_empty() && infinitive && content.len() >= 3).then(|| Linked {
        source: Some(source),
        cue: Some(Tokens { first: begin, end: verb + 1 }),
        content: vec![content],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::shown;
    use crate::text::BlockText;

    /// The order in `text`, as "source | cue | content".
    fn found(text: &str, kind: BlockKind) -> Option<String> {
        let read = BlockText::read(text);
        let block = Prepared::new(text, &read, kind, Vec::new());
        (2..block.tokens.len() as u32)
            .filter(|i| block.is(*i, "to"))
            .find_map(|i| order(&block, i))
            .map(|c| shown::line(&block, text, &c))
    }

    #[test]
    fn an_order_names_whom_it_is_given() {
        for (text, order) in [
            (
                "The board directed skippers to stay below five knots.",
                "The board | directed | to stay below five knots",
            ),
            ("The company asked residents not to use the lift.", "The company | asked | not to use the lift"),
            (
                "The minister appealed to drivers to stay at home.",
                "The minister | appealed | to stay at home",
            ),
        ] {
            assert_eq!(found(text, BlockKind::Paragraph).as_deref(), Some(order), "{text}");
        }
    }

    #[test]
    fn other_infinitives_are_no_orders() {
        for text in [
            "The board walked to the border to see it.",
            "The board was ordered to leave the room.",
            "The board ordered lunch and went to see it.",
            "The storm ordered the ships to stay home.",
        ] {
            assert_eq!(found(text, BlockKind::Paragraph), None, "{text}");
        }
        let told = found("Judge tells jury to ignore it", BlockKind::Headline);
        assert_eq!(told.as_deref(), Some("Judge | tells | to ignore it"));
        assert_eq!(found("Board orders maker to show its sums", BlockKind::Headline), None);
    }
}
