//! The day that relative dates count from.

use time::{Date, Month};

use super::dates;
use crate::page::{BlockKind, Page};
use crate::text::Text;

/// The day the page was published: its metadata, else a full date in a dateline or byline of its own, else
/// in the dateline that opens the text.
pub fn anchor(page: &Page, text: &Text) -> Option<Date> {
    iso(&page.published).or_else(|| own_line(page, text)).or_else(|| opening(page, text))
}

fn own_line(page: &Page, text: &Text) -> Option<Date> {
    page.numbered().filter(|(_, b)| matches!(b.kind, BlockKind::Dateline | BlockKind::Byline)).find_map(
        |(id, block)| {
            let line = super::Line::new(&block.text, &text.block(id).tokens);
            (0..line.len()).find_map(|i| dates::date(&line, i, None).and_then(|f| iso(&f.value)))
        },
    )
}

/// "GENEVA, March 3, 2031 (Reuters) - ...": capitals first, a full date, a dash within a few words.
fn opening(page: &Page, text: &Text) -> Option<Date> {
    const PARAGRAPHS: usize = 3;
    const WORDS: usize = 16;
    let prose = page.numbered().filter(|(_, b)| b.kind == BlockKind::Paragraph && !b.text.trim().is_empty());
    prose.take(PARAGRAPHS).find_map(|(id, block)| {
        let line = super::Line::new(&block.text, &text.block(id).tokens);
        let shouted = line.word(0).len() > 2 && line.word(0).chars().all(|c| c.is_uppercase() || c == '.');
        let dash = (1..WORDS.min(line.len())).find(|i| among!(line.at(*i), "-" | "--" | "–" | "—"))?;
        let date = (1..dash).find_map(|i| dates::date(&line, i, None).and_then(|f| iso(&f.value)))?;
        shouted.then_some(date)
    })
}

/// The day at the start of an ISO 8601 date or date-time.
pub(super) fn iso(text: &str) -> Option<Date> {
    let mut parts = text.get(..10)?.split('-');
    let year = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}
