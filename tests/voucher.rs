//! Vouchers, read back by programs that are not ours: poppler (pdftotext, pdffonts, pdftoppm) and zbar.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

pub(crate) mod readers;
mod sample;

use innkeeper::{
    i18n::Language,
    voucher::{
        Document, Lack, Layout, Page, Paper, Renderer, VoucherData, VoucherError, layout::Item,
    },
};
use proptest::prelude::*;
use readers::{Pdf, qr_codes};
use std::collections::BTreeSet;

/// Beyond this a voucher is too heavy for a mail or a slow printer (issue "the walking desk", part 5).
const HEAVIEST: usize = 60_000;

fn lay_out(renderer: &mut Renderer, data: &VoucherData, paper: Paper) -> Layout {
    let document = Document::new(data, Language::English).unwrap();
    renderer.lay_out(&[document], paper).unwrap()
}

fn both_codes(data: &VoucherData) -> BTreeSet<String> {
    // Written out by hand, not by the code under test.
    let code = &data.username;
    BTreeSet::from([
        r#"WIFI:T:WPA;S:Miramar\; Guests;P:sol\,\"mar\"\:\\2026;;"#.to_owned(),
        format!("http://wifi.miramar.example/login?username={code}&password={code}"),
    ])
}

#[test]
fn both_qr_codes_are_read_from_pdf_and_png_of_every_paper() {
    let mut renderer = Renderer::default();
    let data = sample::voucher();
    for paper in Paper::ALL {
        let layout = lay_out(&mut renderer, &data, paper);
        let pdf = Pdf::new(&renderer.pdf(&layout).unwrap());
        let picture = renderer.picture(&layout.pages[0], 203.0).unwrap();
        let read = [
            ("PDF", pdf.qr_codes(300)),
            ("PNG", qr_codes(&picture.png().unwrap())),
        ];
        for (format, read) in read {
            let both = both_codes(&data);
            let of_paper = match paper {
                // A label that is too narrow for two has the one that logs in.
                Paper::Labels(_) if read.len() == 1 => both
                    .into_iter()
                    .filter(|code| code.starts_with("http"))
                    .collect(),
                _ => both,
            };
            assert_eq!(read, of_paper, "{format} on {}", paper.name());
        }
    }
}

#[test]
fn eight_cards_of_a_page_are_all_read() {
    let mut renderer = Renderer::default();
    let vouchers: Vec<_> = (0..9).map(sample::numbered).collect();
    let documents: Vec<_> = vouchers
        .iter()
        .map(|data| Document::new(data, Language::Italian).unwrap())
        .collect();
    let layout = renderer.lay_out(&documents, Paper::A4Cards).unwrap();
    assert_eq!(layout.pages.len(), 2);
    let expected: BTreeSet<_> = vouchers.iter().flat_map(both_codes).collect();
    assert_eq!(
        Pdf::new(&renderer.pdf(&layout).unwrap()).qr_codes(300),
        expected
    );
}

#[test]
fn fonts_are_embedded_subset_and_mapped_to_unicode() {
    let mut renderer = Renderer::default();
    for paper in Paper::ALL {
        let layout = lay_out(&mut renderer, &sample::voucher(), paper);
        let bytes = renderer.pdf(&layout).unwrap();
        assert!(
            bytes.len() < HEAVIEST,
            "{} bytes on {}",
            bytes.len(),
            paper.name()
        );
        let fonts = Pdf::new(&bytes).fonts();
        assert_eq!(fonts.len(), 3, "{fonts:?}");
        for font in fonts {
            assert!(font.contains(" yes yes yes "), "emb, sub, uni of {font}");
        }
    }
    assert!(!renderer.uses_system_fonts());
}

#[test]
fn the_text_of_the_pdf_is_what_the_guest_reads() {
    let check = |language: Language, expected: &[&str]| {
        let document = Document::new(&sample::voucher(), language).unwrap();
        let mut renderer = Renderer::default();
        let layout = renderer.lay_out(&[document], Paper::A4).unwrap();
        let text = Pdf::new(&renderer.pdf(&layout).unwrap())
            .text()
            .replace('\u{a0}', " ");
        for words in expected.iter().chain(&[
            "Hotel Miramar",
            "K7MWQ-4XPRA",
            "Miramar; Guests",
            r#"sol,"mar":\2026"#,
        ]) {
            assert!(text.contains(words), "{words:?} is not in\n{text}");
        }
    };
    check(
        Language::English,
        &[
            "Your code",
            "Valid for 3 days from the first login.",
            "First login by Thu 30 July 2026, 12:00 at the latest.",
            "€12.00",
            "Issued Thu 2 July 2026, 18:30",
            "No. 000123",
        ],
    );
    check(
        Language::Spanish,
        &[
            "Su código",
            "Válido durante 3 días desde el primer acceso.",
            "12,00 €",
            "Emitido el jue 2 de julio de 2026, 18:30",
        ],
    );
    check(
        Language::Italian,
        &[
            "Il suo codice",
            "Valido per 3 giorni dal primo accesso.",
            "12,00 €",
            "Emesso gio 2 luglio 2026, ore 18:30",
        ],
    );
}

