//! Sheets of labels by their published dimensions.
//!
//! Sizes and numbers of labels are those that Avery prints on the packs. Sheets are symmetrical, and published templates
//! agree with that to within what a die cut is off; where they contradict each other, most of them decide (the table in
//! the tests has each with its source). Millimetres.

use super::layout::A4_MEDIA;

/// A kind of sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Labels {
    /// Twenty-four of 70 × 37 mm, without gaps: the common grid of A4 (Avery Zweckform 3474).
    A4Grid24,
    /// Avery L7160: twenty-one of 63.5 × 38.1 mm on A4.
    L7160,
    /// Avery L7161: eighteen of 63.5 × 46.6 mm on A4.
    L7161,
    /// Avery L7163: fourteen of 99.1 × 38.1 mm on A4.
    L7163,
    /// Avery 5160: thirty of 2⅝ × 1 in on US Letter.
    L5160,
    /// Avery 5161: twenty of 4 × 1 in on US Letter.
    L5161,
    /// Avery 5162: fourteen of 4 × 1⅓ in on US Letter.
    L5162,
    /// Avery 5163: ten of 4 × 2 in on US Letter.
    L5163,
}

/// Where the labels are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sheet {
    pub(super) media: &'static str,
    pub(super) page_width: f32,
    pub(super) page_height: f32,
    pub(super) across: usize,
    pub(super) down: usize,
    pub(super) width: f32,
    pub(super) height: f32,
    /// Of the first label.
    pub(super) left: f32,
    pub(super) top: f32,
    /// From one label to the next.
    pub(super) pitch_x: f32,
    pub(super) pitch_y: f32,
}

const A4: Sheet = Sheet {
    media: A4_MEDIA,
    page_width: 210.0,
    page_height: 297.0,
    across: 3,
    down: 7,
    width: 63.5,
    height: 38.1,
    left: 7.21,
    top: 15.15,
    pitch_x: 66.04,
    pitch_y: 38.1,
};

const INCH: f32 = 25.4;

const LETTER: Sheet = Sheet {
    media: "na_letter_8.5x11in",
    page_width: 8.5 * INCH,
    page_height: 11.0 * INCH,
    across: 2,
    down: 10,
    width: 4.0 * INCH,
    height: INCH,
    left: 0.15625 * INCH,
    top: 0.5 * INCH,
    pitch_x: 4.1875 * INCH,
    pitch_y: INCH,
};

impl Labels {
    /// The name on the command line and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4Grid24 => "a4-grid24",
            Self::L7160 => "l7160",
            Self::L7161 => "l7161",
            Self::L7163 => "l7163",
            Self::L5160 => "5160",
            Self::L5161 => "5161",
            Self::L5162 => "5162",
            Self::L5163 => "5163",
        }
    }

    /// Width and height of a label in tenths of a millimetre.
    pub fn size(self) -> (u16, u16) {
        let sheet = self.sheet();
        let tenths = |mm: f32| {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a label is some centimetres wide"
            )]
            let tenths = (10.0 * mm).round() as u16;
            tenths
        };
        (tenths(sheet.width), tenths(sheet.height))
    }

    pub(super) fn sheet(self) -> Sheet {
        match self {
            Self::A4Grid24 => Sheet {
                down: 8,
                width: 70.0,
                height: 37.0,
                left: 0.0,
                top: 0.5,
                pitch_x: 70.0,
                pitch_y: 37.0,
                ..A4
            },
            Self::L7160 => A4,
            Self::L7161 => Sheet {
                down: 6,
                height: 46.6,
                top: 8.7,
                pitch_y: 46.6,
                ..A4
            },
            Self::L7163 => Sheet {
                across: 2,
                width: 99.1,
                left: 4.65,
                pitch_x: 101.6,
                ..A4
            },
            Self::L5160 => Sheet {
                across: 3,
                width: 2.625 * INCH,
                left: 0.1875 * INCH,
                pitch_x: 2.75 * INCH,
                ..LETTER
            },
            Self::L5161 => LETTER,
            Self::L5162 => Sheet {
                down: 7,
                height: INCH * 4.0 / 3.0,
                top: INCH * 5.0 / 6.0,
                pitch_y: INCH * 4.0 / 3.0,
                ..LETTER
            },
            Self::L5163 => Sheet {
                down: 5,
                height: 2.0 * INCH,
                pitch_y: 2.0 * INCH,
                ..LETTER
            },
        }
    }
}

