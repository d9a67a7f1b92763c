//! The voucher: one document model, several renderers (DESIGN 3.11).
//!
//! ```text
//! VoucherData ──Document::new──► Document ──Renderer::lay_out──► Layout ─┬─Renderer::pdf──► bytes
//!   what is true                  what is said                    where  └─Renderer::png──► pixels
//! ```
//!
//! Words, dates and prices are decided in [`document`], places in [`layout`]; [`pdf`] and [`png`] only draw, so a
//! printed voucher and its preview cannot differ. Nothing here knows a printer, a file or the store.

pub mod document;
pub mod escpos;
mod fonts;
pub mod labels;
pub mod layout;
pub mod look;
pub mod mail;
pub mod pdf;
pub mod png;
pub mod qr;
pub mod sheet;
mod text;
mod words;

pub use document::{Document, Validity, VoucherData, Wifi};
pub use escpos::{CodePage, Letters, Receipt};
pub use layout::{Layout, Page, Paper, Placing};
pub use look::{Logo, LogoError, Look};
pub use mail::{Around, Letter};
pub use pdf::PdfWriter;
pub use png::Picture;
pub use qr::WifiSecurity;
pub use text::{Lack, Renderer};
pub use words::{duration, moment, price, price_in, price_with, tax_rate};

/// A local time: an instant together with the zone of the Location.
pub type LocalTime = chrono::DateTime<chrono_tz::Tz>;

/// Why there is no voucher.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VoucherError {
    /// No font, neither embedded nor of the system, has these characters.
    #[error("no font has the characters {characters:?}; install a font for them")]
    NoFont {
        /// Each character once, in the order in which it was met.
        characters: String,
    },
    /// A QR code cannot hold this much (ISO/IEC 18004: 2331 bytes at level M).
    #[error("{bytes} bytes are more than a QR code can hold")]
    QrTooLong {
        /// Size of what was to be encoded.
        bytes: usize,
    },
    /// The page is larger than a picture may be, or the resolution is not positive.
    #[error("a page of {width_mm} × {height_mm} mm cannot be drawn at {dpi} dpi")]
    PictureSize {
        /// Width of the page.
        width_mm: u32,
        /// Height of the page.
        height_mm: u32,
        /// Dots per inch that were asked for.
        dpi: u32,
    },
    /// The PDF or PNG writer refused; its own words.
    #[error("the voucher cannot be written: {0}")]
    Writer(String),
}
