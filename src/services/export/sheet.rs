//! One sheet, written row by row as CSV or as XLSX.

use super::Form;
use crate::services::{
    Error, Result,
    files::{self, Draft, Readers},
};
use chrono::NaiveDateTime;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use std::{
    fs::File,
    io::{self, BufWriter, Write as _},
    path::Path,
};

/// Rows of a sheet at most, the head included (the limit of the format): what is more goes on in a next sheet.
const ROWS_MAX: u32 = 1 << 20;

/// The widest that a column is made, in characters.
const WIDTH_MAX: usize = 32;

/// A value with its kind, so that a spreadsheet can reckon with it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// Stays text, whatever it begins with.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A duration.
    Seconds(u64),
    /// By the wall clock of the Location.
    When(NaiveDateTime),
    /// An amount with a point before its decimals.
    Money {
        /// The amount.
        text: String,
        /// How many decimals it has.
        decimals: u8,
    },
    /// Empty.
    Nothing,
}

/// What is being written.
pub(super) enum Sheet {
    Csv(BufWriter<File>),
    Xlsx(Box<Xlsx>),
}

/// A workbook whose rows go to a temporary file as they come.
pub(super) struct Xlsx {
    book: Workbook,
    heads: Vec<String>,
    sheet: usize,
    next_row: u32,
    count: Format,
    seconds: Format,
    when: Format,
    head: Format,
}

/// Writes a file of these heads and of what `rows` writes. It is there whole under its name, or not at all.
pub(super) fn write(
    form: Form,
    file: &Path,
    heads: &[String],
    rows: impl FnOnce(&mut Sheet) -> Result<u64>,
) -> Result<u64> {
    let failed = files::failed(file);
    let draft = Draft::begin(file, Readers::Owner).map_err(&failed)?;
    let count = fill(form, draft.out(), heads, rows, &failed)?;
    draft.finish().map_err(&failed)?;
    Ok(count)
}

fn fill(
    form: Form,
    out: &File,
    heads: &[String],
    rows: impl FnOnce(&mut Sheet) -> Result<u64>,
    failed: &dyn Fn(io::Error) -> Error,
) -> Result<u64> {
    let io_failed = |error: Error| match error {
        Error::File { source, .. } => failed(source),
        other => other,
    };
    match form {
        Form::Csv { byte_order_mark } => {
            let mut out = BufWriter::new(out.try_clone().map_err(failed)?);
            if byte_order_mark {
                out.write_all("\u{FEFF}".as_bytes()).map_err(failed)?;
            }
            let mut sheet = Sheet::Csv(out);
            sheet
                .row(&heads.iter().cloned().map(Cell::Text).collect::<Vec<_>>())
                .map_err(io_failed)?;
            let count = rows(&mut sheet).map_err(io_failed)?;
            if let Sheet::Csv(mut out) = sheet {
                out.flush().map_err(failed)?;
            }
            Ok(count)
        }
        Form::Xlsx => {
            let mut sheet = Sheet::Xlsx(Box::new(Xlsx::new(heads)));
            let count = rows(&mut sheet).map_err(io_failed)?;
            if let Sheet::Xlsx(mut book) = sheet {
                if book.next_row == 0 {
                    book.begin_sheet().map_err(xlsx_error).map_err(io_failed)?;
                }
                book.book
                    .save_to_writer(out)
                    .map_err(xlsx_error)
                    .map_err(io_failed)?;
            }
            Ok(count)
        }
    }
}

impl Sheet {
    /// Writes a row.
    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<()> {
        match self {
            Self::Csv(out) => csv_row(out, cells).map_err(nameless),
            Self::Xlsx(book) => book.row(cells).map_err(xlsx_error),
        }
    }
}

impl Xlsx {
    fn new(heads: &[String]) -> Self {
        Self {
            book: Workbook::new(),
            heads: heads.to_vec(),
            sheet: 0,
            next_row: 0,
            count: Format::new().set_num_format("#,##0"),
            seconds: Format::new().set_num_format("[h]:mm:ss"),
            when: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            head: Format::new().set_bold(),
        }
    }

