//! The driver: random inputs, and inputs mutated from those that a run began with.
//!
//! Policy: every input comes from a seed of 64 bits, so that a failure is repeated by its seed alone. An
//! input is either random bytes or a seed of the corpus with some bytes changed, cut out, doubled or
//! joined with another's. The panic is left to its own words; what is added is target and seed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::Target;

/// A stream of random numbers (splitmix64).
pub struct Random(u64);

impl Random {
    /// From a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// A number below `n`, which is not 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.draw() % n.max(1) as u64) as usize
    }
}

/// The input of one seed. `corpus` may be empty.
pub fn input(seed: u64, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut random = Random::new(seed);
    let fresh = corpus.is_empty() || random.below(3) == 0;
    if fresh {
        let length = random.below(900);
        return (0..length).map(|_| random.draw() as u8).collect();
    }
    let mut bytes = corpus[random.below(corpus.len())].clone();
    for _ in 0..=random.below(8) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(64)).min(bytes.len());
        match random.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let part = bytes.get(at..end).unwrap_or(&[]).to_vec();
                let to = random.below(bytes.len() + 1);
                bytes.splice(to..to, part);
            }
            2 => {
                let other = &corpus[random.below(corpus.len())];
                let from = random.below(other.len() + 1);
                let to = (from + random.below(200)).min(other.len());
                bytes.splice(at..at, other.get(from..to).unwrap_or(&[]).iter().copied());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.draw() as u8;
                }
            }
        }
    }
    bytes.truncate(4096);
    bytes
}

/// Runs `target` on the input of `seed`.
///
/// # Errors
/// When the target panicked: which target, and on which seed.
pub fn run((name, body): Target, seed: u64, corpus: &[Vec<u8>]) -> Result<(), String> {
    let bytes = input(seed, corpus);
    catch_unwind(AssertUnwindSafe(|| body(&bytes)))
        .map_err(|_| format!("the target \"{name}\" failed on seed {seed}, {} bytes", bytes.len()))
}
