//! What a house changes of its vouchers: its logo, a headline, a footer, and which QR codes stand on them.

use super::document::{Block, Document, Scanning, push_unless_empty};
use image::{GrayImage, ImageFormat, ImageReader, Limits, imageops};
use std::{io::Cursor, sync::Arc};

/// Octets of a logo file at most.
pub const LOGO_FILE_MAX: usize = 4 << 20;
/// Pixels across or down of a logo file at most.
pub const LOGO_SIDE_MAX: u32 = 6000;
/// Pixels across of the logo that is kept: 70 mm at 300 dpi.
const KEPT_ACROSS: u32 = 827;
const KEPT_DOWN: u32 = 400;
/// Characters of headline and footer at most.
pub const TEXT_MAX: usize = 300;

/// A picture in greys on white, small enough for paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    width: u32,
    height: u32,
    grey: Vec<u8>,
}

/// Why a file is no logo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// Neither PNG nor JPEG.
    #[error("this file is no picture that can be used: choose a PNG or JPEG file")]
    NoPicture,
    /// Too many octets or pixels.
    #[error("this picture is too large: at most 4 MB and 6000 pixels on a side")]
    TooLarge,
    /// It begins as a picture and cannot be read to its end.
    #[error("this picture is damaged: {0}")]
    Damaged(String),
}

impl Logo {
    /// Reads a PNG or JPEG file. What is transparent becomes white.
    pub fn read(file: &[u8]) -> Result<Self, LogoError> {
        if file.len() > LOGO_FILE_MAX {
            return Err(LogoError::TooLarge);
        }
        let reader = || -> Result<ImageReader<Cursor<&[u8]>>, LogoError> {
            let reader = ImageReader::new(Cursor::new(file))
                .with_guessed_format()
                .map_err(|_| LogoError::NoPicture)?;
            match reader.format() {
                Some(ImageFormat::Png | ImageFormat::Jpeg) => Ok(reader),
                _ => Err(LogoError::NoPicture),
            }
        };
        let damaged = |error: image::ImageError| LogoError::Damaged(error.to_string());
        let (width, height) = reader()?.into_dimensions().map_err(damaged)?;
        if width.max(height) > LOGO_SIDE_MAX {
            return Err(LogoError::TooLarge);
        }
        let mut reader = reader()?;
        let mut limits = Limits::default();
        limits.max_alloc = Some(512 << 20);
        reader.limits(limits);
        let picture = reader.decode().map_err(damaged)?.into_rgba8();
        let mut grey = GrayImage::new(width, height);
        for (to, from) in grey.pixels_mut().zip(picture.pixels()) {
            let [red, green, blue, alpha] = from.0.map(u32::from);
            // Luma as ITU-R BT.601 weighs it, over white.
            let luma = (299 * red + 587 * green + 114 * blue) / 1000;
            let over_white = (luma * alpha + 255 * (255 - alpha)) / 255;
            to.0 = [u8::try_from(over_white).unwrap_or(u8::MAX)];
        }
        if width > KEPT_ACROSS || height > KEPT_DOWN {
            let ratio = (f64::from(KEPT_ACROSS) / f64::from(width))
                .min(f64::from(KEPT_DOWN) / f64::from(height));
            let part = |side: u32| scaled(side, ratio);
            grey = imageops::resize(
                &grey,
                part(width),
                part(height),
                imageops::FilterType::Triangle,
            );
        }
        Ok(Self {
            width: grey.width(),
            height: grey.height(),
            grey: grey.into_raw(),
        })
    }

    /// As a PNG file: what the house keeps.
    pub fn png(&self) -> Result<Vec<u8>, LogoError> {
        use image::{ExtendedColorType, ImageEncoder as _, codecs::png::PngEncoder};
        let mut bytes = Vec::new();
        PngEncoder::new(&mut bytes)
            .write_image(&self.grey, self.width, self.height, ExtendedColorType::L8)
            .map_err(|error| LogoError::Damaged(error.to_string()))?;
        Ok(bytes)
    }

    /// Pixels across and down.
    pub(super) fn size(&self) -> (usize, usize) {
        let side = |side: u32| usize::try_from(side).unwrap_or(1);
        (side(self.width), side(self.height))
    }

