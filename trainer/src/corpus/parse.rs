//! The format of an article's file, read.
//!
//! Problem: a person edits these files, so faults must be named by line and the rest still be read.
//! Policy: one pass over the lines; marks nest within a block and are kept on a stack; what cannot be
//! read becomes a [`Fault`], what can is kept.

use galley::span::Span;

use super::{AnnotatedBlock, Article, At, CLAIM_KINDS, FLAGS, Fault, KINDS, Mention, SOURCE_TYPES, Value};

/// A block under way: its kind, the line of the kind, its sentences with their check-worthiness.
type OpenBlock = (String, usize, Vec<(String, i8)>);

/// An open bracket while a block is read.
enum Mark {
    Mention { kind: char, entity: String },
    Value { kind: char, value: String },
    Part { role: char, claim: u32 },
    Hedge,
}

impl Article {
    /// Reads one file's text; faults are collected, what can be read is kept.
    pub fn parse(id: &str, text: &str) -> (Self, Vec<Fault>) {
        let mut article = Self { id: id.to_owned(), ..Self::default() };
        let mut faults = Vec::new();
        let mut lines = text.lines().enumerate().peekable();
        let mut fences = 0;
        while let Some((n, line)) = lines.next_if(|_| fences < 2) {
            if line.trim() == "---" {
                fences += 1;
            } else if let Some((key, value)) = line.split_once(':') {
                article.about.insert(key.trim().to_owned(), value.trim().to_owned());
            } else {
                faults.push(Fault {
                    line: n + 1,
                    message: "front matter must be `key: value` between two lines of ---".into(),
                });
                break;
            }
        }
        let mut open: Option<OpenBlock> = None;
        for (n, line) in lines {
            let number = n + 1;
            if let Some(rest) = line.strip_prefix('@') {
                article.claim_line(rest, number, &mut faults);
            } else if line.trim().is_empty() {
                if let Some(block) = open.take() {
                    article.close(block, &mut faults);
                }
            } else if let Some((_, _, sentences)) = &mut open {
                let worth = match line.as_bytes() {
                    [b'1', b' ', ..] => 1,
                    [b'0', b' ', ..] => 0,
                    [b'-', b' ', ..] => -1,
                    _ => {
                        faults.push(Fault {
                            line: number,
                            message: "a sentence starts with 1, 0 or - and a space".into(),
                        });
                        continue;
                    }
                };
                sentences.push((line[2..].trim().to_owned(), worth));
            } else {
                let kind = line.trim();
                if !KINDS.contains(&kind) {
                    faults.push(Fault { line: number, message: format!("unknown block kind {kind:?}") });
                }
                open = Some((kind.to_owned(), number, Vec::new()));
            }
        }
        if let Some(block) = open.take() {
            article.close(block, &mut faults);
        }
        (article, faults)
    }

    fn close(
        &mut self,
        (kind, line, sentences): (String, usize, Vec<(String, i8)>),
        faults: &mut Vec<Fault>,
    ) {
        let mut block = AnnotatedBlock { kind, ..AnnotatedBlock::default() };
        let number = self.blocks.len();
        let mut stack: Vec<(Mark, usize)> = Vec::new();
        for (i, (marked, worth)) in sentences.iter().enumerate() {
            if i > 0 {
                block.text.push(' ');
            }
            let start = block.text.len();
            let mut rest = marked.as_str();
            while let Some(c) = rest.chars().next() {
                match c {
                    '[' => {
                        let Some((mark, length)) = head(rest) else {
                            let shown: String = rest.chars().take(25).collect();
                            faults.push(Fault { line: line + 1 + i, message: format!("bad mark {shown:?}") });
                            return;
                        };
                        stack.push((mark, block.text.len()));
                        rest = &rest[length..];
                    }
                    ']' => {
                        let Some((mark, from)) = stack.pop() else {
                            faults.push(Fault { line: line + 1 + i, message: "a ] without its [".into() });
                            return;
                        };
                        let span = Span::new(from as u32, block.text.len() as u32);
                        if span.text(&block.text).trim() != span.text(&block.text) || span.is_empty() {
                            faults.push(Fault {
                                line: line + 1 + i,
                                message: "a mark is empty or begins or ends with a space".into(),
                            });
                        }
                        self.keep(mark, span, number, &mut block);
                        rest = &rest[1..];
                    }
                    _ => {
                        block.text.push(c);
                        rest = &rest[c.len_utf8()..];
                    }
                }
            }
            block.sentences.push((Span::new(start as u32, block.text.len() as u32), *worth));
        }
        if !stack.is_empty() {
            faults.push(Fault { line, message: "a [ without its ] in this block".into() });
        }
        block.mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        block.values.sort_by_key(|v| v.span);
        self.blocks.push(block);
    }

