//! Which demonym belongs to which place ("Venezuelan" to Venezuela).
//!
//! Policy: most English demonyms are the place's name with another ending; those that are not stand in a
//! table. Facts of the language, so that there is no source. Both words must stand in the article; nothing is
//! said of a place that is not named.

use super::forms::{Form, common_name};

/// Demonyms that do not begin as their places do, or begin as other places do (all lower case).
#[rustfmt::skip]
const IRREGULAR: &[(&str, &[&str])] = &[
    ("united states", &["american"]), ("united kingdom", &["british", "briton", "britons"]),
    ("england", &["english"]), ("scotland", &["scottish", "scots"]), ("wales", &["welsh"]),
    ("ireland", &["irish"]), ("france", &["french"]), ("netherlands", &["dutch"]), ("holland", &["dutch"]),
    ("spain", &["spanish", "spaniard", "spaniards"]), ("greece", &["greek", "greeks"]),
    ("denmark", &["danish", "dane", "danes"]), ("poland", &["polish", "poles"]), ("sweden", &["swedish", "swedes"]),
    ("finland", &["finnish", "finns"]), ("iceland", &["icelandic"]), ("germany", &["german", "germans"]),
    ("switzerland", &["swiss"]), ("turkey", &["turkish", "turks"]), ("türkiye", &["turkish"]),
    ("cyprus", &["cypriot", "cypriots"]), ("norway", &["norwegian", "norwegians"]),
    ("portugal", &["portuguese"]), ("philippines", &["filipino", "philippine", "filipinos"]),
    ("thailand", &["thai"]), ("new zealand", &["new zealander", "new zealanders"]), ("israel", &["israeli", "israelis"]),
    ("iraq", &["iraqi", "iraqis"]), ("iran", &["iranian", "iranians"]), ("yemen", &["yemeni", "yemenis"]),
    ("oman", &["omani"]), ("kuwait", &["kuwaiti"]), ("pakistan", &["pakistani", "pakistanis"]),
    ("afghanistan", &["afghan", "afghans"]), ("uzbekistan", &["uzbek"]), ("kazakhstan", &["kazakh"]),
    ("kyrgyzstan", &["kyrgyz"]), ("tajikistan", &["tajik"]), ("turkmenistan", &["turkmen"]),
    ("china", &["chinese"]), ("vietnam", &["vietnamese"]), ("japan", &["japanese"]), ("myanmar", &["burmese"]),
    ("lebanon", &["lebanese"]), ("malta", &["maltese"]), ("taiwan", &["taiwanese"]), ("nepal", &["nepali", "nepalese"]),
    ("sudan", &["sudanese"]), ("south sudan", &["south sudanese"]), ("congo", &["congolese"]), ("drc", &["congolese"]),
    ("senegal", &["senegalese"]), ("togo", &["togolese"]), ("ivory coast", &["ivorian"]), ("niger", &["nigerien"]),
    ("nigeria", &["nigerian", "nigerians"]), ("peru", &["peruvian", "peruvians"]),
    ("ecuador", &["ecuadorian", "ecuadorean"]), ("brazil", &["brazilian", "brazilians"]), ("argentina", &["argentine"]),
    ("canada", &["canadian", "canadians"]), ("mexico", &["mexican", "mexicans"]), ("panama", &["panamanian"]),
    ("saudi arabia", &["saudi", "saudis", "saudi arabian"]), ("united arab emirates", &["emirati", "emiratis"]),
    ("north korea", &["north korean", "north koreans"]), ("south korea", &["south korean", "south koreans"]),
    ("slovakia", &["slovak", "slovaks"]), ("slovenia", &["slovene", "slovenian"]), ("serbia", &["serb", "serbs", "serbian"]),
    ("croatia", &["croat", "croats", "croatian"]), ("czech republic", &["czech", "czechs"]), ("czechia", &["czech", "czechs"]),
    ("hungary", &["hungarian", "hungarians"]), ("italy", &["italian", "italians"]), ("sicily", &["sicilian"]),
    ("ukraine", &["ukrainian", "ukrainians"]), ("europe", &["european", "europeans"]), ("asia", &["asian", "asians"]),
    ("paris", &["parisian", "parisians"]), ("moscow", &["muscovite", "muscovites"]), ("london", &["londoner", "londoners"]),
    ("new york", &["new yorker", "new yorkers"]), ("bangladesh", &["bangladeshi", "bangladeshis"]),
    ("barbados", &["barbadian"]), ("monaco", &["monegasque"]), ("lesotho", &["basotho"]), ("botswana", &["batswana"]),
];

/// Endings that make a demonym of a place's name without its last vowels.
const ENDINGS: [&str; 12] = ["n", "an", "ian", "ean", "ns", "ans", "ians", "eans", "i", "ish", "ese", "ine"];

/// Whether `word` is a demonym of `place`, as both stand in the article.
pub(super) fn is_demonym_of(word: &str, place: &str) -> bool {
    let (word, place) = (Form::new(word).words, Form::new(place).words);
    let of = common_name(&place).map_or_else(|| place.join(" "), str::to_owned);
    let word = word.join(" ");
    if let Some((_, known)) = IRREGULAR.iter().find(|(name, _)| *name == of) {
        return known.contains(&word.as_str());
    }
    // "Kenya" and "Kenyan", "Belarus" and "Belarusian"; short stems would fit by chance.
    let stem = of.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']);
    let fits = |stem: &str| word.strip_prefix(stem).is_some_and(|end| ENDINGS.contains(&end));
    stem.chars().count() > 3 && fits(stem) || of.chars().count() > 3 && fits(&of)
}

#[cfg(test)]
mod tests {
    use super::is_demonym_of;

    #[test]
    fn demonyms_belong_to_their_places() {
        for (word, place) in [
            ("Venezuelan", "Venezuela"),
            ("Belarusian", "Belarus"),
            ("Russians", "Russia"),
            ("American", "the U.S."),
            ("British", "UK"),
            ("Dutch", "Netherlands"),
            ("Kenyan", "Kenya"),
            ("Parisian", "Paris"),
        ] {
            assert!(is_demonym_of(word, place), "{word}: {place}");
        }
        for (word, place) in [
            ("Nigerian", "Niger"),
            ("American", "Amer"),
            ("Indian", "Indiana"),
            ("Austrian", "Australia"),
            ("Malian", "Malaysia"),
            ("Roman", "Romania"),
            ("Peace", "Peru"),
        ] {
            assert!(!is_demonym_of(word, place), "{word}: {place}");
        }
    }
}
