//! What kind of block a text is, from its element, where it stands, and its words.
//!
//! Problem: news pages call a byline a `div`. Policy: the element decides where it can (headings,
//! captions, cells); class and id names decide next, only those of the block and its parent, whole words
//! only; the words decide last. In doubt a block is a paragraph when it reads like one and furniture
//! when it is a scrap. Pure: tests need no browser.

use crate::page::{Block, BlockKind, Context};
use crate::text::is_capitalised;

/// The kind of one block; its own `kind` is not looked at.
pub fn kind_of(block: &Block) -> BlockKind {
    const LABELS: Context =
        Context::NAV.with(Context::BUTTON).with(Context::LABEL).with(Context::OPTION).with(Context::PRE);
    if block.context.any(LABELS) {
        return BlockKind::Furniture;
    }
    let text = block.text.trim();
    let words = text.split_whitespace().count();
    let named = |any: &[&str]| hinted(&block.hints, any);
    match &*block.tag {
        "h1" => return BlockKind::Headline,
        "h2" | "h3" | "h4" | "h5" | "h6" if named(STANDFIRST) => return BlockKind::Standfirst,
        "h2" | "h3" | "h4" | "h5" | "h6" => return BlockKind::Subhead,
        "button" | "label" | "option" | "legend" | "pre" | "nav" | "menu" => return BlockKind::Furniture,
        _ => {}
    }
    if words <= SHORT && (is_credit(text) || named(&["credit", "credits"])) {
        return BlockKind::Credit;
    }
    if matches!(&*block.tag, "figcaption" | "caption") || (named(&["caption"]) && words <= 80) {
        return BlockKind::Caption;
    }
    if words <= SHORT && (is_byline(text) || (named(&["byline", "author", "authors"]) && words <= 20)) {
        return BlockKind::Byline;
    }
    if words <= 14 && (is_dateline(text) || named(&["dateline", "timestamp", "pubdate"])) {
        return BlockKind::Dateline;
    }
    if mostly_links(block) && words <= 60 || words <= SHORT && block.link_bytes > 0 && invites(text) {
        return BlockKind::Related;
    }
    if words <= SHORT && (serves(text) || words <= 25 && block.link_bytes > 0 && is_legal(text)) {
        return BlockKind::Furniture;
    }
    if named(STANDFIRST) && words <= 120 {
        return BlockKind::Standfirst;
    }
    if block.context.any(Context::QUOTE) || *block.tag == *"blockquote" {
        return BlockKind::Quote;
    }
    match &*block.tag {
        "td" | "th" => BlockKind::Cell,
        "li" | "dt" | "dd" => BlockKind::ListItem,
        "p" => BlockKind::Paragraph,
        // A division that reads like a sentence or more is a paragraph; a scrap is a label.
        _ if words >= 8 || text.ends_with(['.', '!', '?', '"', '”', '…', '。']) => BlockKind::Paragraph,
        _ => BlockKind::Furniture,
    }
}

const STANDFIRST: &[&str] = &["standfirst", "deck", "dek", "subhead", "subheadline", "subtitle", "lede"];
/// Bylines, credits and invitations are lines, not paragraphs.
const SHORT: usize = 40;

/// Whether the block's or its parent's class or id holds one of `names` as a whole word.
fn hinted(hints: &str, names: &[&str]) -> bool {
    hints
        .split('|')
        .take(2)
        .flat_map(|h| h.split(|c: char| !c.is_ascii_alphanumeric()))
        .any(|word| names.iter().any(|name| word.eq_ignore_ascii_case(name)))
}

fn mostly_links(block: &Block) -> bool {
    block.link_bytes as usize * 3 > block.text.trim().len() * 2
}

fn starts(text: &str, with: &[&str]) -> bool {
    with.iter().any(|w| text.get(..w.len()).is_some_and(|head| head.eq_ignore_ascii_case(w)))
}

/// "Reporting by ...; editing by ...", "Photo: ...": who made it, not what happened.
fn is_credit(text: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "reporting by ",
        "additional reporting by ",
        "writing by ",
        "editing by ",
        "photo: ",
        "photos: ",
        "photograph: ",
        "photo by ",
        "photograph by ",
        "image: ",
        "video: ",
        "credit: ",
        "copyright ",
        "©",
    ];
    starts(text, OPENINGS)
}

/// "By Ann Lee", "By Ann Lee and Bo Roe in Rome": no full stop, a capital after "By".
fn is_byline(text: &str) -> bool {
    const OPENINGS: [&str; 9] =
        ["By ", "BY ", "by ", "Written by ", "Words by ", "Story by ", "Von ", "Par ", "Por "];
    let Some(rest) = OPENINGS.iter().find_map(|by| text.strip_prefix(by)) else {
        return false;
    };
    let mut words = rest.split_whitespace();
    words.next().is_some_and(|w| w.chars().next().is_some_and(char::is_uppercase))
        && rest.split_whitespace().count() <= 16
        && !rest.ends_with(['.', '!', '?', ':', '"', '”'])
        // A sentence has a small verb somewhere; a list of names has only joining words.
        && rest.split_whitespace().all(|w| {
            !w.chars().all(char::is_lowercase) || among!(w, "and" | "in" | "for" | "at" | "of" | "und" | "et" | "y" | "de" | "the")
        })
}

/// "Published 3 November 2025", "Updated 14:05 GMT": a stamp, with a digit and no sentence.
fn is_dateline(text: &str) -> bool {
    let stamped =
        starts(text, &["published", "updated", "last updated", "last modified", "posted", "modified"]);
    let digit = text.bytes().any(|b| b.is_ascii_digit());
    (stamped || is_place_and_day(text)) && digit && !text.ends_with('.')
}

