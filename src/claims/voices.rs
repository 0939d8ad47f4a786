//! Who can speak.
//!
//! Problem: "the plan backed the idea" and "the bakers backed the idea" differ only in who does it. Policy: a subject is
//! somebody when it is a pronoun for people, a person, body or state by name, or has a noun for people or bodies in it; besides
//! the roles that descriptions use (`crate::entities::roles`) those are people by their trade or by what they are to a thing.
//! Owns nothing.

use super::link::Tokens;
use super::prepared::Prepared;
use crate::entities::{EntityKind, roles};

/// People by their trade or by what they are to a thing, singular, and companies of them. Origin: written for this project.
#[rustfmt::skip]
const FOLK: &[&str] = &[
    "accountant", "aid-worker", "applicant", "apprentice", "auditor", "baker", "band", "bather", "boatman", "breeder", "brewer",
    "bricklayer", "butcher", "buyer", "carer", "carpenter", "choir", "commuter", "contractor", "cook", "crew", "customer",
    "dairyman", "dealer", "diner", "donor", "electrician", "employee", "employer", "fan", "ferryman", "florist", "gardener", "graduate",
    "grandfather", "grandmother", "grocer", "grower", "guard", "guest", "guide", "hairdresser", "heir", "holidaymaker",
    "homeowner", "host", "hotelier", "household", "hunter", "inmate", "jeweller", "juror", "keeper", "landlady", "landlord", "landowner",
    "lodger", "lorry-driver", "member", "midwife", "miller", "miner", "motorist", "nun", "orchestra", "paramedic", "parent",
    "parishioner", "passenger", "patient", "pedestrian", "pensioner", "planner", "player", "plumber", "postman", "prisoner",
    "pupil", "reader", "refugee", "renter", "rider", "rower", "sailor", "seller", "settler", "shepherd", "shopkeeper", "shopper",
    "squad", "stallholder", "subscriber", "swimmer", "tailor", "taxpayer", "tenant", "tourist", "traveller", "traveler", "troupe",
    "user", "vendor", "viewer", "villager", "visitor", "voter", "waiter", "walker", "weaver", "winemaker",
];

/// How words for people by what they do end.
const TRADES: [&str; 21] = [
    "keeper", "maker", "holder", "worker", "owner", "goer", "rider", "fighter", "grower", "ologist",
    "ographer", "onomist", "ician", "ivist", "sman", "swoman", "caster", "monger", "smith", "wright",
    "shepherd",
];

/// Whether a word in the singular names somebody by what they do: "zookeeper", "forecaster", "craftsman".
pub(super) fn is_trade(word: &str) -> bool {
    word.len() > 6 && TRADES.iter().any(|ending| word.ends_with(ending) && word.len() > ending.len() + 1)
}

/// Whether a source is somebody: a pronoun, a person or body by name or by role, a state by its place.
pub(super) fn speaks(block: &Prepared<'_>, source: Tokens) -> bool {
    (source.first..source.end).any(|i| {
        let word = block.word(i);
        let one = word.strip_suffix('s').unwrap_or(word);
        among!(
            word,
            "he" | "she"
                | "they"
                | "who"
                | "others"
                | "thinktank"
                | "thinktanks"
                | "critics"
                | "everyone"
                | "everybody"
                | "nobody"
        ) || source.len() <= 3
            && among!(word, "both" | "neither" | "each" | "latter" | "former" | "elder" | "younger")
            || source.len() == 1
                && among!(word, "many" | "few" | "most" | "all" | "some" | "one" | "none" | "another")
            || block
                .name_at(i)
                .is_some_and(|(_, kind)| matches!(kind, EntityKind::Person | EntityKind::Organisation))
            || source.len() == 1 && block.name_at(i).is_some_and(|(_, kind)| kind == EntityKind::Place)
            || [word, one].iter().any(|w| {
                roles::is_people(w)
                    || roles::is_person_role(w)
                    || roles::is_body(w)
                    || FOLK.contains(w)
                    || is_trade(w)
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::BlockKind;
    use crate::text::BlockText;

    #[test]
    fn people_speak_and_things_do_not() {
        for (text, expected) in [
            ("The bakers of the town", true),
            ("Tenants", true),
            ("The archivist", true),
            ("Two beekeepers", true),
            ("She", true),
            ("The plan", false),
            ("Bread", false),
        ] {
            let read = BlockText::read(text);
            let block = Prepared::new(text, &read, BlockKind::Paragraph, Vec::new());
            let all = Tokens { first: 0, end: read.tokens.len() as u32 };
            assert_eq!(speaks(&block, all), expected, "{text}");
        }
    }
}
