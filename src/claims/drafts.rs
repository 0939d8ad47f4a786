//! What the claims of a block come to, but for who speaks.
//!
//! Problem: after a change all claims of the page are put together anew, and nearly all read as before. Policy: a
//! claim's kind, tone, flags and places are read off its parts once, and kept with its score and the block's
//! statements as long as block and names stand ([`super::memory`]); who speaks depends on what was said before, and is
//! asked in every pass. Nobody owns state here.

use super::attribution::Found;
use super::edges::likened;
use super::framed::frame_of;
use super::letters::{Letters, Said};
use super::link::{Linked, Tokens};
use super::patients::aims;
use super::prepared::Prepared;
use super::quotations::Quoted;
use super::speakers::{Resolved, Source, Speakers};
use super::statements::Unsaid;
use super::{Claim, ClaimId, ClaimKind, SourceKind, cues};
use crate::few::Few;
use crate::page::BlockId;
use crate::span::Place;

/// The claims of a block.
#[derive(Debug)]
pub(super) struct Drafts {
    pub(super) claims: Box<[Draft]>,
    /// What the words with which a claim of an earlier block goes on tell of it, when their block names who says them.
    pub(super) late: Option<Box<Draft>>,
    /// The claim whose words an earlier block announced.
    pub(super) announced: Option<usize>,
    /// The statements beside them.
    pub(super) statements: Box<[Unsaid]>,
}

/// What stands around a block's claims and makes them what they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Around {
    /// Which of those found goes on with a claim of an earlier block.
    pub(super) joined: Option<usize>,
    /// Whether a label names the speaker.
    pub(super) labelled: bool,
    /// Whether the block before announced whose words these are.
    pub(super) announced: bool,
}

/// A claim with its score and without its speaker; its places are of block 0.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) claim: Claim,
    /// What its content says.
    pub(super) said: Option<Said>,
    /// The words of its source.
    source: Option<Source>,
    /// The claim it is nested in, counted from the block's first.
    parent: Option<u32>,
    /// Whether it is nested in the words with which a claim of an earlier block goes on.
    pub(super) in_joined: bool,
    /// Whether its source is quoted by somebody quoted.
    inside: bool,
    /// Whether "they" may be whoever tells the story.
    own_voice: bool,
    /// Whether nobody is named, and none is meant to be.
    impersonal: bool,
    /// Whether the block begins with its source.
    pub(super) opens: bool,
}

impl Draft {
    /// Reads off what the parts `found` in `block` tell.
    pub(super) fn new(block: &Prepared<'_>, found: &Found, letters: &mut Letters) -> Self {
        let id = BlockId(0);
        let place = |t: &Tokens| Place { block: id, span: block.span(*t) };
        let linked = &found.linked;
        let source = linked.source.as_ref().map(place);
        let second = frame_of(block, linked).and_then(|f| f.behind).or_else(|| likened(block, linked));
        let cue_words: Vec<&str> =
            linked.cue.iter().chain(&second).flat_map(|c| c.first..c.end).map(|i| block.word(i)).collect();
        let aims = aims(block, linked);
        let impersonal = source.is_none() && is_impersonal(&cue_words);
        let kind = kind(block, linked, &cue_words, impersonal);
        let class = cue_words.iter().rev().find_map(|w| cues::verb(w));
        let content_first = linked.content.first().map_or("", |t| block.word(t.first));
        let asks = among!(content_first, "whether" | "if" | "why" | "how")
            && cue_words.iter().any(|w| among!(*w, "asked" | "wondered" | "asks" | "questioned"));
        let ends_with_question =
            linked.content.iter().any(|t| (t.end.saturating_sub(2)..=t.end).any(|i| block.is(i, "?")));
        let urges = cue_words.iter().any(|w| {
            among!(*w, "urged" | "ordered" | "called" | "demanded" | "told" | "asked" | "warned" | "advised")
        });
        let claim = Claim {
            kind,
            source,
            cue: linked.cue.iter().chain(&second).map(place).collect(),
            content: linked.content.iter().map(place).collect(),
            speaker: None,
            source_kind: SourceKind::NoneGiven,
            tone: cues::tone(cue_words.iter().copied()),
            target: aims.target.as_ref().map(place),
            addressee: aims.addressee.as_ref().map(place),
            hedges: hedges(block, linked, id),
            negated: cue_words.iter().any(|w| cues::is_negation(w)),
            question: asks || ends_with_question,
            directive: urges && content_first == "to" || cue_words.contains(&"urged"),
            attitude: class == Some(cues::CueClass::Attitude),
            parent: None,
            same: None,
            score: 0.0,
        };
        // Whoever is quoted by somebody quoted is only spoken of: a name tells who, a pronoun does not.
        let inside = |t: &Tokens| block.quoted.get(t.first as usize) == Some(&Quoted::Inside);
        let spoken_of = linked.source.as_ref().is_some_and(inside)
            && (found.parent.is_some() || linked.cue.as_ref().is_some_and(inside));
        Self {
            source: source.map(|place| Source::new(place.span, block.text)),
            parent: found.parent.map(|p| p as u32),
            in_joined: false,
            inside: spoken_of,
            own_voice: linked.source.is_some_and(|s| in_own_voice(block, s)),
            impersonal,
            opens: linked.source.is_some_and(|s| s.first == u32::from(block.is_mark(0))),
            said: letters.of(claim.content.iter().map(|p| p.span.text(block.text))),
            claim,
        }
    }

