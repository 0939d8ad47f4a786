//! Rules after tagging: what a reader would see at once.
//!
//! Policy: a rule needs a reason that holds for any page. A name that is a listed country, and listed as
//! nothing else, is a place, and likewise an organisation; a listed demonym is no place; what a report begins
//! with in capitals is where it was written; "Ann Lee and Bo Kim" are two people; "MPs",
//! "Seven" and "Prime Minister" name nobody; "the Council" is a name only beside "Harrow Council".

use super::document::Votes;
use super::features::{Line, line_of};
use super::gazetteer::{self, KINDS, phrase};
use super::table::Table;
use super::viterbi::{Tag, kind_of};
use super::words::{Brief, Case, key_of};

/// Mends the `tags` of one sentence's `words`.
pub(super) fn mend(words: &[Brief], tags: &mut [Tag], gazetteer: &Table, votes: &Votes) {
    let mut i = 0;
    while i < tags.len() {
        let kind = kind_of(tags[i]);
        let mut end = i + 1;
        while kind > 0 && end < tags.len() && tags[end] > 0 && tags[end].is_multiple_of(2) {
            end += 1;
        }
        if kind > 0 {
            // No name begins with a sign, nor a person's with a post.
            while let Some(word) = words.get(i)
                && i + 1 < end
                && (word.case() == Case::Sign || kind == 1 && POSTS.contains(&word.key()))
            {
                tags[i] = 0;
                i += 1;
                tags[i] = 2 * kind as Tag - 1;
            }
            let Some(name) = words.get(i..end) else { return };
            let listed = gazetteer.get(phrase(name.iter().map(|w| w.key()))) & KINDS;
            if is_country(words, i, end, listed, votes) {
                self::name(tags, i, end, 3);
            } else {
                retype(listed, kind, &mut tags[i..end]);
            }
            if names_nothing(name, gazetteer, votes) {
                tags[i..end].fill(0);
            }
            if kind_of(tags[i]) == 1 {
                split_persons(name, &mut tags[i..end]);
            }
        }
        i = end;
    }
    join_offices(words, tags);
    if let Some(end) = dateline(words, gazetteer) {
        name(tags, 0, end, 3);
    }
}

/// Whether the name is a listed country or region after words that only a place follows: "in Chad", "King Hussein of
/// Jordan". Some are given names, too, so that the list alone does not tell.
fn is_country(words: &[Brief], start: usize, end: usize, listed: u16, votes: &Votes) -> bool {
    const WITHIN: [u32; 3] = [key_of("in"), key_of("across"), key_of("throughout")];
    let before = |n: usize| start.checked_sub(n).and_then(|at| words.get(at));
    let follows = before(1).is_some_and(|w| {
        WITHIN.contains(&w.key()) || w.key() == key_of("of") && before(2).is_some_and(|w| w.is_capitalised())
    });
    let someone = words.get(end - 1).is_some_and(|w| votes.ends_longer(w.key()));
    listed & gazetteer::PLACE != 0 && listed & gazetteer::ORGANISATION == 0 && follows && !someone
}

/// The end of the place that a report begins with in capitals: "SANTIAGO, June 15", "RENO, Nevada",
/// "MANDALAY (Reuters) -", "CAIRO -"; before a mere dash only a listed one, for "UPDATE -" is none.
fn dateline(words: &[Brief], gazetteer: &Table) -> Option<usize> {
    const PLACES: u16 = gazetteer::PLACE | gazetteer::CITY | gazetteer::TOWN | gazetteer::REGION;
    let end = words.iter().take_while(|w| w.case() == Case::Capitals).count();
    let (place, [next, rest @ ..]) = words.split_at_checked(end)? else { return None };
    let known = gazetteer.get(phrase(place.iter().map(|w| w.key()))) & KINDS;
    let long = place.first()?.is_long() && end <= 3;
    if !long || known & gazetteer::ORGANISATION != 0 || line_of(words.iter().copied()) == Line::Capitals {
        return None;
    }
    let is = |word: &Brief, sign: &str| word.key() == key_of(sign);
    let dash = |word: &Brief| is(word, "-") || is(word, "--");
    let follows = if is(next, ",") {
        const AFTER: u16 = gazetteer::CALENDAR | gazetteer::PLACE | gazetteer::REGION;
        rest.first().is_some_and(|w| w.is_capitalised() && gazetteer.get(phrase([w.key()])) & AFTER != 0)
    } else if is(next, "(") {
        rest.iter().take(5).position(|w| is(w, ")")).is_some_and(|at| rest.get(at + 1).is_some_and(dash))
    } else {
        dash(next) && known & PLACES != 0
    };
    follows.then_some(end)
}

