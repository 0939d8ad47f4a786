//! Training sequences for the attribution network and pairs for the linker, from annotated blocks.

use galley::claims::features::Clusters;
use galley::claims::link::{Parts, Side, Tokens, features};
use galley::claims::prepared::Prepared;
use galley::entities::EntityKind;
use galley::page::BlockKind;
use galley::span::Span;
use galley::text::BlockText;

use super::measure::score::Marked;
use super::network::Example;
use super::network::crf::Belief;
use crate::corpus::Article;

/// A block with its claims.
#[derive(Debug, Clone, Default)]
pub struct GoldBlock {
    /// Text.
    pub text: String,
    /// Kind.
    pub kind: BlockKind,
    /// Claims, in reading order.
    pub claims: Vec<Marked>,
    /// Names.
    pub names: Vec<(Span, EntityKind)>,
    /// How much its examples count.
    pub weight: f32,
}

/// The blocks of a corpus article that hold running text.
pub fn from_article(article: &Article) -> Vec<GoldBlock> {
    let mut out = Vec::new();
    for (number, block) in article.blocks.iter().enumerate() {
        let kind = crate::corpus::block_kind(&block.kind);
        if matches!(kind, BlockKind::Byline | BlockKind::Dateline | BlockKind::Related | BlockKind::Credit) {
            continue;
        }
        let here = |places: &[crate::corpus::At]| {
            places.iter().filter(|a| a.block == number).map(|a| a.span).collect::<Vec<_>>()
        };
        let mut claims: Vec<Marked> = article
            .claims
            .values()
            .map(|c| Marked {
                source: here(&c.source),
                cue: here(&c.cue),
                content: here(&c.content),
                speaker: None,
            })
            .filter(|g| !g.content.is_empty() || !g.cue.is_empty())
            .collect();
        claims.sort_by_key(|g| g.cue.iter().chain(&g.content).map(|s| s.start).min());
        let names = block
            .mentions
            .iter()
            .filter_map(|m| {
                let kind = match m.kind {
                    'P' => EntityKind::Person,
                    'O' => EntityKind::Organisation,
                    'L' => EntityKind::Place,
                    'X' | 'N' => EntityKind::Other,
                    _ => return None,
                };
                Some((m.span, kind))
            })
            .collect();
        out.push(GoldBlock { text: block.text.clone(), kind, claims, names, weight: 1.0 });
    }
    out
}

/// The tokens that a byte span covers.
fn tokens(prepared: &Prepared<'_>, span: Span) -> Tokens {
    let first = prepared.tokens.partition_point(|t| t.span.end <= span.start);
    let end = prepared.tokens.partition_point(|t| t.span.start < span.end);
    Tokens { first: first as u32, end: end.max(first) as u32 }
}

/// Whether `inner`'s cue lies inside `outer`'s content.
fn is_inside(inner: &Marked, outer: &Marked) -> bool {
    inner != outer
        && inner.cue.iter().chain(&inner.source).any(|c| outer.content.iter().any(|t| t.contains(*c)))
}

fn paint(tags: &mut [u8], span: Tokens, kind: u8) {
    let (first, end) = (span.first as usize, (span.end as usize).min(tags.len()));
    if first >= end || tags[first..end].iter().any(|t| *t != 0) {
        return;
    }
    tags[first..end].fill(2 * kind);
    tags[first] = 2 * kind - 1;
}

/// The outermost claims of a block as one tag a token; cues first, because they are the shortest.
fn flat(prepared: &Prepared<'_>, claims: &[&Marked]) -> Vec<u8> {
    let mut tags = vec![0; prepared.tokens.len()];
    for (kind, pick) in [(2u8, 0), (1, 1), (3, 2)] {
        for claim in claims {
            let spans = match pick {
                0 => &claim.cue,
                1 => &claim.source,
                _ => &claim.content,
            };
            for span in spans {
                paint(&mut tags, tokens(prepared, *span), kind);
            }
        }
    }
    tags
}

/// A run of a block's tokens that the network reads at once.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// Its tokens.
    pub range: std::ops::Range<usize>,
    /// Whether it is the inside of a claim, read again for claims nested in it.
    pub nested: bool,
    /// One tag a token; all outside where the block is not annotated.
    pub tags: Vec<u8>,
}

