use super::*;
use crate::page::BlockKind;
use crate::text::BlockText;

/// Whether a claim of these parts of `text` is only a deed.
fn is_deed(text: &str, source: (u32, u32), cue: (u32, u32), content: (u32, u32)) -> bool {
    let read = BlockText::read(text);
    let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
    let tokens = |(first, end): (u32, u32)| Tokens { first, end };
    let source = Some(tokens(source)).filter(|s| !s.is_empty());
    let claim = Linked { source, cue: Some(tokens(cue)), content: vec![tokens(content)] };
    deed(&block, &claim, tokens(cue))
}

#[test]
fn what_is_done_is_not_said() {
    for (text, source, cue, content) in [
        ("He found a brass tube.", (0, 1), (1, 2), (2, 5)),
        ("Mps rejected a bill that would cost more.", (0, 1), (1, 2), (4, 8)),
        ("He took notes with a pen.", (0, 1), (1, 4), (4, 6)),
        ("Rovers claimed all three points late.", (0, 1), (1, 2), (2, 6)),
        ("She called the mayor twice.", (0, 1), (1, 2), (2, 5)),
        ("She called him on Monday.", (0, 1), (1, 2), (2, 5)),
        ("He showed them how to read it.", (0, 1), (1, 2), (3, 7)),
        ("Greece election: prices upend it.", (0, 2), (2, 3), (3, 6)),
        ("The camel is blamed again today.", (0, 2), (2, 4), (4, 6)),
    ] {
        assert!(is_deed(text, source, cue, content), "{text}");
    }
}

#[test]
fn what_is_said_is_no_deed() {
    for (text, source, cue, content) in [
        ("He found that it works.", (0, 1), (1, 2), (2, 5)),
        ("The survey found a gain.", (0, 2), (2, 3), (3, 5)),
        ("He claimed the tube was old.", (0, 1), (1, 2), (2, 6)),
        ("She called the mayor a liar.", (0, 1), (1, 2), (2, 6)),
        ("She called the plan reckless.", (0, 1), (1, 2), (2, 5)),
        ("They were told that it works.", (0, 0), (1, 3), (3, 6)),
        ("He took notes that it works.", (0, 1), (1, 3), (3, 6)),
        ("The mayor: prices upend it.", (0, 2), (2, 3), (3, 6)),
        ("He showed that it works.", (0, 1), (1, 2), (2, 5)),
    ] {
        assert!(!is_deed(text, source, cue, content), "{text}");
    }
}
