//! Which words of one block stand in another, in order.
//!
//! Problem: an edited copy must be measured word by word. Policy: equal ends are trimmed; what is left
//! is aligned by the longest common subsequence (bit-parallel: Hyyrö 2004, 64 bits a step) when both
//! sides are short, else cut at rare equal runs of words first (patience) and the pieces aligned. How many
//! words that are is told by [`Masks::common`] at a fraction of the cost.
//! Cost: O(n) for equal blocks, O(n · m / 64) up to [`LIMIT`] words, then O(n log n) with gaps left
//! unaligned; [`effort`] tells it beforehand. Nothing here owns state. Not handled: moved words inside a
//! block.

use rustc_hash::FxHashMap;

/// Longest piece that is aligned word by word.
pub(super) const LIMIT: usize = 512;
/// Words in a row that cut a long piece.
const RUN: usize = 4;

/// What it costs to align so many words with so many, in steps of a few nanoseconds.
pub(super) const fn effort(a: usize, b: usize) -> usize {
    let bits = if a > LIMIT || b > LIMIT { 16 } else { a / 32 };
    4 * a + b * (4 + bits)
}

/// Pairs of positions (in `a`, in `b`) of equal words, both rising.
pub(super) fn align(a: &[u32], b: &[u32]) -> Vec<(u32, u32)> {
    let mut out = Vec::with_capacity(a.len().min(b.len()));
    piece(a, b, 0, 0, &mut out, 0);
    out
}

fn piece(mut a: &[u32], mut b: &[u32], mut oa: u32, mut ob: u32, out: &mut Vec<(u32, u32)>, depth: u32) {
    while let (Some((x, rest_a)), Some((y, rest_b))) = (a.split_first(), b.split_first()) {
        if x != y {
            break;
        }
        out.push((oa, ob));
        (a, b, oa, ob) = (rest_a, rest_b, oa + 1, ob + 1);
    }
    let mut tail = 0;
    while let (Some((x, rest_a)), Some((y, rest_b))) = (a.split_last(), b.split_last()) {
        if x != y {
            break;
        }
        (a, b, tail) = (rest_a, rest_b, tail + 1);
    }
    if !a.is_empty() && !b.is_empty() {
        if a.len().max(b.len()) <= LIMIT {
            subsequence(a, b, oa, ob, out);
        } else if depth < 3 {
            cut(a, b, oa, ob, out, depth);
        }
    }
    let (ea, eb) = (oa + a.len() as u32, ob + b.len() as u32);
    out.extend((0..tail).map(|i| (ea + i, eb + i)));
}

/// Cuts at runs of words that stand once on each side, in the longest rising order.
fn cut(a: &[u32], b: &[u32], oa: u32, ob: u32, out: &mut Vec<(u32, u32)>, depth: u32) {
    let key = |w: &[u32]| w.iter().fold(7_u32, |h, x| (h ^ x).wrapping_mul(0x9e37_79b1).rotate_left(13));
    let mut seen: FxHashMap<u32, (u32, bool)> = FxHashMap::default();
    for (i, w) in a.windows(RUN).enumerate() {
        seen.entry(key(w)).and_modify(|e| e.1 = false).or_insert((i as u32, true));
    }
    let mut once: FxHashMap<u32, bool> = FxHashMap::default();
    for w in b.windows(RUN) {
        once.entry(key(w)).and_modify(|e| *e = false).or_insert(true);
    }
    // Longest rising subsequence of the anchors (patience sorting); b rises by construction.
    let anchors: Vec<(u32, u32)> = b
        .windows(RUN)
        .enumerate()
        .filter_map(|(j, w)| {
            let k = key(w);
            let (i, single) = *seen.get(&k)?;
            let same = a.get(i as usize..i as usize + RUN) == Some(w);
            (single && same && once.get(&k) == Some(&true)).then_some((i, j as u32))
        })
        .collect();
    let mut tops: Vec<u32> = Vec::new();
    let mut before: Vec<Option<u32>> = Vec::with_capacity(anchors.len());
    for (n, anchor) in anchors.iter().enumerate() {
        let at = tops.partition_point(|t| anchors.get(*t as usize).is_some_and(|x| x.0 < anchor.0));
        before.push(at.checked_sub(1).and_then(|i| tops.get(i).copied()));
        if let Some(top) = tops.get_mut(at) {
            *top = n as u32;
        } else {
            tops.push(n as u32);
        }
    }
    let mut chain = Vec::new();
    let mut next = tops.last().copied();
    while let Some(n) = next {
        chain.extend(anchors.get(n as usize).copied());
        next = before.get(n as usize).copied().flatten();
    }
    let (mut ia, mut ib) = (0_usize, 0_usize);
    for (i, j) in chain.into_iter().rev() {
        let (i, j) = (i as usize, j as usize);
        if i < ia || j < ib {
            continue; // overlaps the run before, which is already aligned
        }
        if let (Some(x), Some(y)) = (a.get(ia..i), b.get(ib..j)) {
            piece(x, y, oa + ia as u32, ob + ib as u32, out, depth + 1);
        }
        out.extend((0..RUN as u32).map(|k| (oa + i as u32 + k, ob + j as u32 + k)));
        (ia, ib) = (i + RUN, j + RUN);
    }
    if ia > 0
        && let (Some(x), Some(y)) = (a.get(ia..), b.get(ib..))
    {
        piece(x, y, oa + ia as u32, ob + ib as u32, out, depth + 1);
    }
}

/// Where each word stands, as bits: built once, so that a word that stands hundreds of times costs no more
/// than one that stands once.
pub(super) struct Masks {
    /// By the lowest bits of each different word, or behind that place: one more than its number, and the word.
    table: Vec<(u32, u32)>,
    /// By number.
    bits: Vec<u64>,
    width: usize,
}