#[test]
fn a_pair_prints_both_labelled_and_letter_by_letter() {
    let data = VoucherData {
        is_code: false,
        username: "maria.rossi".into(),
        password: "a  B&c".into(),
        ..sample::voucher()
    };
    let mut renderer = Renderer::default();
    let layout = lay_out(&mut renderer, &data, Paper::Receipt80);
    let pdf = Pdf::new(&renderer.pdf(&layout).unwrap());
    let text = pdf.text();
    for words in ["User name", "maria.rossi", "Password"] {
        assert!(text.contains(words), "{words:?} is not in\n{text}");
    }
    assert!(!text.contains("Your code"));
    assert!(
        pdf.qr_codes(300).contains(
            "http://wifi.miramar.example/login?username=maria.rossi&password=a%20%20B%26c"
        )
    );
}

#[test]
fn without_wifi_and_login_page_there_is_no_qr_code_and_no_number() {
    let only_login = VoucherData {
        wifi: None,
        ..sample::voucher()
    };
    let nothing = VoucherData {
        wifi: None,
        login_url: None,
        ..sample::voucher()
    };
    let mut renderer = Renderer::default();
    for paper in Paper::ALL {
        let layout = lay_out(&mut renderer, &only_login, paper);
        let pdf = Pdf::new(&renderer.pdf(&layout).unwrap());
        assert_eq!(pdf.qr_codes(300).len(), 1);
        assert!(!pdf.text().contains("2 Log in"));
        let layout = lay_out(&mut renderer, &nothing, paper);
        assert!(
            Pdf::new(&renderer.pdf(&layout).unwrap())
                .qr_codes(150)
                .is_empty()
        );
    }
}

#[test]
fn arabic_is_shaped_ordered_and_found_again() {
    let mut renderer = Renderer::default();
    let data = VoucherData {
        user_id: "غرفة محمد 204".into(),
        ..sample::voucher()
    };
    let document = Document::new(&data, Language::English).unwrap();
    let laid_out = renderer.lay_out(&[document], Paper::Receipt80);
    if !readers::has_font_for("ar") {
        assert!(matches!(laid_out, Err(VoucherError::NoFont { .. })));
        return;
    }
    let layout = laid_out.unwrap();
    assert!(renderer.uses_system_fonts());
    let bytes = renderer.pdf(&layout).unwrap();
    assert!(bytes.len() < HEAVIEST, "{} bytes", bytes.len());
    let text = Pdf::new(&bytes).text();
    assert!(text.contains("محمد"), "{text}");
    // Joined letters are other glyphs than letters alone: four letters of one word, each in another form.
    let shapes = |word: &str| glyphs_of(&mut Renderer::default(), word);
    assert_ne!(
        shapes("محمد"),
        ["د", "م", "ح", "م"]
            .iter()
            .flat_map(|letter| shapes(letter))
            .collect::<Vec<_>>()
    );
}

/// The glyphs of the guest's line, from left to right.
fn glyphs_of(renderer: &mut Renderer, user_id: &str) -> Vec<u16> {
    let layout = lay_out(
        renderer,
        &VoucherData {
            user_id: user_id.into(),
            ..sample::voucher()
        },
        Paper::A4,
    );
    let lines = layout.pages[0].items.iter().filter_map(|item| match item {
        innkeeper::voucher::layout::Item::Text {
            paragraph, line, ..
        } => paragraph.get(*line).cloned(),
        _ => None,
    });
    let runs: Vec<_> = lines.flat_map(|line| line.runs).collect();
    runs.iter()
        .filter(|run| user_id.contains(&*run.text))
        .flat_map(|run| run.glyphs.iter().map(|glyph| glyph.id))
        .collect()
}