/// "U.S. Attorney's Office for the Western District of New York" is one body, "Western District of New York"
/// alone one place: an officer's office and a court's district go with what they are named after.
fn join_offices(words: &[Brief], tags: &mut [Tag]) {
    const OFFICERS: [u32; 6] = [
        key_of("attorney"),
        key_of("prosecutor"),
        key_of("sheriff"),
        key_of("governor"),
        key_of("mayor"),
        key_of("coroner"),
    ];
    const BEFORE: [u32; 5] =
        [key_of("u.s."), key_of("district"), key_of("county"), key_of("state"), key_of("city")];
    let capital = |i: usize, key: u32| words.get(i).is_some_and(|w| w.key() == key && w.is_capitalised());
    let is = |i: usize, key: u32| words.get(i).is_some_and(|w| w.key() == key);
    for i in 2..words.len().min(tags.len()) {
        let office = capital(i, key_of("office"))
            && is(i - 1, key_of("'s"))
            && words[i - 2].is_capitalised()
            && OFFICERS.contains(&words[i - 2].key());
        if office {
            let mut start = i - 2;
            while start > 0
                && words[start - 1].is_capitalised()
                && (tags[start - 1] > 0 || BEFORE.contains(&words[start - 1].key()))
            {
                start -= 1;
            }
            let district = is(i + 1, key_of("for")) && is(i + 2, key_of("the"));
            let end = if district { district_end(words, i + 3) } else { None };
            name(tags, start, end.unwrap_or(i + 1), 2);
        } else if let Some(end) = district_end(words, i)
            && kind_of(tags[i]) != 2
            && kind_of(tags[end - 1]) == 3
        {
            name(tags, i, end, 3);
        }
    }
}

/// The end of "Western District of New York" that begins at `i`.
fn district_end(words: &[Brief], i: usize) -> Option<usize> {
    const SIDES: [u32; 6] = [
        key_of("northern"),
        key_of("southern"),
        key_of("eastern"),
        key_of("western"),
        key_of("central"),
        key_of("middle"),
    ];
    let [side, district, of, rest @ ..] = words.get(i..)? else { return None };
    let begins = SIDES.contains(&side.key())
        && side.is_capitalised()
        && district.key() == key_of("district")
        && of.key() == key_of("of");
    let run = rest.iter().take_while(|w| w.is_capitalised()).count();
    (begins && run > 0).then_some(i + 3 + run)
}

/// Makes `start..end` one name of `kind`; a name that went on behind begins there anew.
fn name(tags: &mut [Tag], start: usize, end: usize, kind: Tag) {
    for (n, tag) in tags.iter_mut().enumerate().take(end).skip(start) {
        *tag = 2 * kind - Tag::from(n == start);
    }
    if let Some(tag) = tags.get_mut(end)
        && *tag > 0
    {
        *tag -= Tag::from(tag.is_multiple_of(2));
    }
}

/// Short forms of posts and styles before a person's name.
const POSTS: [u32; 14] = [
    key_of("pm"),
    key_of("mp"),
    key_of("mk"),
    key_of("mla"),
    key_of("mep"),
    key_of("mna"),
    key_of("td"),
    key_of("msp"),
    key_of("ceo"),
    key_of("cfo"),
    key_of("hh"),
    key_of("hrh"),
    key_of("hm"),
    key_of("h.e."),
];

