use super::super::Tone;
use super::*;

#[test]
fn forms_lead_to_their_base() {
    for word in ["said", "says", "admitted", "denies", "denied", "quipping", "arguing", "wrote"] {
        assert!(verb(word).is_some(), "{word}");
    }
    assert_eq!(verb("table"), None);
    assert_eq!(verb("half-promised"), verb("promised"));
    assert_eq!(verb("well-said"), None);
    assert_eq!(verb("hoped"), Some(CueClass::Attitude));
    // The table of forms and the way back to the base are two sides of one rule.
    for form in ["said", "wrote", "admitted", "denies", "hoping", "quipped", "argued", "telling"] {
        assert!(bases(form).any(|base| verb(&base) == verb(form)), "{form}");
    }
}

/// Every form of `base`, with how likely it is (0 the likeliest).
fn forms(base: &str) -> Vec<(String, u8)> {
    let irregular = IRREGULAR.iter().filter(|(_, of)| *of == base);
    let mut out: Vec<(String, u8)> = irregular.map(|(form, _)| ((*form).to_owned(), 0)).collect();
    out.push((base.to_owned(), 1));
    let mut add = |stem: &str, ending: &str, rank: u8| {
        if stem.len() > 1 {
            out.push((format!("{stem}{ending}"), rank));
        }
    };
    if let Some(stem) = base.strip_suffix('y') {
        add(stem, "ies", 2);
        add(stem, "ied", 3);
    }
    for (ending, rank) in [("es", 4), ("s", 5), ("ed", 6), ("d", 7), ("ing", 8)] {
        add(base, ending, rank);
    }
    if let Some(stem) = base.strip_suffix('e') {
        add(stem, "ing", 9);
    }
    let doubled = format!("{base}{}", &base[base.len() - 1..]);
    add(&doubled, "ed", 10);
    add(&doubled, "ing", 10);
    out
}

#[test]
fn the_way_back_finds_what_all_forms_written_out_find() {
    let mut table: FxHashMap<String, (u8, CueClass)> = FxHashMap::default();
    let mut asked = Vec::new();
    for (list, class) in VERB_LISTS {
        for base in list.split_ascii_whitespace() {
            for (form, rank) in forms(base) {
                asked.extend(["", "s", "es", "d", "ed", "ing", "ies"].map(|more| format!("{form}{more}")));
                asked.extend((0..form.len()).map(|cut| form[..cut].to_owned()));
                if form.len() >= 3 {
                    let entry = table.entry(form).or_insert((rank, class));
                    if rank < entry.0 {
                        *entry = (rank, class);
                    }
                }
            }
        }
    }
    let verbs = Verbs::new();
    for word in asked {
        assert_eq!(verbs.class(&word), table.get(&word).map(|(_, class)| *class), "{word}");
    }
    assert!(table.len() > 5000);
}

#[test]
fn tones() {
    assert_eq!(tone(["has", "claimed"].into_iter()), Tone::Doubting);
    assert_eq!(tone(["admitted"].into_iter()), Tone::Asserting);
    assert_eq!(tone(["said"].into_iter()), Tone::Neutral);
}