/// What the network reads of one block: the block itself, and every long content with claims nested in it
/// (or none: the network must learn to leave most contents alone).
pub fn stretches(block: &GoldBlock, prepared: &Prepared<'_>) -> Vec<Stretch> {
    let outer: Vec<&Marked> =
        block.claims.iter().filter(|c| !block.claims.iter().any(|o| is_inside(c, o))).collect();
    let tags = flat(prepared, &outer);
    let mut out: Vec<Stretch> = prepared
        .windows()
        .into_iter()
        .map(|(first, end)| Stretch { range: first..end, nested: false, tags: tags[first..end].to_vec() })
        .collect();
    for claim in &outer {
        let inner: Vec<&Marked> = block.claims.iter().filter(|c| is_inside(c, claim)).collect();
        let all = flat(prepared, &inner);
        for piece in &claim.content {
            let range = tokens(prepared, *piece);
            let (first, end) = (range.first as usize, range.end as usize);
            if end - first < 7 {
                continue;
            }
            let mut tags = all[first..end].to_vec();
            // A span cut by the piece's start would begin with an inside tag.
            if let Some(tag) = tags.first_mut().filter(|t| **t != 0 && **t % 2 == 0) {
                *tag -= 1;
            }
            out.push(Stretch { range: first..end, nested: true, tags });
        }
    }
    out
}

/// The network's examples of one block, certain of its tags. A content read again counts half.
pub fn examples(block: &GoldBlock, clusters: Clusters<'_>) -> Vec<Example> {
    let read = BlockText::read(&block.text);
    let prepared = Prepared::new(&block.text, &read, block.kind, block.names.clone());
    let example = |s: Stretch| Example {
        tokens: prepared.inputs(s.range.start, s.range.end, s.nested, clusters),
        key: key(&prepared, &s),
        target: Belief::certain(&s.tags),
        weight: block.weight * if s.nested { 0.5 } else { 1.0 },
    };
    stretches(block, &prepared).into_iter().map(example).collect()
}

/// The words of a stretch, as they stand in the text.
pub fn words<'a>(prepared: &Prepared<'a>, stretch: &Stretch) -> Vec<&'a str> {
    prepared.tokens[stretch.range.clone()].iter().map(|t| t.span.text(prepared.text)).collect()
}

/// What tells a stretch's words from all others (FNV-1a, 64 bits): a teacher's belief is found by it.
pub fn key(prepared: &Prepared<'_>, stretch: &Stretch) -> u64 {
    let bytes = words(prepared, stretch).into_iter().flat_map(|w| w.bytes().chain([0]));
    bytes
        .chain([u8::from(stretch.nested)])
        .fold(0xCBF2_9CE4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3))
}

/// A pair for the linker: its features and whether it belongs together.
pub type Pair = ([f32; galley::claims::link::PAIR], bool);

/// All (cue, source) and (cue, content) pairs of a block's outermost claims.
pub fn pairs(block: &GoldBlock) -> (Vec<Pair>, Vec<Pair>) {
    let read = BlockText::read(&block.text);
    let prepared = Prepared::new(&block.text, &read, block.kind, block.names.clone());
    let outer: Vec<&Marked> =
        block.claims.iter().filter(|c| !block.claims.iter().any(|o| is_inside(c, o))).collect();
    let mut parts = Parts::default();
    let (mut sources, mut contents) = (Vec::new(), Vec::new());
    for claim in &outer {
        parts.cues.extend(claim.cue.iter().map(|s| tokens(&prepared, *s)));
        parts.sources.extend(claim.source.iter().map(|s| tokens(&prepared, *s)));
        parts.contents.extend(claim.content.iter().map(|s| tokens(&prepared, *s)));
    }
    for list in [&mut parts.cues, &mut parts.sources, &mut parts.contents] {
        list.sort_unstable();
        list.dedup();
    }
    let ground = prepared.ground(&parts);
    for cue in &parts.cues {
        let owners: Vec<&&Marked> =
            outer.iter().filter(|c| c.cue.iter().any(|s| tokens(&prepared, *s) == *cue)).collect();
        let owns = |spans: &dyn Fn(&Marked) -> Vec<Span>, t: Tokens| {
            owners.iter().any(|o| spans(o).iter().any(|s| tokens(&prepared, *s) == t))
        };
        for s in &parts.sources {
            sources.push((features(&ground, *cue, *s, Side::Source), owns(&|g| g.source.clone(), *s)));
        }
        for t in &parts.contents {
            contents.push((features(&ground, *cue, *t, Side::Content), owns(&|g| g.content.clone(), *t)));
        }
    }
    (sources, contents)
}

/// Logistic regression by plain gradient steps over `pairs` in a fixed order.
pub fn fit(pairs: &[Pair]) -> [f32; galley::claims::link::PAIR] {
    let mut weights = [0.0f32; galley::claims::link::PAIR];
    let mut squares = [1e-3f32; galley::claims::link::PAIR];
    for _ in 0..60 {
        for (x, y) in pairs {
            let z: f32 = weights.iter().zip(x).map(|(w, x)| w * x).sum();
            let error = 1.0 / (1.0 + (-z).exp()) - if *y { 1.0 } else { 0.0 };
            for i in 0..weights.len() {
                let g = error * x[i] + 1e-5 * weights[i];
                squares[i] += g * g;
                weights[i] -= 0.15 * g / squares[i].sqrt();
            }
        }
    }
    weights
}