#[test]
fn chinese_is_printed_or_its_lack_is_said() {
    let data = VoucherData {
        user_id: "客房".into(),
        ..sample::voucher()
    };
    let document = Document::new(&data, Language::English).unwrap();
    let mut renderer = Renderer::default();
    let laid_out = renderer.lay_out(&[document], Paper::Receipt80);
    if readers::has_font_for("zh") {
        let bytes = renderer.pdf(&laid_out.unwrap()).unwrap();
        assert!(bytes.len() < HEAVIEST);
        assert!(Pdf::new(&bytes).text().contains("客房"));
    } else {
        assert_eq!(
            laid_out,
            Err(VoucherError::NoFont {
                characters: "客房".into()
            })
        );
    }
}

#[test]
fn a_character_that_no_font_has_is_named_every_time_or_boxed_on_request() {
    // U+0378 is not assigned: no font can have it.
    let data = VoucherData {
        user_id: "Room \u{378}".into(),
        ..sample::voucher()
    };
    let document = [Document::new(&data, Language::English).unwrap()];
    let lack = Err(VoucherError::NoFont {
        characters: "\u{378}".into(),
    });
    let mut strict = Renderer::default();
    for _ in 0..2 {
        assert_eq!(strict.lay_out(&document, Paper::A4), lack);
    }
    // The next guest, whose name can be printed, is not refused for it.
    assert_eq!(
        lay_out(&mut strict, &sample::voucher(), Paper::A4)
            .pages
            .len(),
        1
    );
    // Printed for a guest, it is left out of a name; never of what he types.
    let mut desk = Renderer::new(Lack::LeaveOut);
    let layout = desk.lay_out(&document, Paper::A4).unwrap();
    let text = Pdf::new(&desk.pdf(&layout).unwrap()).text();
    assert!(
        text.contains("Room") && !text.contains('\u{fffd}'),
        "{text}"
    );
    let typed = VoucherData {
        username: "A\u{378}B".into(),
        is_code: false,
        ..sample::voucher()
    };
    let typed = [Document::new(&typed, Language::English).unwrap()];
    assert_eq!(desk.lay_out(&typed, Paper::A4), lack);
    let mut lenient = Renderer::new(Lack::PrintBox);
    for _ in 0..2 {
        let layout = lenient.lay_out(&document, Paper::A4).unwrap();
        let text = Pdf::new(&lenient.pdf(&layout).unwrap()).text();
        assert!(text.contains("Room \u{fffd}"), "{text}");
    }
}

#[test]
fn a_wifi_password_is_never_shortened() {
    let password = "correct horse battery staple; 63 letters are the most of WPA, so";
    let mut data = sample::voucher();
    if let Some(wifi) = &mut data.wifi {
        wifi.password = password.to_owned();
    }
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    let mut renderer = Renderer::default();
    for paper in [Paper::Receipt58, Paper::Receipt80, Paper::A4] {
        let layout = lay_out(&mut renderer, &data, paper);
        let items = layout.pages.iter().flat_map(|page| &page.items);
        let printed: String = items
            .filter_map(|item| match item {
                Item::Text {
                    paragraph, line, ..
                } => paragraph.get(*line),
                _ => None,
            })
            .flat_map(|line| &line.runs)
            .map(|run| &*run.text)
            .collect();
        assert!(
            letters(&printed).contains(&letters(password)),
            "{paper:?}: {printed}"
        );
    }
}

#[test]
fn what_shaping_makes_of_other_characters_or_leaves_out_is_no_lack() {
    // A letter with its accent apart, a joiner, a variation selector, a non-breaking hyphen, a thin space.
    let data = VoucherData {
        user_id: "Jose\u{301} A\u{200d}B C\u{fe0f}\u{2011}D\u{2009}E".into(),
        ..sample::voucher()
    };
    let mut renderer = Renderer::default();
    let layout = lay_out(&mut renderer, &data, Paper::A4);
    assert!(!renderer.uses_system_fonts());
    let text = Pdf::new(&renderer.pdf(&layout).unwrap()).text();
    assert!(!text.contains('\u{fffd}'), "{text}");
}

#[test]
fn a_code_on_many_vouchers_is_in_the_file_once() {
    let mut renderer = Renderer::default();
    let mut size = |count| {
        let data: Vec<_> = (0..count).map(sample::numbered).collect();
        let documents = Document::batch(&data, Language::English).unwrap();
        let layout = renderer.lay_out(&documents, Paper::Receipt80).unwrap();
        renderer.pdf(&layout).unwrap().len()
    };
    let (one, two, three) = (size(1), size(2), size(3));
    // A voucher's own code is some 4 kB; with that of the Wi-Fi it would be nearly twice as much.
    assert!(three - two < 6_000, "{one}, {two}, {three} bytes");
}

