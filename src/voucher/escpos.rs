//! Vouchers as commands for receipt printers (ESC/POS): in the printer's own letters where it has them and the house wants
//! it, else drawn as dots, so that any script prints the same on any of them.
//!
//! Only commands that every printer of the family knows: `ESC @`, `GS v 0`, `ESC J`, `GS V 66`, `ESC p`; for its letters
//! `ESC t`, `ESC a`, `ESC E`, `GS !`.

mod codepage;
mod letters;
mod raster;

pub use codepage::CodePage;
pub use letters::Letters;

use super::{Document, VoucherError, layout::Paper, png::Ink, text::Renderer};

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
    /// Its own letters, where they are used; none draws every voucher.
    pub letters: Option<Letters>,
}

impl Receipt {
    /// A printer of 203 dpi with a cutter; none for papers that are no roll.
    pub fn of(paper: Paper) -> Option<Self> {
        Some(Self {
            dots: dots(paper)?,
            cut: true,
            drawer: false,
            letters: None,
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
    /// The vouchers as one stream of commands; each is cut off the next.
    pub fn escpos(
        &mut self,
        documents: &[Document],
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
        for document in documents {
            let written = receipt
                .letters
                .and_then(|letters| letters::write(document, letters, receipt.dots.into()));
            match written {
                Some(written) => stream.extend(written),
                None => {
                    for page in self.lay_out(std::slice::from_ref(document), paper)?.pages {
                        let picture = self.drawn(&page, dpi, Ink::Dots)?;
                        raster::picture(&mut stream, &picture, receipt.dots.into());
                    }
                }
            }
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