/// "GENEVA, March 3 (Tarnpress) -", "Geneva, 3 March 2031": a place, a comma, a month.
fn is_place_and_day(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let Some((place, day)) = text.split_once(',') else { return false };
    let named = |w: &str| is_capitalised(w) && w.chars().all(|c| c.is_alphabetic() || c == '.');
    let plain = |w: &str| !w.starts_with(char::is_lowercase);
    place.split_whitespace().count() <= 3
        && place.split_whitespace().all(named)
        && day.split_whitespace().all(plain)
        && day.split_whitespace().any(|w| MONTHS.contains(&w.trim_matches(|c: char| !c.is_alphabetic())))
}

/// "Read more: ...": an invitation to another page.
fn invites(text: &str) -> bool {
    starts(
        text,
        &["read more", "related", "see also", "also read", "more on this", "read also", "watch:", "listen:"],
    )
}

/// Whether any of `phrases` (lower case) stands in `text`.
fn says(text: &str, phrases: &[&str]) -> bool {
    let text = text.to_lowercase().replace('’', "'");
    phrases.iter().any(|phrase| text.contains(phrase))
}

/// The site speaks to its reader: sign-up boxes, recommendations, notices. None of it is the article.
fn serves(text: &str) -> bool {
    const PHRASES: &[&str] = &[
        "your inbox",
        "your email address",
        "sign up for our",
        "sign up to our",
        "subscribe to our",
        "our newsletter",
        "our daily newsletter",
        "free newsletter",
        "breaking news alerts",
        "breaking news emails",
        "recommended for you",
        "you might also like",
        "you may also like",
        "we thought you'd like",
        "thanks for signing up",
        "thank you for signing up",
        "story continues below",
        "article continues below",
        "this site uses cookies",
        "this website uses cookies",
        "we use cookies",
        "enable javascript",
        "follow us on",
        "download our app",
        "all rights reserved",
        "may not be published, broadcast",
        "protected by recaptcha",
    ];
    says(text, PHRASES)
}

/// A line about the site's terms, with a link to them.
fn is_legal(text: &str) -> bool {
    says(text, &["privacy policy", "privacy notice", "terms of service", "terms of use", "cookie policy"])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(tag: &str, text: &str) -> Block {
        Block { tag: tag.into(), ..Block::new(BlockKind::Paragraph, text) }
    }

    #[test]
    fn the_words_decide_where_the_element_does_not() {
        for (tag, text, kind) in [
            ("h1", "Storm closes harbour", BlockKind::Headline),
            ("div", "By Ann Lee and Bo Roe", BlockKind::Byline),
            ("p", "By Friday the harbour was closed", BlockKind::Paragraph),
            ("p", "By Ann Lee and Bo Roe, Staff Writer", BlockKind::Byline),
            ("p", "Written by Ann Lee", BlockKind::Byline),
            ("span", "by Ann Lee", BlockKind::Byline),
            ("p", "by the time Ann Lee left the harbour was closed", BlockKind::Paragraph),
            ("p", "Published 3 November 2025", BlockKind::Dateline),
            ("p", "GENEVA, March 3 (Tarnpress) -", BlockKind::Dateline),
            ("p", "Geneva, 3 March 2031", BlockKind::Dateline),
            ("p", "GENEVA, March 3 (Tarnpress) - The harbour closed on Friday", BlockKind::Paragraph),
            ("p", "In Geneva, on 3 March 2031, it rained", BlockKind::Paragraph),
            ("p", "Photo: Ann Lee/Tarnpress", BlockKind::Credit),
            ("figcaption", "The quay on Friday. Photo: Ann Lee/Tarnpress", BlockKind::Caption),
            ("p", "Reporting by Ann Lee; editing by Bo Roe", BlockKind::Credit),
            ("figcaption", "The harbour on Friday", BlockKind::Caption),
            ("div", "Share", BlockKind::Furniture),
            ("div", "It rained.", BlockKind::Paragraph),
            ("td", "14", BlockKind::Cell),
            ("button", "A long button text that reads like a sentence.", BlockKind::Furniture),
        ] {
            assert_eq!(kind_of(&block(tag, text)), kind, "{tag}: {text}");
        }
    }

    #[test]
    fn names_of_classes_count_as_whole_words_and_only_nearby() {
        let with = |hints: &str| kind_of(&Block { hints: hints.into(), ..block("div", "Ann Lee in Rome") });
        assert_eq!(with("article-byline x"), BlockKind::Byline);
        assert_eq!(with("x|meta author"), BlockKind::Byline);
        assert_eq!(with("x|y|byline"), BlockKind::Furniture);
        assert_eq!(with("authority"), BlockKind::Furniture);
    }

    #[test]
    fn the_site_s_own_notices_are_no_article() {
        let notice = "Get breaking news alerts and special reports, delivered weekday mornings.";
        assert_eq!(kind_of(&block("p", notice)), BlockKind::Furniture);
        let legal = "By going on you agree to the Privacy Policy.";
        assert_eq!(kind_of(&Block { link_bytes: 14, ..block("p", legal) }), BlockKind::Furniture);
        let article =
            "The ministry said that the privacy policy of the hospital was older than its building.";
        assert_eq!(kind_of(&block("p", article)), BlockKind::Paragraph);
    }

    #[test]
    fn a_line_of_links_leads_elsewhere() {
        let mut line = block("p", "Read more: storm closes harbour");
        line.link_bytes = 20;
        assert_eq!(kind_of(&line), BlockKind::Related);
        let mut list = block("li", "Home");
        list.link_bytes = 4;
        assert_eq!(kind_of(&list), BlockKind::Related);
    }
}
