//! Lists that hold one thing nearly always.
//!
//! Problem: a claim has a cue and a content, and now and then two; as vectors they are most of what is allocated,
//! copied and freed when the claims of a long page are put together anew after a change. Policy: one item lies in the
//! list itself, more lie apart. To whoever reads, it is a slice.

use core::ops::{Deref, DerefMut};

/// A list that holds one item nearly always.
#[derive(Debug, Clone, Default)]
pub enum Few<T> {
    /// Nothing.
    #[default]
    None,
    /// One item.
    One(T),
    /// Any number of items.
    More(Vec<T>),
}

impl<T> Few<T> {
    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        *self = match core::mem::take(self) {
            Self::None => Self::One(item),
            Self::One(first) => Self::More(vec![first, item]),
            Self::More(mut items) => {
                items.push(item);
                Self::More(items)
            }
        };
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::None => &[],
            Self::One(item) => core::slice::from_ref(item),
            Self::More(items) => items,
        }
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            Self::None => &mut [],
            Self::One(item) => core::slice::from_mut(item),
            Self::More(items) => items,
        }
    }
}

impl<T: PartialEq> PartialEq for Few<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T> Extend<T> for Few<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut out = Self::None;
        out.extend(items);
        out
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Few<T> {
    type Item = &'a mut T;
    type IntoIter = core::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_as_the_vector_of_the_same_items() {
        for n in 0..5_u32 {
            let items: Vec<u32> = (0..n).collect();
            let mut few: Few<u32> = items.iter().copied().collect();
            assert_eq!(*few, *items);
            assert_eq!(matches!(few, Few::More(_)), n > 1, "one lies in the list itself");
            few.iter_mut().for_each(|item| *item += 1);
            few.extend([90, 91]);
            assert_eq!(*few, *(1..=n).chain([90, 91]).collect::<Vec<_>>());
        }
    }

    #[test]
    fn how_it_lies_makes_no_difference() {
        assert_eq!(Few::One(7), Few::More(vec![7]));
        assert_eq!(Few::<u32>::None, Few::More(Vec::new()));
        assert_ne!(Few::One(7), Few::None);
    }
}
