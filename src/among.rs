//! Lists of words to look a word up in.
//!
//! Problem: `matches!` with words is a comparison for each of them, put in again wherever its function is: the rules
//! name thousands of words, and every tab compiles and keeps those comparisons. Policy: `among!` says the same with the
//! letters as static data, packed while compiling, and one function that looks them up. For three words or more; one or
//! two are as well compared on the spot. Not for what is asked of every byte, nor for more than 255 words of one length.

/// Whether a word is one of those listed, as in `among!(word, "a" | "an" | "the")`.
macro_rules! among {
    ($word:expr, $($listed:literal)|+ $(,)?) => {{
        const WORDS: &[&str] = &[$($listed),+];
        const LIST: &[u8] = &$crate::among::packed::<{ $crate::among::size(WORDS) }>(WORDS);
        $crate::among::holds(LIST, $word)
    }};
}

/// Bytes of the sieve that a packed list begins with: a bit for each first letter and length that there is.
const SIEVE: usize = 4;

/// The bit of the sieve that a word's first letter and length share with few others.
const fn bit(word: &[u8]) -> u32 {
    let first = if word.is_empty() { 0 } else { word[0] as u32 };
    1 << ((first + word.len() as u32 * 5) % 32)
}

/// How many of the words are `length` bytes long.
const fn count(words: &[&str], length: usize) -> usize {
    let (mut i, mut count) = (0, 0);
    while i < words.len() {
        count += (words[i].len() == length) as usize;
        i += 1;
    }
    count
}

/// The bytes of the packed list.
pub(crate) const fn size(words: &[&str]) -> usize {
    let (mut length, mut size) = (0, SIEVE);
    while length < 256 {
        let count = count(words, length);
        size += if count == 0 { 0 } else { 2 + count * length };
        length += 1;
    }
    size
}

/// The words packed: the sieve, then for each length from the shortest the length, how many words have it, and their
/// letters.
pub(crate) const fn packed<const SIZE: usize>(words: &[&str]) -> [u8; SIZE] {
    let (mut list, mut end, mut sieve, mut length) = ([0; SIZE], SIEVE, 0, 0);
    while length < 256 {
        let count = count(words, length);
        assert!(count < 256, "too many words of one length");
        if count > 0 {
            list[end] = length as u8;
            list[end + 1] = count as u8;
            end += 2;
        }
        let mut i = 0;
        while count > 0 && i < words.len() {
            let word = words[i].as_bytes();
            if word.len() == length {
                sieve |= bit(word);
                list.split_at_mut(end).1.split_at_mut(length).0.copy_from_slice(word);
                end += length;
            }
            i += 1;
        }
        length += 1;
    }
    list.split_at_mut(SIEVE).0.copy_from_slice(&u32::to_le_bytes(sieve));
    list
}

/// Whether the packed list holds a word.
#[inline(never)]
pub(crate) fn holds(list: &[u8], word: &str) -> bool {
    let word = word.as_bytes();
    let Some((sieve, mut rest)) = list.split_first_chunk() else { return false };
    if u32::from_le_bytes(*sieve) & bit(word) == 0 {
        return false;
    }
    while let [length, count, tail @ ..] = rest {
        let length = usize::from(*length);
        let Some((letters, after)) = tail.split_at_checked(length * usize::from(*count)) else { break };
        if length >= word.len() {
            let same = |listed: &[u8]| listed.iter().zip(word).all(|(a, b)| a == b);
            return length == word.len() && (length == 0 || letters.chunks_exact(length).any(same));
        }
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    #[test]
    fn what_is_listed_is_among_them_and_nothing_else() {
        let listed = |word: &str| among!(word, "than" | "" | "—" | "a" | "e-mail" | "an" | "'s" | "then");
        for word in ["than", "", "—", "a", "e-mail", "an", "'s", "then"] {
            assert!(listed(word), "{word}");
        }
        for word in ["b", "–", "ab", "tha", "thaw", "thana", "athen", "e-mails", " ", "ana", "\u{4}"] {
            assert!(!listed(word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn it_says_what_matches_says(word in "[a-d]{0,3}") {
            let listed = matches!(&*word, "b" | "ad" | "ba" | "bad" | "dab" | "add");
            prop_assert_eq!(among!(&word, "b" | "ad" | "ba" | "bad" | "dab" | "add"), listed);
        }
    }
}
