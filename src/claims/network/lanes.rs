//! Eight weights at a time: the vector instruction where the build has it, the same numbers elsewhere.
//!
//! Problem: a product of 16-bit numbers is the cheapest that WebAssembly's vectors offer (eight in one
//! instruction), and compilers do not find it by themselves. Policy: one operation, `add_dot`, which widens
//! stored weights of 8 bits as it loads them, written out for builds with 128-bit vectors and plainly for all
//! others; integers are exact, so every build gives the same sums. Owns nothing.

/// Eight stored weights: for each of four outputs those of two inputs.
pub(super) type Weights = [u8; 8];

#[cfg(target_feature = "simd128")]
mod vector {
    use super::Weights;
    use core::arch::wasm32::{
        i16x8_extend_low_i8x16, i32x4, i32x4_add, i32x4_dot_i16x8, i32x4_extract_lane, i32x4_splat, i64x2,
        v128,
    };

    pub(in super::super) type Sums = v128;

    #[inline(always)]
    pub(in super::super) fn zero() -> Sums {
        i32x4(0, 0, 0, 0)
    }

    #[inline(always)]
    pub(in super::super) fn numbers(sums: Sums) -> [i32; 4] {
        [
            i32x4_extract_lane::<0>(sums),
            i32x4_extract_lane::<1>(sums),
            i32x4_extract_lane::<2>(sums),
            i32x4_extract_lane::<3>(sums),
        ]
    }

    #[inline(always)]
    pub(in super::super) fn add_dot(sums: Sums, stored: &Weights, pair: i32) -> Sums {
        let weights = i16x8_extend_low_i8x16(i64x2(i64::from_le_bytes(*stored), 0));
        i32x4_add(sums, i32x4_dot_i16x8(weights, i32x4_splat(pair)))
    }
}

#[cfg(not(target_feature = "simd128"))]
mod vector {
    use super::Weights;
    pub(in super::super) type Sums = [i32; 4];

    #[inline(always)]
    pub(in super::super) fn zero() -> Sums {
        [0; 4]
    }

    #[inline(always)]
    pub(in super::super) fn numbers(sums: Sums) -> [i32; 4] {
        sums
    }

    #[inline(always)]
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "64 bits are slow to take apart in JavaScript")]
    pub(in super::super) fn add_dot(sums: Sums, stored: &Weights, pair: i32) -> Sums {
        let weight = |n: usize| i32::from(stored[n].cast_signed());
        let (a, b) = (i32::from(pair as i16), pair >> 16);
        core::array::from_fn(|k| {
            let product = weight(2 * k) * a + weight(2 * k + 1) * b;
            sums[k].wrapping_add(product)
        })
    }
}

/// Sums of four outputs.
pub(super) type Sums = vector::Sums;
pub(super) use vector::{add_dot, numbers, zero};

/// Two inputs of 16 bits as one number: the first in the lower half.
#[inline(always)]
pub(super) fn pair(first: i32, second: i32) -> i32 {
    second << 16 | first & 0xFFFF
}
