//! Dots for receipt printers: `GS v 0`, in bands that fit into the smallest image buffers.

use super::super::{
    Picture,
    look::Logo,
    qr::{Matrix, QUIET_ZONE},
};

/// Rows of one `GS v 0`.
const BAND: usize = 128;

/// Black and white dots.
struct Dots {
    across: usize,
    rows: Vec<Vec<bool>>,
}

/// The middle of a picture, `dots` wide; what is not drawn there is margin that no head reaches.
pub(super) fn picture(stream: &mut Vec<u8>, picture: &Picture, dots: usize) {
    let width = usize::try_from(picture.width).unwrap_or(0);
    let left = width.saturating_sub(dots) / 2;
    let rows = picture.rgba.chunks_exact(4 * width.max(1)).map(|row| {
        row.chunks_exact(4)
            .skip(left)
            .take(dots)
            .map(is_black)
            .collect()
    });
    Dots {
        across: dots,
        rows: rows.collect(),
    }
    .print(stream);
}

/// QR codes side by side, each in the middle of a cell, with modules of so many dots.
pub(super) fn codes(stream: &mut Vec<u8>, codes: &[(&Matrix, usize)], cell: usize, dots: usize) {
    let edge = |(matrix, module): &(&Matrix, usize)| matrix.side_with_quiet_zone() * module;
    let height = codes.iter().map(edge).max().unwrap_or(0);
    let mut rows = vec![vec![false; dots]; height];
    for (place, code) in codes.iter().enumerate() {
        let (matrix, module) = *code;
        let left = cell * place + cell.saturating_sub(edge(code)) / 2;
        for bar in matrix.bars() {
            let top = (QUIET_ZONE + bar.row) * module;
            let start = left + (QUIET_ZONE + bar.column) * module;
            for row in rows.iter_mut().skip(top).take(module) {
                for dot in row.iter_mut().skip(start).take(bar.length * module) {
                    *dot = true;
                }
            }
        }
    }
    Dots { across: dots, rows }.print(stream);
}

/// The picture of the house, at most so wide, in the middle of the paper.
pub(super) fn logo(stream: &mut Vec<u8>, logo: &Logo, most: usize, dots: usize) {
    let (across, down) = logo.size();
    // As on drawn vouchers: no higher than a quarter of the paper's width.
    let (width, height) = {
        let by_width = (most, down * most / across.max(1));
        let highest = dots / 4;
        if by_width.1 > highest {
            (across * highest / down.max(1), highest)
        } else {
            by_width
        }
    };
    let (width, height) = (width.max(1), height.max(1));
    let side = |side: usize| u32::try_from(side).unwrap_or(1);
    let grey = logo.scaled(side(width), side(height), true);
    let left = dots.saturating_sub(width) / 2;
    let rows = grey.chunks_exact(width).map(|row| {
        let black = row.iter().map(|grey| *grey < 128);
        std::iter::repeat_n(false, left).chain(black).collect()
    });
    Dots {
        across: dots,
        rows: rows.collect(),
    }
    .print(stream);
}

impl Dots {
    fn print(&self, stream: &mut Vec<u8>) {
        let bytes = self.across.div_ceil(8);
        for band in self.rows.chunks(BAND) {
            let [width_low, width_high] = low_high(bytes);
            let [height_low, height_high] = low_high(band.len());
            stream.extend([
                0x1d,
                b'v',
                b'0',
                0,
                width_low,
                width_high,
                height_low,
                height_high,
            ]);
            for row in band {
                let row = row.get(..row.len().min(self.across)).unwrap_or_default();
                stream.extend(row.chunks(8).map(octet));
                stream.extend(std::iter::repeat_n(0, bytes - row.len().div_ceil(8)));
            }
        }
    }
}

/// Eight dots, the leftmost in the highest bit.
fn octet(dots: &[bool]) -> u8 {
    let bits = dots.iter().zip((0..8).rev());
    bits.fold(0, |octet, (dot, bit)| octet | u8::from(*dot) << bit)
}

/// Darker than the middle of grey: thermal paper knows no other.
fn is_black(pixel: &[u8]) -> bool {
    let sum: u16 = pixel.iter().take(3).copied().map(u16::from).sum();
    sum < 3 * 128
}

fn low_high(number: usize) -> [u8; 2] {
    u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes()
}