#[test]
fn the_preview_is_the_print() {
    let mut renderer = Renderer::default();
    for paper in Paper::ALL {
        let layout = lay_out(&mut renderer, &sample::voucher(), paper);
        let picture = renderer.picture(&layout.pages[0], 100.0).unwrap();
        let (width, height, print) = Pdf::new(&renderer.pdf(&layout).unwrap()).grey(100);
        assert!(width.abs_diff(picture.width) <= 1 && height.abs_diff(picture.height) <= 1);
        let mut different = 0_u64;
        for y in 0..height.min(picture.height) {
            for x in 0..width.min(picture.width) {
                let ours = picture.rgba[4 * (y * picture.width + x) as usize];
                different += u64::from(ours.abs_diff(print[(y * width + x) as usize]));
            }
        }
        let ink: u64 = print.iter().map(|grey| u64::from(255 - grey)).sum();
        // Two rasterisers differ along edges; a line that moved by its height would count twice its ink.
        assert!(
            different * 2 < ink,
            "{different} of {ink} on {}",
            paper.name()
        );
    }
}

#[test]
fn the_same_voucher_gives_the_same_bytes() {
    let once = || {
        let mut renderer = Renderer::default();
        let layout = lay_out(&mut renderer, &sample::voucher(), Paper::A4);
        renderer.pdf(&layout).unwrap()
    };
    assert_eq!(once(), once());
}

#[test]
fn control_characters_and_direction_marks_are_not_printed() {
    let data = VoucherData {
        location: "Hotel\u{0}\u{1b}[1m\n\tMira\u{202e}mar".into(),
        ..sample::voucher()
    };
    let mut renderer = Renderer::default();
    let layout = lay_out(&mut renderer, &data, Paper::A4);
    let text = Pdf::new(&renderer.pdf(&layout).unwrap()).text();
    assert!(text.contains("Hotel[1m Miramar"), "{text}");
}

#[test]
fn a_page_that_cannot_be_drawn_is_refused() {
    let mut renderer = Renderer::default();
    let layout = lay_out(&mut renderer, &sample::voucher(), Paper::A4);
    for dpi in [0.0, -1.0, f32::NAN, f32::INFINITY, 5000.0] {
        let refused = renderer.picture(&layout.pages[0], dpi);
        assert!(
            matches!(refused, Err(VoucherError::PictureSize { .. })),
            "{dpi} dpi"
        );
    }
}

#[test]
fn a_renderer_goes_to_another_thread() {
    let mut renderer = Renderer::default();
    let pages = std::thread::spawn(move || {
        lay_out(&mut renderer, &sample::voucher(), Paper::A4)
            .pages
            .len()
    });
    assert_eq!(pages.join().unwrap(), 1);
}

/// Everything that is drawn stands on the page.
fn check_inside(page: &Page, what: &str) {
    for item in &page.items {
        let bounds = item.bounds();
        let inside = bounds.x >= -0.5
            && bounds.y >= -0.5
            && bounds.x + bounds.width <= page.width + 0.5
            && bounds.y + bounds.height <= page.height + 0.5;
        assert!(
            inside,
            "{bounds:?} is not on a page of {} × {}: {what}",
            page.width, page.height
        );
    }
}

#[test]
fn codes_side_by_side_are_of_one_height_whatever_their_captions() {
    // "1 Si colleghi al Wi-Fi" takes two lines of a roll of 58 mm, "2 Acceda" one.
    let document = Document::new(&sample::voucher(), Language::Italian).unwrap();
    let mut renderer = Renderer::default();
    let layout = renderer.lay_out(&[document], Paper::Receipt58).unwrap();
    let codes: Vec<_> = layout.pages[0]
        .items
        .iter()
        .filter(|item| matches!(item, innkeeper::voucher::layout::Item::Modules { .. }))
        .map(innkeeper::voucher::layout::Item::bounds)
        .collect();
    assert!(codes[0].x + codes[0].width <= codes[1].x, "{codes:?}");
    assert!((codes[0].y - codes[1].y).abs() < 0.01, "{codes:?}");
}

/// A guest with two codes before them has to know which is which.
#[test]
fn of_two_codes_on_a_label_each_says_what_it_does() {
    for name in ["5161", "5162", "5163"] {
        let document = Document::new(&sample::voucher(), Language::English).unwrap();
        let mut renderer = Renderer::default();
        let layout = renderer
            .lay_out(&[document], name.parse().unwrap())
            .unwrap();
        let text = Pdf::new(&renderer.pdf(&layout).unwrap()).text();
        for words in ["1 Join the Wi-Fi", "2 Log in"] {
            assert!(text.contains(words), "{name}: {words} in {text}");
        }
        check_inside(&layout.pages[0], name);
    }
}

