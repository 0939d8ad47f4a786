//! The day that relative dates count from.

use time::{Date, Month};

use super::dates;
use crate::page::{BlockKind, Page};
use crate::text::Text;

/// The day the page was published: its metadata, else a full date in its dateline or byline.
pub fn anchor(page: &Page, text: &Text) -> Option<Date> {
    iso(&page.published).or_else(|| {
        page.numbered().filter(|(_, b)| matches!(b.kind, BlockKind::Dateline | BlockKind::Byline)).find_map(
            |(id, block)| {
                let read = text.block(id);
                let line = super::Line::new(&block.text, &read.tokens);
                (0..line.len()).find_map(|i| dates::date(&line, i, None).and_then(|f| iso(&f.value)))
            },
        )
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
