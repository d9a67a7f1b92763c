//! A page as commands for receipt printers (ESC/POS): drawn as pixels, so that any script prints the same on any of them.
//!
//! Only commands that every printer of the family knows: `ESC @`, `GS v 0`, `ESC J`, `GS V 66`, `ESC p`.

use super::{
    Picture, VoucherError,
    layout::{Page, Paper},
    png::Ink,
    text::Renderer,
};

/// Rows of one `GS v 0`: a band that fits into the smallest image buffers.
const BAND: usize = 128;
/// Dots fed before the paper is torn where nothing cuts: from the head to the edge, at 8 dots a millimetre.
const TEAR: u8 = 160;

/// What a receipt printer does beside printing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Dots across the printed width: 576 for 80 mm and 384 for 58 mm at 203 dpi; 512 for 80 mm at 180 dpi.
    pub dots: u16,
    /// Cut behind each voucher.
    pub cut: bool,
    /// Open the cash drawer.
    pub drawer: bool,
}

impl Receipt {
    /// A printer of 203 dpi with a cutter; none for papers that are no roll.
    pub fn of(paper: Paper) -> Option<Self> {
        Some(Self {
            dots: dots(paper)?,
            cut: true,
            drawer: false,
        })
    }
}

/// Dots across a roll at 203 dpi.
pub fn dots(paper: Paper) -> Option<u16> {
    printed_mm(paper).map(|mm| mm * 8)
}

/// Millimetres that are printed of the width of a roll.
fn printed_mm(paper: Paper) -> Option<u16> {
    match paper {
        Paper::Receipt80 => Some(72),
        Paper::Receipt58 => Some(48),
        _ => None,
    }
}

impl Renderer {
    /// The pages as one stream of commands; each is cut off the next.
    pub fn escpos(
        &mut self,
        pages: &[Page],
        paper: Paper,
        receipt: Receipt,
    ) -> Result<Vec<u8>, VoucherError> {
        let Some(mm) = printed_mm(paper) else {
            return Err(VoucherError::Writer(format!(
                "{} is no roll: receipt printers take receipt80 and receipt58",
                paper.name()
            )));
        };
        // In whole dots to the millimetre where there are, so that modules of QR codes are whole dots, too.
        let dpi = f32::from(receipt.dots) / f32::from(mm) * 25.4;
        // Initialise; print positions and line spacing are those of the start again.
        let mut stream = vec![0x1b, b'@'];
        if receipt.drawer {
            // Pin 2 for 50 ms; the units are 2 ms.
            stream.extend([0x1b, b'p', 0, 25, 250]);
        }
        for page in pages {
            let picture = self.drawn(page, dpi, Ink::Dots)?;
            print(&mut stream, &picture, receipt.dots.into());
            if receipt.cut {
                // Feeds to the cutter, then cuts all but a bridge.
                stream.extend([0x1d, b'V', 66, 0]);
            } else {
                stream.extend([0x1b, b'J', TEAR]);
            }
        }
        Ok(stream)
    }
}

/// The middle of the picture, `dots` wide; what is not drawn there is margin that no head reaches.
fn print(stream: &mut Vec<u8>, picture: &Picture, dots: usize) {
    let width = usize::try_from(picture.width).unwrap_or(0);
    let left = width.saturating_sub(dots) / 2;
    let rows: Vec<&[u8]> = picture.rgba.chunks_exact(4 * width.max(1)).collect();
    let bytes = dots.div_ceil(8);
    for band in rows.chunks(BAND) {
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
            let row: Vec<bool> = row
                .chunks_exact(4)
                .skip(left)
                .take(dots)
                .map(is_black)
                .collect();
            stream.extend(row.chunks(8).map(octet));
            stream.extend(std::iter::repeat_n(0, bytes - row.len().div_ceil(8)));
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
