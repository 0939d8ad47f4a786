//! The short run of every target, the same in every run.

use galley_fuzz::{TARGETS, drive};

/// Inputs a target: some ten seconds for all of them.
const INPUTS: u64 = 60;

#[test]
fn no_target_fails_on_its_first_inputs() {
    let failures: Vec<String> = TARGETS
        .iter()
        .flat_map(|target| (1..=INPUTS).filter_map(|seed| drive::run(*target, seed, &[]).err()))
        .collect();
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn an_input_is_the_same_for_the_same_seed_and_differs_for_another() {
    let corpus = [b"one page".to_vec(), b"another page of words".to_vec()];
    for seed in 0..50 {
        assert_eq!(drive::input(seed, &corpus), drive::input(seed, &corpus));
    }
    assert!((0..50).any(|seed| drive::input(seed, &corpus) != drive::input(seed + 1, &corpus)));
}

#[test]
fn a_failure_is_told_with_its_seed() {
    let failing = ("failing", (|_: &[u8]| panic!("as it should")) as fn(&[u8]));
    let told = drive::run(failing, 7, &[]).unwrap_err();
    assert!(told.contains("failing") && told.contains("seed 7"), "{told}");
}
