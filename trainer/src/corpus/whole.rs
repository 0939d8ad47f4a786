//! An article as one text, and which of its words stand inside quotation marks.
//!
//! Figures and exports count over whole articles, because a claim may run over blocks: the blocks are
//! joined by an empty line, and spans are bytes of that text.

use galley::claims::quotations::{Quoted, quotations, states};
use galley::span::Span;
use galley::text::BlockText;

use super::{Article, At};

/// What stands between two blocks.
pub const BREAK: &str = "\n\n";

/// An article as one text.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    /// The blocks, joined by [`BREAK`].
    pub text: String,
    /// Where each block begins (bytes).
    pub starts: Vec<u32>,
    /// Every word in reading order, and whether it stands inside quotation marks.
    pub words: Vec<(Span, bool)>,
}

impl Whole {
    /// Joins the article's blocks and reads their words.
    pub fn new(article: &Article) -> Self {
        let mut whole = Self::default();
        for (number, block) in article.blocks.iter().enumerate() {
            if number > 0 {
                whole.text.push_str(BREAK);
            }
            let base = whole.text.len() as u32;
            whole.starts.push(base);
            whole.text.push_str(&block.text);
            let read = BlockText::read(&block.text);
            let quoted = states(&read.tokens, &quotations(&block.text, &read.tokens));
            whole.words.extend(read.tokens.iter().zip(quoted).filter(|(token, _)| token.is_word()).map(
                |(token, state)| {
                    (Span::new(base + token.span.start, base + token.span.end), state == Quoted::Inside)
                },
            ));
        }
        whole
    }

    /// A place in the article as a span of the whole text.
    pub fn span(&self, at: At) -> Span {
        let base = self.starts.get(at.block).copied().unwrap_or(0);
        Span::new(base + at.span.start, base + at.span.end)
    }

    /// The words of `spans`, by number.
    pub fn words_of(&self, spans: &[Span]) -> Vec<u32> {
        let mut out = Vec::new();
        for span in spans {
            let first = self.words.partition_point(|(w, _)| w.end <= span.start);
            out.extend(
                self.words
                    .iter()
                    .enumerate()
                    .skip(first)
                    .take_while(|(_, (w, _))| w.start < span.end)
                    .map(|(i, _)| i as u32),
            );
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// How many of the words of the content pieces stand inside quotation marks, and how many there are. A
    /// leading "that", "to", "whether", "for", "of", "with" or "as" is not counted.
    pub fn quoted(&self, pieces: &[At]) -> (usize, usize) {
        let spans: Vec<Span> = pieces.iter().map(|at| self.span(*at)).collect();
        let words = self.words_of(&spans);
        let lead = words.first().and_then(|i| self.words.get(*i as usize)).is_some_and(|(span, quoted)| {
            !quoted
                && matches!(
                    span.text(&self.text).to_lowercase().as_str(),
                    "that" | "to" | "whether" | "for" | "of" | "with" | "as"
                )
        });
        let counted = words.iter().skip(usize::from(lead)).filter_map(|i| self.words.get(*i as usize));
        counted.fold((0, 0), |(inside, all), (_, quoted)| (inside + usize::from(*quoted), all + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leading_that_does_not_make_a_quotation_mixed() {
        let text = "---\nid: a\n---\n\np\n0 Ann [C1 said] [T1 that “it rains”] [T2 and that “it” pours].\n\np\n0 Ok.\n";
        let (article, _) = Article::parse("a", text);
        let whole = Whole::new(&article);
        assert_eq!(whole.quoted(&article.claims[&1].content), (2, 2));
        assert_eq!(whole.quoted(&article.claims[&2].content), (1, 4));
        assert!(whole.text.ends_with(".\n\nOk."));
    }
}