    /// The claim in block `id`, whose first claim is number `base`.
    pub(super) fn claim(&self, id: BlockId, base: u32, speakers: &mut Speakers<'_>) -> Claim {
        let mut claim = self.claim.clone();
        let Claim { source, cue, content, target, addressee, hedges, .. } = &mut claim;
        for list in [cue, content, hedges] {
            list.iter_mut().for_each(|place| place.block = id);
        }
        for place in [source, target, addressee].into_iter().flatten() {
            place.block = id;
        }
        let mut resolved = match &self.source {
            None => Resolved { speaker: None, kind: SourceKind::NoneGiven },
            Some(source) if self.inside => speakers.spoken_of(id, source),
            Some(source) => speakers.resolve(id, source, content),
        };
        if self.own_voice {
            resolved.speaker = None;
        }
        if self.impersonal {
            resolved.kind = SourceKind::Passive;
        }
        claim.speaker = resolved.speaker;
        claim.source_kind = resolved.kind;
        claim.parent = self.parent.map(|p| ClaimId(base + p));
        claim
    }
}

/// Whether "they" or "it" stands in a block told by an "I" outside quotations: whom that voice means, the last
/// speaker does not tell.
fn in_own_voice(block: &Prepared<'_>, source: Tokens) -> bool {
    source.len() == 1
        && matches!(block.word(source.first), "they" | "it")
        && (0..block.tokens.len() as u32).any(|i| {
            block.quoted.get(i as usize) == Some(&Quoted::No) && among!(block.word(i), "i" | "me" | "my")
        })
}

fn is_impersonal(cue: &[&str]) -> bool {
    cue.iter().any(|w| {
        among!(
            *w,
            "reportedly"
                | "allegedly"
                | "supposedly"
                | "purportedly"
                | "accused"
                | "suspected"
                | "charged"
                | "alleged"
                | "rumoured"
                | "rumored"
                | "implicated"
                | "convicted"
        )
    }) || cue.windows(2).any(|w| {
        among!(w[0], "is" | "are" | "was" | "were" | "be" | "been")
            && among!(
                w[1],
                "said"
                    | "believed"
                    | "thought"
                    | "understood"
                    | "reported"
                    | "known"
                    | "feared"
                    | "expected"
                    | "considered"
            )
    }) || cue.contains(&"emerged")
}

fn kind(block: &Prepared<'_>, linked: &Linked, cue: &[&str], allegation: bool) -> ClaimKind {
    let joined = cue.join(" ");
    if joined.contains("according")
        || matches!(cue.first(), Some(&"per" | &"citing" | &"quoting"))
        || joined.contains("words of")
        || cue.first() == Some(&"as")
        || frame_of(block, linked).is_some()
    {
        return ClaimKind::AccordingTo;
    }
    let (mut words, mut quoted) = (0u32, 0u32);
    for i in linked.content.iter().flat_map(|t| t.first..t.end) {
        if block.tokens.get(i as usize).is_some_and(|t| t.is_word()) {
            words += 1;
            quoted += u32::from(block.quoted.get(i as usize).is_some_and(|q| *q != Quoted::No));
        }
    }
    if quoted * 100 >= words * 95 && words > 0 {
        ClaimKind::Direct
    } else if quoted > 0 {
        ClaimKind::Mixed
    } else if allegation {
        ClaimKind::Allegation
    } else {
        ClaimKind::Indirect
    }
}

fn hedges(block: &Prepared<'_>, linked: &Linked, id: BlockId) -> Few<Place> {
    linked
        .cue
        .iter()
        .chain(&linked.content)
        .flat_map(|t| t.first..t.end)
        .filter(|i| cues::is_hedge(block.word(*i)) && !is_capital_month(block, *i))
        .map(|i| Place { block: id, span: block.span(Tokens { first: i, end: i + 1 }) })
        .collect()
}

/// "May" the month is no hedge.
fn is_capital_month(block: &Prepared<'_>, i: u32) -> bool {
    block.tokens.get(i as usize).is_some_and(|t| t.span.text(block.text) == "May")
        && block.starts.binary_search(&i).is_err()
}
