//! Vouchers, read back by programs that are not ours.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod sample;

use innkeeper::{
    i18n::Language,
    voucher::{Document, Paper, Renderer},
};

#[test]
#[ignore = "writes /tmp/voucher for the eye"]
fn show() {
    let dir = std::path::Path::new("/tmp/voucher");
    std::fs::create_dir_all(dir).unwrap();
    let mut renderer = Renderer::default();
    for paper in Paper::ALL {
        for language in Language::ALL {
            let documents: Vec<_> = (0..if paper == Paper::A4Cards { 8 } else { 1 })
                .map(|i| Document::new(&sample::numbered(i), language).unwrap())
                .collect();
            let layout = renderer.lay_out(&documents, paper).unwrap();
            let name = format!("{}-{}", paper.name(), language.tag());
            std::fs::write(
                dir.join(format!("{name}.pdf")),
                renderer.pdf(&layout).unwrap(),
            )
            .unwrap();
            std::fs::write(
                dir.join(format!("{name}.png")),
                renderer
                    .picture(&layout.pages[0], 203.0)
                    .unwrap()
                    .png()
                    .unwrap(),
            )
            .unwrap();
        }
    }
}
