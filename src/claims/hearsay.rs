//! Words that hearsay lends their speaker: "the union is expected to announce that", "Lee is understood to have told".
//!
//! Problem: the subject of a passive of hearsay says nothing, except where what it is said to do is to speak. Policy: a verb
//! of speech from a closed list behind "to" makes the subject the source, and the cue runs to it. Owns nothing.

use super::link::{Linked, Tokens};
use super::passives::{is_be, is_between};
use super::patients::{Part, passive, subject};
use super::prepared::Prepared;

/// "The minister is thought to favour a tenth", "the union is expected to announce that": by hearsay, but the words or
/// the mind are the subject's. Gives the claim to it when a verb of these stands behind "to".
pub(super) fn hearsay(block: &Prepared<'_>, claim: &mut Linked, cue: Tokens) -> bool {
    let Some((at, Part::Topic)) = passive(block, cue) else { return false };
    let to = (at + 1..at + 3).find(|k| block.is(*k, "to"));
    let Some(to) = to.filter(|to| *to <= cue.end) else { return false };
    let verb = to + 1 + u32::from(block.is(to + 1, "have"));
    let minds = among!(
        block.word(verb),
        "favour"
            | "favor"
            | "favoured"
            | "favored"
            | "insist"
            | "insisted"
            | "announce"
            | "announced"
            | "testify"
            | "testified"
            | "tell"
            | "told"
            | "say"
            | "said"
            | "argue"
            | "argued"
            | "warn"
            | "warned"
            | "describe"
            | "described"
            | "answered"
            | "replied"
            | "demand"
            | "demanded"
            | "ask"
            | "asked"
            | "urged"
            | "claim"
            | "claimed"
            | "complained"
            | "propose"
            | "proposed"
            | "suggest"
            | "suggested"
            | "recommend"
            | "recommended"
            | "promised"
            | "remarked"
    );
    let mut begin = at;
    while begin > 0
        && (is_be(block.word(begin - 1))
            || is_between(block.word(begin - 1))
            || among!(block.word(begin - 1), "has" | "had" | "have"))
    {
        begin -= 1;
    }
    let Some(source) = subject(block, begin).filter(|_| minds && begin < at) else { return false };
    let own = Tokens { first: begin, end: verb + 1 };
    for piece in claim.content.iter_mut().filter(|t| t.first >= begin && t.first <= verb) {
        piece.first = (verb + 1).min(piece.end);
    }
    claim.content.retain(|t| !t.is_empty() && !t.overlaps(source) && !t.overlaps(own));
    claim.source = Some(source);
    claim.cue = Some(own);
    true
}