#[test]
fn names_of_500_characters_do_not_break_the_page() {
    let words = "Grand Hotel & Spa ".repeat(28);
    let unbroken = "W".repeat(500);
    let mut renderer = Renderer::default();
    for long in [&words, &unbroken] {
        let data = VoucherData {
            location: long.clone(),
            user_id: long.clone(),
            product: long.clone(),
            username: long.clone(),
            password: long.clone(),
            is_code: false,
            ..sample::voucher()
        };
        for paper in Paper::ALL {
            for data in [
                &data,
                &VoucherData {
                    is_code: true,
                    ..data.clone()
                },
            ] {
                let layout = lay_out(&mut renderer, data, paper);
                check_inside(&layout.pages[0], paper.name());
                assert!(
                    layout.pages[0].height <= 297.0 * 72.0 / 25.4 + 0.5,
                    "{} points",
                    layout.pages[0].height
                );
            }
        }
    }
    let layout = lay_out(
        &mut renderer,
        &VoucherData {
            location: unbroken,
            ..sample::voucher()
        },
        Paper::A4,
    );
    assert!(
        Pdf::new(&renderer.pdf(&layout).unwrap())
            .text()
            .contains("W…")
    );
}

/// Any characters, most of which no font has; and words of two directions, in which breaking lines goes wrong.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![".{0,120}", "([0-9]{1,9}[א-ת]{1,9}[A-Za-z]{0,9}){0,9}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_in_the_codes_is_read_back(ssid in "[ -~]{1,32}", password in "[ -~]{8,40}", code in "[ -~àéñ€]{1,20}") {
        let mut data = VoucherData { username: code.clone(), password: code, is_code: false, ..sample::voucher() };
        let wifi = data.wifi.as_mut().unwrap();
        (wifi.ssid, wifi.password) = (ssid.clone(), password.clone());
        let mut renderer = Renderer::default();
        let layout = lay_out(&mut renderer, &data, Paper::A4);
        let read = Pdf::new(&renderer.pdf(&layout).unwrap()).qr_codes(200);
        let [login, wifi] = <[String; 2]>::try_from(read.into_iter().rev().collect::<Vec<_>>())
            .map(|[a, b]| if a.starts_with("WIFI:") { [b, a] } else { [a, b] })
            .unwrap();
        prop_assert_eq!(readers::wifi_of(&wifi), (ssid, password));
        let expected = (data.username.clone(), data.password.clone());
        prop_assert_eq!(readers::login_of(&login), expected);
    }

    #[test]
    fn nothing_leaves_the_page(location in any_text(), user_id in any_text(), code in "[A-Z2-9]{1,60}", password in "[ -~]{0,63}") {
        let mut data = VoucherData { location, user_id, username: code.clone(), password: code, ..sample::voucher() };
        data.wifi.as_mut().unwrap().password = password;
        let mut renderer = Renderer::new(Lack::PrintBox);
        for paper in Paper::ALL {
            let layout = lay_out(&mut renderer, &data, paper);
            check_inside(&layout.pages[0], paper.name());
        }
    }
}

/// Writes every paper in every language to a folder, to be looked at.
#[test]
#[ignore = "for the eye: VOUCHER_DIR=/tmp/voucher cargo test --test tests show -- --ignored"]
fn show() {
    let dir = std::path::PathBuf::from(std::env::var_os("VOUCHER_DIR").expect("VOUCHER_DIR"));
    std::fs::create_dir_all(&dir).unwrap();
    let mut renderer = Renderer::default();
    let pair = VoucherData {
        is_code: false,
        username: "maria.rossi".into(),
        password: "k7mWq4xp".into(),
        user_id: "غرفة محمد 204".into(),
        location: "Grand Hotel Villa Serbelloni & Resort al Lago di Como".into(),
        ..sample::voucher()
    };
    for paper in Paper::ALL {
        for language in Language::ALL {
            let documents: Vec<_> = (0..8)
                .map(|n| {
                    if n % 2 == 0 {
                        sample::numbered(n)
                    } else {
                        pair.clone()
                    }
                })
                .map(|data| Document::new(&data, language).unwrap())
                .collect();
            let layout = renderer.lay_out(&documents, paper).unwrap();
            let name = format!("{}-{}", paper.name(), language.tag());
            std::fs::write(
                dir.join(format!("{name}.pdf")),
                renderer.pdf(&layout).unwrap(),
            )
            .unwrap();
            let picture = renderer.picture(&layout.pages[0], 203.0).unwrap();
            std::fs::write(dir.join(format!("{name}.png")), picture.png().unwrap()).unwrap();
        }
    }
}