    /// Red, green, blue and alpha of each pixel.
    pub(super) fn rgba(&self) -> Vec<u8> {
        let pixels = self.grey.iter();
        pixels.flat_map(|grey| [*grey, *grey, *grey, 255]).collect()
    }

    /// Its greys at this size; as dots, they are black or white, by Floyd and Steinberg's diffusion.
    pub(super) fn scaled(&self, width: u32, height: u32, dots: bool) -> Vec<u8> {
        let Some(whole) = GrayImage::from_raw(self.width, self.height, self.grey.clone()) else {
            return Vec::new();
        };
        let filter = imageops::FilterType::Triangle;
        let mut scaled = imageops::resize(&whole, width.max(1), height.max(1), filter);
        if dots {
            imageops::dither(&mut scaled, &imageops::BiLevel);
        }
        scaled.into_raw()
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a side that fits"
)]
fn scaled(side: u32, ratio: f64) -> u32 {
    ((f64::from(side) * ratio).round() as u32).max(1)
}

/// What a house changes of its vouchers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Above everything.
    pub logo: Option<Arc<Logo>>,
    /// Below the name of the Location; may be empty.
    pub headline: String,
    /// At the end; may be empty.
    pub footer: String,
    /// The QR code that joins the Wi-Fi.
    pub join_code: bool,
    /// The QR code that logs in.
    pub login_code: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            logo: None,
            headline: String::new(),
            footer: String::new(),
            join_code: true,
            login_code: true,
        }
    }
}

impl Look {
    /// Changes a document.
    pub fn apply(&self, document: &mut Document) {
        let shown = |does| match does {
            Scanning::Join => self.join_code,
            Scanning::LogIn => self.login_code,
            Scanning::Number => true,
        };
        let mut blocks = Vec::with_capacity(document.blocks.len() + 3);
        blocks.extend(self.logo.clone().map(Block::Logo));
        for block in std::mem::take(&mut document.blocks) {
            match block {
                Block::Heading(name) => {
                    blocks.push(Block::Heading(name));
                    push_unless_empty(&mut blocks, &self.headline, Block::Text);
                }
                Block::Qrs(mut codes) => {
                    let before = codes.len();
                    codes.retain(|code| shown(code.does));
                    if let ([code], true) = (codes.as_mut_slice(), before > 1) {
                        // "1 Join the Wi-Fi" counts to two.
                        code.caption = code
                            .caption
                            .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
                            .to_owned();
                    }
                    if !codes.is_empty() {
                        blocks.push(Block::Qrs(codes));
                    }
                }
                block => blocks.push(block),
            }
        }
        push_unless_empty(&mut blocks, &self.footer, Block::Text);
        document.blocks = blocks;
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test says what must hold"
    )]

    use super::*;

    fn file(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let picture = image::RgbImage::from_fn(width, height, |x, _| {
            image::Rgb(if x < width / 2 { [0; 3] } else { [255; 3] })
        });
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn png_and_jpeg_are_read_and_made_small() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            let logo = Logo::read(&file(2000, 500, format)).unwrap();
            assert_eq!((logo.width, logo.height), (827, 207));
            assert_eq!(logo.grey.len(), 827 * 207);
            assert!(logo.grey[100] < 20 && logo.grey[800] > 235);
            assert_eq!(Logo::read(&logo.png().unwrap()).unwrap(), logo);
        }
    }

    #[test]
    fn what_is_no_logo_says_so() {
        let whole = file(400, 400, ImageFormat::Png);
        let cut = &whole[..whole.len() / 2];
        for (bytes, expected) in [
            (&b""[..], "no picture"),
            (b"%PDF-1.7 ...", "no picture"),
            (b"GIF89a\x01\x00\x01\x00", "no picture"),
            (cut, "damaged"),
            (&vec![0; LOGO_FILE_MAX + 1], "too large"),
            (&file(6001, 2, ImageFormat::Png), "too large"),
        ] {
            let said = Logo::read(bytes).unwrap_err().to_string();
            assert!(said.contains(expected), "{said}");
        }
    }
}