impl Sheet {
    pub(super) fn per_page(&self) -> usize {
        self.across * self.down
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "a failed test may panic")]

    use super::{
        super::{Paper, layout::to_f32},
        *,
    };

    /// What stands on the packs: labels on a sheet.
    #[test]
    fn sheets_hold_what_the_packs_say() {
        for (labels, count) in [
            (Labels::A4Grid24, 24),
            (Labels::L7160, 21),
            (Labels::L7161, 18),
            (Labels::L7163, 14),
            (Labels::L5160, 30),
            (Labels::L5161, 20),
            (Labels::L5162, 14),
            (Labels::L5163, 10),
        ] {
            assert_eq!(Paper::Labels(labels).per_page(), count, "{labels:?}");
        }
    }

    /// Templates of gLabels 3.4.1 (Debian's glabels-data, the file and the part that are named), in the unit that they are
    /// written in: across, down, the first label's place, the pitch. What is printed stays on the label by each of
    /// them; the last column says by how much ours differs from it at most, in tenths of a millimetre.
    #[test]
    #[allow(clippy::too_many_lines, reason = "a table")]
    fn what_is_printed_stays_on_the_label_by_every_published_template() {
        const POINT: f32 = 25.4 / 72.0;
        const MM: f32 = 1.0;
        let table = [
            (
                Labels::L7160,
                "avery-iso 7160",
                POINT,
                [181.4, 108.0, 21.2, 43.9, 187.2, 108.0],
                8,
            ),
            (
                Labels::L7160,
                "endisch (21)",
                MM,
                [63.5, 38.1, 7.21, 15.15, 66.04, 38.1],
                1,
            ),
            (
                Labels::L7160,
                "rayfilm (21)",
                MM,
                [63.5, 38.1, 7.2, 15.1, 66.0, 38.1],
                2,
            ),
            (
                Labels::L7161,
                "avery-iso 7161",
                POINT,
                [180.2, 132.6, 21.0, 23.0, 186.9, 132.5],
                6,
            ),
            (
                Labels::L7161,
                "endisch (18)",
                MM,
                [63.5, 46.6, 7.21, 8.7, 66.04, 46.6],
                1,
            ),
            (
                Labels::L7161,
                "rayfilm (18)",
                MM,
                [63.5, 46.6, 7.2, 8.7, 66.0, 46.6],
                2,
            ),
            (
                Labels::L7163,
                "avery-iso 7163",
                POINT,
                [280.9, 108.0, 9.5, 43.0, 292.0, 108.0],
                14,
            ),
            (
                Labels::L7163,
                "endisch (14)",
                MM,
                [99.1, 38.1, 4.63, 15.15, 101.64, 38.1],
                1,
            ),
            (
                Labels::L7163,
                "rayfilm (14)",
                MM,
                [99.1, 38.1, 4.7, 15.15, 101.6, 38.1],
                1,
            ),
            (
                Labels::L5160,
                "avery-us 5160",
                INCH,
                [2.625, 1.0, 0.15625, 0.5, 2.78125, 1.0],
                9,
            ),
            (
                Labels::L5160,
                "worldlabel (30)",
                INCH,
                [2.625, 1.0, 0.1875, 0.5, 2.75, 1.0],
                1,
            ),
            (
                Labels::L5160,
                "maco (30)",
                INCH,
                [2.625, 1.0, 0.1875, 0.5, 2.75, 1.0],
                1,
            ),
            (
                Labels::L5161,
                "avery-us 5161",
                INCH,
                [4.0, 1.0, 0.15625, 0.5, 4.1875, 1.0],
                1,
            ),
            (
                Labels::L5161,
                "worldlabel (20)",
                INCH,
                [4.0, 1.0, 0.15625, 0.5, 4.1875, 1.0],
                1,
            ),
            (
                Labels::L5162,
                "avery-us 5162",
                INCH,
                [4.0, 4.0 / 3.0, 0.15625, 5.0 / 6.0, 4.1875, 4.0 / 3.0],
                1,
            ),
            (
                Labels::L5163,
                "avery-us 5163",
                INCH,
                [4.0, 2.0, 0.1625, 0.5, 4.1875, 2.0],
                2,
            ),
            (
                Labels::L5163,
                "begalabel (10)",
                INCH,
                [4.0, 2.0, 0.1875, 0.5, 4.125, 2.0],
                9,
            ),
            (
                Labels::A4Grid24,
                "zweckform-iso 3474",
                MM,
                [70.0, 37.0, 0.0, 0.0, 70.0, 37.0],
                6,
            ),
        ];
        for (labels, source, unit, template, tenths) in table {
            let sheet = labels.sheet();
            let [width, height, left, top, pitch_x, pitch_y] = template.map(|number| number * unit);
            let padding = super::super::layout::LABEL_PADDING / super::super::layout::POINTS_PER_MM;
            for (column, row) in
                (0..sheet.across).flat_map(|x| (0..sheet.down).map(move |y| (x, y)))
            {
                let at = |start: f32, pitch: f32, place: usize| start + pitch * to_f32(place);
                let ours = [
                    at(sheet.left, sheet.pitch_x, column),
                    at(sheet.top, sheet.pitch_y, row),
                ];
                let theirs = [at(left, pitch_x, column), at(top, pitch_y, row)];
                let sizes = [(sheet.width, width), (sheet.height, height)];
                for ((ours, theirs), (our_size, their_size)) in
                    ours.into_iter().zip(theirs).zip(sizes)
                {
                    assert!(
                        ours + padding >= theirs
                            && ours + our_size - padding <= theirs + their_size,
                        "{labels:?} by {source}: column {column}, row {row}"
                    );
                    let off = (ours - theirs)
                        .abs()
                        .max((ours + our_size - theirs - their_size).abs());
                    assert!(
                        10.0 * off < to_f32(tenths),
                        "{labels:?} by {source}: {off} mm"
                    );
                }
            }
        }
    }

    /// The sheets are symmetrical: what is left over at the left is left over at the right, above and below, to within
    /// two tenths of a millimetre.
    #[test]
    fn sheets_are_symmetrical_and_labels_do_not_overlap() {
        for paper in Paper::ALL {
            let Paper::Labels(labels) = paper else {
                continue;
            };
            let sheet = labels.sheet();
            let right = sheet.page_width
                - sheet.left
                - sheet.pitch_x * to_f32(sheet.across - 1)
                - sheet.width;
            let below = sheet.page_height
                - sheet.top
                - sheet.pitch_y * to_f32(sheet.down - 1)
                - sheet.height;
            assert!((right - sheet.left).abs() < 0.25, "{labels:?}: {right}");
            assert!((below - sheet.top).abs() < 0.25, "{labels:?}: {below}");
            assert!(sheet.pitch_x >= sheet.width && sheet.pitch_y >= sheet.height);
        }
    }
}
