//! Other names that the article itself gives: "Joshua Norton, known as Emperor Norton", "Kopra (formerly Zanwick)".
//!
//! Policy: only what stands right behind the name it belongs to, dates in brackets apart, and says in so many words
//! that the next name is another for it; both are of one kind. "Called" alone says it only in brackets or with a word
//! such as "also", for "Lee, called Kim a liar" says no such thing. A name behind "of" or "over" may be a part of
//! what is called so ("the bridge over the Tarn, known as the Crossing"), so nothing is joined there.

use super::{Group, Named, merge, root};
use crate::entities::EntityKind;

/// The longest text between the two names, in bytes.
const LONGEST: usize = 90;

/// Words that may stand between and say nothing by themselves.
#[rustfmt::skip]
const AROUND: [&str; 31] = [
    "also", "better", "best", "commonly", "formerly", "previously", "popularly", "locally", "then", "now",
    "sometimes", "once", "originally", "widely", "often", "simply", "later", "more", "usually", "and", "as", "is",
    "was", "who", "which", "the", "known", "called", "nicknamed", "dubbed", "née",
];

/// Words before a name that make it a part of something else.
const PART_OF: [&str; 7] = ["of", "over", "across", "for", "to", "near", "with"];

/// Joins names that the article says are one's.
pub(super) fn join(groups: &mut [Group], named: &Named<'_>) {
    for (i, pair) in named.spans.windows(2).enumerate() {
        let [name, other] = pair else { continue };
        let (Some(&a), Some(&b)) = (named.groups.get(i), named.groups.get(i + 1)) else { continue };
        let (a, b) = (root(groups, a), root(groups, b));
        let kinds = groups[a].kind == groups[b].kind || groups[b].kind == EntityKind::Other;
        let near = name.place.block == other.place.block
            && other.place.span.start.saturating_sub(name.place.span.end) as usize <= LONGEST;
        if a == b || !kinds || !near {
            continue;
        }
        let Some(block) = named.page.blocks.get(name.place.block.index()) else { continue };
        let before = block.text.get(..name.place.span.start as usize).unwrap_or("");
        let gap = block.text.get(name.place.span.end as usize..other.place.span.start as usize);
        // "York is known as England's city of festivals".
        let behind = block.text.get(other.place.span.end as usize..).unwrap_or("");
        let possessive = behind.starts_with("'s") || behind.starts_with("’s");
        if gap.is_some_and(gives_another) && !is_part(before) && !possessive {
            merge(groups, b, a);
        }
    }
}

fn is_part(before: &str) -> bool {
    let mut words = before.split_whitespace().rev().skip_while(|w| matches!(*w, "the" | "The"));
    words.next().is_some_and(|w| PART_OF.contains(&w.to_lowercase().as_str()))
}

/// Whether the text between two names says that the second is another name of what bears the first.
fn gives_another(gap: &str) -> bool {
    // "(1818 – 1880), known as".
    let rest = gap.trim_start();
    let closed = rest.strip_prefix('(').and_then(|inside| inside.split_once(')'));
    let after = closed.map_or(rest, |(_, after)| after.trim_start());
    let (bracket, words) = match after.strip_prefix('(') {
        Some(inside) => (true, inside),
        None => (false, after.strip_prefix(',').unwrap_or(after)),
    };
    let apart = bracket || after.starts_with(',');
    let words: Vec<String> = words
        .split_whitespace()
        .map(|w| w.trim_matches(['“', '‘', '"', '\'', '”']).to_lowercase())
        .filter(|w| !w.is_empty())
        .collect();
    let is = |word: &str| words.iter().any(|w| w == word);
    let known = words.windows(2).any(|w| w[0] == "known" && w[1] == "as");
    let alias = matches!(words.as_slice(), [w] if among!(w.as_str(), "aka" | "a.k.a." | "alias" | "née"));
    let called = words.iter().any(|w| among!(w.as_str(), "called" | "nicknamed" | "dubbed"))
        && (bracket
            || is("also")
            || is("sometimes")
            || is("originally")
            || is("formerly")
            || is("nicknamed"));
    let former = apart && matches!(words.as_slice(), [w] if w == "formerly" || w == "previously");
    let verb = is("is") || is("was");
    (apart || verb || alias)
        && (known || alias || called || former)
        && (alias || words.iter().all(|w| AROUND.contains(&w.as_str())))
}

#[cfg(test)]
mod tests {
    use super::gives_another;

    #[test]
    fn what_says_so() {
        for gap in [
            ", known as ",
            " (1818 – January 8, 1880), better known as “",
            " (formerly ",
            ", also called the ",
            " is now known as ",
            " was formerly known as the ",
            ", a.k.a. ",
            " (née ",
        ] {
            assert!(gives_another(gap), "{gap}");
        }
    }

    #[test]
    fn what_does_not() {
        for gap in [
            ", called ",
            " called ",
            " and ",
            ", who was known to ",
            "’s brother, also known as ",
            ", formerly of ",
            " knows ",
            " (1818), ",
            ". Known as ",
        ] {
            assert!(!gives_another(gap), "{gap}");
        }
    }
}
