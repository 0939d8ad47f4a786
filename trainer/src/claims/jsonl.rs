//! Attribution data in JSON Lines: `{"doc", "text", "claims": [{"source", "cue", "content"}]}`, offsets in
//! Unicode code points (the format of `../shared/data/claims`).

use galley::page::BlockKind;
use galley::span::Span;
use serde::Deserialize;

use super::examples::GoldBlock;
use super::measure::score::Marked;

/// One document.
#[derive(Debug, Clone, Deserialize)]
pub struct Document {
    /// Its name.
    pub doc: String,
    /// Its text; a line break ends a paragraph.
    pub text: String,
    /// Its claims.
    #[serde(default)]
    pub claims: Vec<JsonClaim>,
    /// The licence of the text, where the file names one.
    #[serde(default)]
    pub licence: String,
}

/// One claim.
#[derive(Debug, Clone, Deserialize)]
pub struct JsonClaim {
    /// Source.
    #[serde(default)]
    pub source: Option<(usize, usize)>,
    /// Cue pieces.
    #[serde(default)]
    pub cue: Vec<(usize, usize)>,
    /// Content pieces.
    #[serde(default)]
    pub content: Vec<(usize, usize)>,
}

/// Reads all documents of a file's text.
///
/// # Errors
/// The number of the first line that is no document, and why.
pub fn documents(text: &str) -> Result<Vec<Document>, String> {
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty())
        .map(|(n, line)| serde_json::from_str(line).map_err(|e| format!("line {}: {e}", n + 1)))
        .collect()
}

impl Document {
    /// The document's paragraphs with the claims that begin in them.
    pub fn blocks(&self, weight: f32) -> Vec<GoldBlock> {
        let bytes: Vec<usize> = self.text.char_indices().map(|(b, _)| b).chain([self.text.len()]).collect();
        let at = |c: usize| bytes.get(c).copied().unwrap_or(self.text.len());
        let mut out = Vec::new();
        let mut start = 0;
        for line in self.text.split('\n') {
            let end = start + line.len();
            let local = |span: &(usize, usize)| {
                let (a, b) = (at(span.0), at(span.1));
                (a >= start && b <= end && a < b).then(|| Span::new((a - start) as u32, (b - start) as u32))
            };
            let claims = self
                .claims
                .iter()
                .map(|c| Marked {
                    source: c.source.iter().filter_map(local).collect(),
                    cue: c.cue.iter().filter_map(local).collect(),
                    content: c.content.iter().filter_map(local).collect(),
                    speaker: None,
                })
                .filter(|g| !g.cue.is_empty() || !g.content.is_empty())
                .collect();
            if !line.trim().is_empty() {
                out.push(GoldBlock {
                    text: line.to_owned(),
                    kind: BlockKind::Paragraph,
                    claims,
                    names: Vec::new(),
                    weight,
                });
            }
            start = end + 1;
        }
        out
    }
}
