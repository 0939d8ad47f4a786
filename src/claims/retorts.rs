//! Verbs of headlines that hand over words: "Lunde hits back: I never owned a yacht", "jury told of threats".
//!
//! Problem: such verbs are set phrases without an object, or passives without their "was". Policy: the verbs are closed, and so
//! is who sits and is told. Read by `headlines`, which owns the claims and tests them. Owns nothing.

use super::cues::{self, CueClass};
use super::link::{Linked, Tokens};
use super::prepared::Prepared;
use super::voices::speaks;

/// "Jury told of threats", "court told of ‘reign of terror’": who sits there is only told.
pub(super) fn heard(block: &Prepared<'_>) -> Option<Linked> {
    let told = (1..4).find(|k| block.is(*k, "told") && matches!(block.word(*k + 1), "of" | "how"))?;
    let sits = among!(
        block.word(told - 1),
        "court"
            | "jury"
            | "inquest"
            | "inquiry"
            | "tribunal"
            | "hearing"
            | "trial"
            | "mps"
            | "commission"
            | "panel"
    );
    let content = Tokens { first: told + 1, end: block.tokens.len() as u32 };
    (sits && content.first + 1 < content.end).then(|| Linked {
        source: None,
        cue: Some(Tokens { first: told, end: told + 1 }),
        content: vec![content],
    })
}

/// "Lunde hits back: I never owned a yacht": somebody's answer stands behind the colon of a headline.
pub(super) fn retort(block: &Prepared<'_>, colon: u32) -> Option<Linked> {
    let content = Tokens { first: colon + 1, end: block.tokens.len() as u32 };
    let verb = (1..colon.min(6)).find(|k| {
        let next = block.word(*k + 1);
        match block.word(*k) {
            "hits" | "fires" | "strikes" | "claps" | "punches" => matches!(next, "back" | "out"),
            "speaks" | "lashes" => next == "out",
            "comes" => next == "clean",
            "doubles" => next == "down",
            "opens" => next == "up",
            "weighs" | "chips" | "chimes" => next == "in",
            "tells" | "reveals" => next == "all",
            word => {
                word.ends_with('s')
                    && *k + 1 == colon
                    && matches!(block.verbs.get(*k as usize), Some(Some(CueClass::Say | CueClass::State)))
                    && !cues::is_noun_cue(word)
            }
        }
    })?;
    let source = Tokens { first: 0, end: verb };
    (speaks(block, source) && content.len() >= 3).then(|| Linked {
        source: Some(source),
        cue: Some(Tokens { first: verb, end: colon }),
        content: vec![content],
    })
}