impl Masks {
    pub(super) fn new(a: &[u32]) -> Self {
        let width = a.len().div_ceil(64);
        // Half of it stays empty.
        let mut table = vec![(0, 0); (2 * a.len()).next_power_of_two()];
        let mut bits = Vec::with_capacity(a.len() * width);
        let mut count = 0;
        for (i, word) in a.iter().enumerate() {
            let at = Self::place(&table, *word);
            let Some(entry) = table.get_mut(at) else { continue };
            if entry.0 == 0 {
                count += 1;
                *entry = (count, *word);
                bits.resize(bits.len() + width, 0);
            }
            let from = (entry.0 as usize - 1) * width;
            if let Some(mask) = bits.get_mut(from + i / 64) {
                *mask |= 1 << (i % 64);
            }
        }
        Self { table, bits, width }
    }

    /// How many words of `b` the best alignment with these pairs; both sides have [`LIMIT`] words at most.
    pub(super) fn common(&self, b: &[u32]) -> u32 {
        let mut row = [u64::MAX; LIMIT.div_ceil(64)];
        let row = row.get_mut(..self.width).unwrap_or_default();
        for word in b {
            let mask = self.of(*word);
            if !mask.is_empty() {
                let mut carry = false;
                for (v, mask) in row.iter_mut().zip(mask) {
                    *v = next(*v, *mask, &mut carry);
                }
            }
        }
        row.iter().map(|v| v.count_zeros()).sum()
    }

    /// Where `word` stands in the table, or would.
    fn place(table: &[(u32, u32)], word: u32) -> usize {
        let last = table.len() - 1;
        let mut at = word as usize & last;
        while table.get(at).is_some_and(|(number, other)| *number != 0 && *other != word) {
            at = (at + 1) & last;
        }
        at
    }

    /// The bits of `word`; none when it does not stand there.
    fn of(&self, word: u32) -> &[u64] {
        let (number, _) = self.table.get(Self::place(&self.table, word)).copied().unwrap_or_default();
        let from = (number as usize).checked_sub(1).map(|n| n * self.width);
        from.and_then(|from| self.bits.get(from..from + self.width)).unwrap_or(&[])
    }
}

/// The next row of the bits `v` at a word that stands where `mask` says.
const fn next(v: u64, mask: u64, carry: &mut bool) -> u64 {
    let u = v & mask;
    let (sum, over) = v.overflowing_add(u);
    let (sum, more) = sum.overflowing_add(*carry as u64);
    *carry = over || more;
    sum | (v & !u)
}

/// The longest common subsequence, row by row of bits, kept for the way back.
fn subsequence(a: &[u32], b: &[u32], oa: u32, ob: u32, out: &mut Vec<(u32, u32)>) {
    let masks = Masks::new(a);
    let width = masks.width;
    let mut rows: Vec<u64> = Vec::with_capacity(width * (b.len() + 1));
    rows.resize(width, u64::MAX);
    for word in b {
        let mask = masks.of(*word);
        let row = rows.len() - width;
        let mut carry = false;
        for k in 0..width {
            let v = rows.get(row + k).copied().unwrap_or(0);
            rows.push(next(v, mask.get(k).copied().unwrap_or(0), &mut carry));
        }
    }
    // A zero bit i in row j says: the common length grows between a[..i] and a[..=i] against b[..j].
    let zero = |j: usize, i: usize| rows.get(j * width + i / 64).is_some_and(|v| v & (1 << (i % 64)) == 0);
    let (mut i, mut j) = (a.len(), b.len());
    let start = out.len();
    while i > 0 && j > 0 {
        if !zero(j, i - 1) {
            i -= 1;
        } else if zero(j - 1, i - 1) {
            j -= 1;
        } else {
            out.push((oa + i as u32 - 1, ob + j as u32 - 1));
            (i, j) = (i - 1, j - 1);
        }
    }
    if let Some(found) = out.get_mut(start..) {
        found.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slow(a: &[u32], b: &[u32]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let mut diagonal = 0;
            for (j, y) in b.iter().enumerate() {
                let up = row[j + 1];
                row[j + 1] = if x == y { diagonal + 1 } else { up.max(row[j]) };
                diagonal = up;
            }
        }
        row[b.len()]
    }

    fn numbers(seed: &mut u32, n: usize, of: u32) -> Vec<u32> {
        (0..n)
            .map(|_| {
                *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (*seed >> 16) % of
            })
            .collect()
    }

    #[test]
    fn short_pieces_are_aligned_best() {
        let mut seed = 5;
        for n in 0..200 {
            let a = numbers(&mut seed, n % 71, 3 + n as u32 % 9);
            let b = numbers(&mut seed, (n * 7) % 83, 3 + n as u32 % 9);
            let pairs = align(&a, &b);
            assert!(pairs.iter().all(|(i, j)| a[*i as usize] == b[*j as usize]));
            assert!(pairs.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            assert_eq!(pairs.len(), slow(&a, &b));
            assert_eq!(pairs.len(), Masks::new(&a).common(&b) as usize);
            let long = numbers(&mut seed, LIMIT, 40);
            assert_eq!(align(&a, &long).len(), Masks::new(&long).common(&a) as usize);
        }
    }

    #[test]
    fn long_pieces_are_cut_at_rare_runs() {
        let mut seed = 9;
        let a = numbers(&mut seed, 4000, 5000);
        let mut b = a.clone();
        for i in (0..b.len()).step_by(17) {
            b[i] = 9999;
        }
        let pairs = align(&a, &b);
        assert!(pairs.len() > 3700, "{}", pairs.len());
        assert!(pairs.iter().all(|(i, j)| a[*i as usize] == b[*j as usize]));
        assert!(pairs.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
    }
}
