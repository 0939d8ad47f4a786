//! Which demonym belongs to which place ("Venezuelan" to Venezuela).
//!
//! Policy: most English demonyms are the place's name with another ending; those that are not stand in a
//! table. Facts of the language, so that there is no source. Both words must stand in the article; nothing is
//! said of a place that is not named.

use rustc_hash::FxHashMap;

use super::forms::{Form, common_name};
use crate::order;

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

/// Words that may be demonyms, by how they are compared.
pub(super) struct Demonyms<'a> {
    words: Vec<&'a str>,
    by_form: FxHashMap<String, Vec<usize>>,
}

impl<'a> Demonyms<'a> {
    /// Of `words` as they stand in the article.
    pub(super) fn new(words: impl Iterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words.collect();
        let mut by_form: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (i, word) in words.iter().enumerate() {
            by_form.entry(Form::new(word).words.join(" ")).or_default().push(i);
        }
        Self { words, by_form }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Those that are demonyms of `place`, as it stands in the article, in their order.
    pub(super) fn of(&self, place: &str) -> Vec<String> {
        let place = Form::new(place).words;
        let of = common_name(&place).map_or_else(|| place.join(" "), str::to_owned);
        let mut found: Vec<usize> = Vec::new();
        let mut look = |word: &str| found.extend(self.by_form.get(word).into_iter().flatten());
        if let Some((_, known)) = IRREGULAR.iter().find(|(name, _)| *name == of) {
            known.iter().for_each(|word| look(word));
        } else {
            // "Kenya" and "Kenyan", "Belarus" and "Belarusian"; short stems would fit by chance.
            let stem = of.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']);
            for stem in [stem, of.as_str()].into_iter().filter(|stem| stem.chars().count() > 3) {
                for end in ENDINGS {
                    look(&format!("{stem}{end}"));
                }
            }
        }
        order::sort(&mut found);
        found.dedup();
        found.iter().filter_map(|i| self.words.get(*i)).map(|word| (*word).to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Demonyms;

    fn is_demonym_of(word: &str, place: &str) -> bool {
        !Demonyms::new([word].into_iter()).of(place).is_empty()
    }

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