    fn begin_sheet(&mut self) -> std::result::Result<(), XlsxError> {
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        let _ = sheet.set_freeze_panes(1, 0)?;
        for (column, head) in (0..).zip(&self.heads) {
            let width = head.chars().count().clamp(12, WIDTH_MAX);
            let _ = sheet.set_column_width(column, u16::try_from(width).unwrap_or(12))?;
        }
        for (column, head) in (0..).zip(&self.heads) {
            let _ = sheet.write_string_with_format(0, column, head, &self.head)?;
        }
        self.next_row = 1;
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> std::result::Result<(), XlsxError> {
        if self.next_row == 0 {
            self.begin_sheet()?;
        } else if self.next_row == ROWS_MAX {
            self.sheet += 1;
            self.begin_sheet()?;
        }
        let row = self.next_row;
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        for (column, cell) in (0..).zip(cells) {
            let _ = match cell {
                Cell::Text(text) => sheet.write_string(row, column, text)?,
                // A double holds every counter below 2^53 bytes, nine petabytes.
                #[allow(clippy::cast_precision_loss, reason = "see above")]
                Cell::Count(count) => {
                    sheet.write_number_with_format(row, column, *count as f64, &self.count)?
                }
                #[allow(clippy::cast_precision_loss, reason = "see above")]
                Cell::Seconds(seconds) => sheet.write_number_with_format(
                    row,
                    column,
                    *seconds as f64 / 86400.0,
                    &self.seconds,
                )?,
                Cell::When(at) => match excel_time(*at) {
                    Some(at) => sheet.write_datetime_with_format(row, column, &at, &self.when)?,
                    None => sheet.write_string(row, column, at.to_string())?,
                },
                Cell::Money { text, decimals } => {
                    let format = match decimals {
                        0 => Format::new().set_num_format("#,##0"),
                        n => Format::new()
                            .set_num_format(format!("#,##0.{}", "0".repeat(usize::from(*n)))),
                    };
                    match text.parse::<f64>() {
                        Ok(amount) => {
                            sheet.write_number_with_format(row, column, amount, &format)?
                        }
                        Err(_) => sheet.write_string(row, column, text)?,
                    }
                }
                Cell::Nothing => sheet,
            };
        }
        self.next_row += 1;
        Ok(())
    }
}

/// The instants that a spreadsheet knows: from 1900 to 9999.
fn excel_time(at: NaiveDateTime) -> Option<ExcelDateTime> {
    use chrono::{Datelike as _, Timelike as _};
    let year = u16::try_from(at.year()).ok()?;
    let (month, day) = (u8::try_from(at.month()).ok()?, u8::try_from(at.day()).ok()?);
    let (hour, minute) = (
        u16::try_from(at.hour()).ok()?,
        u8::try_from(at.minute()).ok()?,
    );
    ExcelDateTime::from_ymd(year, month, day)
        .ok()?
        .and_hms(hour, minute, f64::from(at.second()))
        .ok()
}

/// A row by RFC 4180: cells with a comma, a quote or a line break stand in quotes; lines end with CR LF.
fn csv_row(out: &mut impl io::Write, cells: &[Cell]) -> io::Result<()> {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            out.write_all(b",")?;
        }
        match cell {
            Cell::Text(text) => csv_text(out, text)?,
            Cell::Count(count) => write!(out, "{count}")?,
            Cell::Seconds(seconds) => write!(
                out,
                "{}:{:02}:{:02}",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60
            )?,
            Cell::When(at) => write!(out, "{}", at.format("%Y-%m-%d %H:%M:%S"))?,
            Cell::Money { text, .. } => out.write_all(text.as_bytes())?,
            Cell::Nothing => {}
        }
    }
    out.write_all(b"\r\n")
}

/// A text of CSV has no type: one that a spreadsheet would take for a formula gets an apostrophe in front, which
/// spreadsheets read as "this is text" (OWASP, "CSV Injection").
fn csv_text(out: &mut impl io::Write, text: &str) -> io::Result<()> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let mark = if formula { "'" } else { "" };
    if text.contains(['"', ',', ';', '\t', '\r', '\n']) {
        write!(out, "\"{mark}{}\"", text.replace('"', "\"\""))
    } else {
        write!(out, "{mark}{text}")
    }
}

fn xlsx_error(error: XlsxError) -> Error {
    match error {
        XlsxError::IoError(source) => nameless(source),
        XlsxError::ZipError(error) => nameless(error.into()),
        other => Error::Invalid(other.to_string()),
    }
}

/// The name is added by whoever knows it.
fn nameless(source: io::Error) -> Error {
    Error::File {
        path: String::new(),
        source,
    }
}