    fn keep(&mut self, mark: Mark, span: Span, number: usize, block: &mut AnnotatedBlock) {
        match mark {
            Mark::Mention { kind, entity } => block.mentions.push(Mention { span, kind, entity }),
            Mark::Value { kind, value } => block.values.push(Value { span, kind, value }),
            Mark::Hedge => block.hedges.push(span),
            Mark::Part { role, claim } => {
                let claim = self.claims.entry(claim).or_default();
                let at = At { block: number, span };
                match role {
                    'S' => claim.source.push(at),
                    'C' => claim.cue.push(at),
                    'G' => claim.addressee.push(at),
                    'A' => claim.target.push(at),
                    _ => claim.content.push(at),
                }
            }
        }
    }

    fn claim_line(&mut self, rest: &str, line: usize, faults: &mut Vec<Fault>) {
        let mut words = rest.split_whitespace();
        let mut fault = |message: String| faults.push(Fault { line, message });
        let Some(number) = words.next().and_then(|w| w.parse::<u32>().ok()) else {
            fault("an @ line starts with the claim's number".into());
            return;
        };
        let claim = self.claims.entry(number).or_default();
        if !claim.kind.is_empty() {
            fault(format!("@{number} stands twice"));
        }
        let kind = words.next().unwrap_or("");
        if !CLAIM_KINDS.contains(&kind) {
            fault(format!("@{number}: unknown kind {kind:?}"));
        }
        kind.clone_into(&mut claim.kind);
        words.next().unwrap_or("none").clone_into(&mut claim.speaker);
        for word in words {
            match word.split_once('=') {
                Some(("type", v)) if SOURCE_TYPES.contains(&v) => v.clone_into(&mut claim.source_type),
                Some(("parent", v)) if v.parse::<u32>().is_ok() => claim.parent = v.parse().ok(),
                Some(("same", v)) if v.parse::<u32>().is_ok() => claim.same = v.parse().ok(),
                Some(("hedge", v)) => claim.hedges = v.split(';').map(|h| h.replace('_', " ")).collect(),
                None if FLAGS.contains(&word) => claim.flags.push(word.to_owned()),
                _ => fault(format!("@{number}: unknown {word:?}")),
            }
        }
        if claim.source_type.is_empty() {
            fault(format!("@{number} has no type"));
        }
    }
}

/// The head of a mark ("[P.id ", "[S1 ", ...) at the start of `rest`: what it opens and its length in bytes.
fn head(rest: &str) -> Option<(Mark, usize)> {
    let end = rest.find(' ')?;
    let inner = rest.get(1..end)?;
    let length = end + 1;
    let kind = inner.chars().next()?;
    let tail = &inner[kind.len_utf8()..];
    let mark = match kind {
        'H' if tail.is_empty() => Mark::Hedge,
        'D' | 'Q' => Mark::Value { kind, value: tail.strip_prefix('=').unwrap_or("").to_owned() },
        'S' | 'C' | 'T' | 'G' | 'A' => Mark::Part { role: kind, claim: tail.parse().ok()? },
        'P' | 'O' | 'L' | 'X' | 'N' | 'p' | 'o' | 'l' | 'x' | 'n' => {
            let entity = match tail.strip_prefix('.') {
                Some(id) => id.to_owned(),
                None if tail.is_empty() => String::new(),
                None => return None,
            };
            Mark::Mention { kind, entity }
        }
        _ => return None,
    };
    Some((mark, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "---\nid: a\nsplit: dev\n---\n\nheadline\n0 Bridge [S1 [p.lee engineer]] [C1 warns]\n\np\n1 [S2 [P.lee Ann Lee]] [C2 said] [T2 “it cost [Q=4:EUR €4]”].\n- [T2 “Really.”]\n\n@1 indirect lee type=person\n@2 direct lee type=person hedge=may;it_seems neg\n";

    #[test]
    fn marks_become_spans_of_the_plain_text() {
        let (article, faults) = Article::parse("a", SAMPLE);
        assert_eq!(faults, []);
        assert_eq!(article.blocks[1].text, "Ann Lee said “it cost €4”. “Really.”");
        let claim = &article.claims[&2];
        let words: Vec<_> = claim.content.iter().map(|at| article.text(*at)).collect();
        assert_eq!(words, ["“it cost €4”", "“Really.”"]);
        assert_eq!(claim.hedges, ["may", "it seems"]);
        assert_eq!(article.blocks[1].sentences[1].1, -1);
        assert_eq!(article.split(), "dev");
    }

    #[test]
    fn faults_name_their_line() {
        let (_, faults) = Article::parse("a", "---\nid: a\n---\n\np\n0 [P.x Ann\n\nq\nno mark\n");
        let lines: Vec<_> = faults.iter().map(|f| f.line).collect();
        assert_eq!(lines, [5, 8, 9]);
    }
}
