//! Bytes, well-formed tags, close approximations.

use super::*;

fn random() -> Network {
    let mut seed = 7u32;
    let values: Vec<f32> = (0..Layout::new().total)
        .map(|_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (f32::from((seed >> 16) as u16) / 65_536.0 - 0.5) * 0.5
        })
        .collect();
    Network::new(&values).expect("the layout's own size")
}

#[test]
fn only_its_own_bytes_are_a_network() {
    let network = random();
    let bytes = network.to_bytes();
    let again = Network::open(&bytes.clone().into()).expect("own bytes");
    assert_eq!(again.to_bytes(), bytes);
    let tokens = [Input { word: [7, 9], flags: 5, ..Input::default() }; 3];
    assert_eq!(again.scores(&tokens), network.scores(&tokens));
    assert!(Network::open(&bytes[1..].to_vec().into()).is_none());
    assert!(Network::open(&[bytes, vec![0]].concat().into()).is_none());
    assert!(Network::new(&[0.0]).is_none());
}

#[test]
fn slices_give_the_same_scores() {
    let network = random();
    let tokens: Vec<Input> =
        (0..11).map(|i| Input { word: [i * 53, i * 31], flags: u64::from(i), ..Input::default() }).collect();
    let mut run = network.begin(&tokens);
    let mut slices = 1;
    while !network.advance(&mut run, &mut || false) {
        slices += 1;
    }
    assert_eq!(network.output(&run), network.scores(&tokens));
    assert!(slices > 8, "two looks at the clock in each direction: {slices}");
}

#[test]
fn tags_are_well_formed() {
    let tokens: Vec<Input> = (0..50)
        .map(|i| Input { word: [i * 37, i * 11], flags: u64::from(i) * 91, ..Input::default() })
        .collect();
    let tags = random().tag(&tokens, 0.0);
    let mut before = 0;
    for tag in tags {
        assert!(follows(before, usize::from(tag)));
        before = usize::from(tag);
    }
    assert!(random().tag(&[], 0.0).is_empty());
}

#[test]
fn a_claim_is_doubted_once_however_long_it_is() {
    // A cue and ten tokens of content, each a little likelier than the outside.
    let mut scores = vec![0.0; 11 * TAGS];
    scores[3] = 0.5;
    scores[TAGS + 5] = 0.3;
    (2..11).for_each(|t| scores[t * TAGS + 6] = 0.3);
    let moves = [0.0; TAGS * TAGS];
    let (all, cue) = ([3, 5, 6, 6, 6, 6, 6, 6, 6, 6, 6], |tags: &[u8]| tags.contains(&3));
    assert_eq!(decode(&scores, &moves, 0.0), all);
    assert_eq!(decode(&scores, &moves, 0.4), all);
    let doubted = decode(&scores, &moves, 0.6);
    assert!(!cue(&doubted) && doubted[1..] == all[1..], "{doubted:?}");
}

#[test]
fn the_approximations_are_close() {
    for i in -60..=60 {
        let x = i as f32 / 10.0;
        assert!((kernel::tanh(x) - x.tanh()).abs() < 2e-4, "tanh({x})");
    }
}