/// Short forms of common nouns, numbers and quarters of the compass, which capitals do not make a name.
const COMMON: [u32; 46] = [
    key_of("northern"),
    key_of("southern"),
    key_of("eastern"),
    key_of("western"),
    key_of("mp"),
    key_of("mps"),
    key_of("ceo"),
    key_of("ceos"),
    key_of("ngo"),
    key_of("ngos"),
    key_of("tv"),
    key_of("ai"),
    key_of("it"),
    key_of("pm"),
    key_of("am"),
    key_of("gmt"),
    key_of("gdp"),
    key_of("usd"),
    key_of("lng"),
    key_of("ev"),
    key_of("evs"),
    key_of("covid"),
    key_of("covid-19"),
    key_of("hiv"),
    key_of("dna"),
    key_of("gps"),
    key_of("phd"),
    key_of("mba"),
    key_of("vip"),
    key_of("ipo"),
    key_of("nft"),
    key_of("nfts"),
    key_of("lgbt"),
    key_of("one"),
    key_of("two"),
    key_of("three"),
    key_of("four"),
    key_of("five"),
    key_of("six"),
    key_of("seven"),
    key_of("eight"),
    key_of("nine"),
    key_of("ten"),
    key_of("eleven"),
    key_of("twelve"),
    key_of("dozens"),
];

/// What bodies and countries are called for short; alone they name one that was named before.
const CLASSES: [u32; 11] = [
    key_of("kingdom"),
    key_of("state"),
    key_of("republic"),
    key_of("government"),
    key_of("council"),
    key_of("ministry"),
    key_of("department"),
    key_of("board"),
    key_of("committee"),
    key_of("commission"),
    key_of("court"),
];

/// Posts of those who report, behind what they report on.
const REPORTERS: [u32; 3] = [key_of("correspondent"), key_of("correspondents"), key_of("columnist")];

fn names_nothing(name: &[Brief], gazetteer: &Table, votes: &Votes) -> bool {
    const PEOPLE: u16 = gazetteer::GIVEN | gazetteer::SURNAME | gazetteer::RARE_SURNAME;
    if let [word] = name
        && (COMMON.contains(&word.key()) || CLASSES.contains(&word.key()) && !votes.ends_longer(word.key()))
    {
        return true;
    }
    // "Political Correspondent" is a post, as every correspondent's is.
    if let [_, .., last] = name
        && REPORTERS.contains(&last.key())
    {
        return true;
    }
    name.iter().all(|word| {
        let listed = gazetteer.get(phrase([word.key()])) & KINDS;
        listed & gazetteer::TITLE != 0 && listed & PEOPLE == 0
    })
}

fn retype(listed: u16, kind: usize, tags: &mut [Tag]) {
    const PEOPLE: u16 = gazetteer::GIVEN | gazetteer::SURNAME | gazetteer::RARE_SURNAME;
    let only = |yes: u16, never: u16| listed & yes != 0 && listed & never == 0;
    let better = if kind != 3 && only(gazetteer::PLACE, gazetteer::ORGANISATION | PEOPLE | gazetteer::DEMONYM)
    {
        3
    } else if kind != 4 && only(gazetteer::DEMONYM, gazetteer::PLACE | gazetteer::CITY | PEOPLE) {
        4
    } else if matches!(kind, 1 | 3)
        && only(
            gazetteer::ORGANISATION,
            PEOPLE | gazetteer::PLACE | gazetteer::CITY | gazetteer::TOWN | gazetteer::REGION,
        )
    {
        2
    } else {
        return;
    };
    for (n, tag) in tags.iter_mut().enumerate() {
        *tag = 2 * better - Tag::from(n == 0);
    }
}

fn split_persons(name: &[Brief], tags: &mut [Tag]) {
    const AND: u32 = key_of("and");
    for n in 1..name.len().saturating_sub(1) {
        if name[n].key() == AND {
            tags[n] = 0;
            tags[n + 1] = 1;
        }
    }
}
