//! A paper that was made, to be handed over: its QR code, its number, and the files that were written.

use crate::{
    services::{
        Error, Result, files,
        licences::{Signed, document},
    },
    store::Store,
    t,
    ui::{
        Element,
        context::Context,
        scale::Space,
        screen::Action,
        theme::Tone,
        widget::{self, button},
    },
};
use iced::{
    Length,
    widget::{Column, Row, container, image::Handle},
};
use std::{fs::File, path::PathBuf};

/// A paper that was made.
#[derive(Debug, Clone)]
pub struct Handed {
    number: String,
    /// The code and how many pixels it has; none where the number is longer than any code.
    code: Option<(Handle, u16)>,
    file: PathBuf,
    pdf: Option<PathBuf>,
}

/// What happens to it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Put the number on the clipboard.
    Copy,
    /// Show the PDF, or the file where there is none.
    Open,
    /// Show the folder.
    Folder,
    /// It was handed to the desktop, or not.
    Opened(crate::ui::context::Answer<()>),
}

/// The folder in the data folder.
const FOLDER: &str = "licences";

/// Writes the files of a paper into the data folder. `name` is a part of their names, of whatever characters.
pub(super) fn hand_over<T>(
    store: &Store,
    name: &str,
    signed: &Signed<T>,
    pdf: Option<Vec<u8>>,
) -> Result<Handed> {
    let folder = files::folder(store, FOLDER)?;
    let name: String = name
        .chars()
        .map(|one| if one.is_alphanumeric() { one } else { '-' })
        .collect();
    let write = |end: &str, content: &[u8]| {
        let path = folder.join(format!("{name}.{end}"));
        files::write(&path, content)?;
        Ok::<_, Error>(path)
    };
    Ok(Handed {
        file: write("txt", signed.file().as_bytes())?,
        pdf: pdf.map(|pdf| write("pdf", &pdf)).transpose()?,
        code: code(&signed.compact()),
        number: signed.number(),
    })
}

fn code(compact: &str) -> Option<(Handle, u16)> {
    let png = document::qr_png(compact).ok()?;
    let picture = image::load_from_memory(&png).ok()?.into_rgba8();
    let (width, height) = picture.dimensions();
    let handle = Handle::from_rgba(width, height, picture.into_raw());
    Some((handle, u16::try_from(width).ok()?))
}

/// The largest code that is shown as it is; a larger one is shown smaller.
const CODE: f32 = 360.0;

impl Handed {
    pub(super) fn update(&self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Copy => Action::run(iced::clipboard::write(self.number.clone()))
                .and_tell(Tone::Success, t!(context.words(), "copied")),
            Message::Open => self.open(self.pdf.as_ref().unwrap_or(&self.file).clone(), context),
            Message::Folder => match self.file.parent() {
                Some(folder) => self.open(folder.to_owned(), context),
                None => Action::none(),
            },
            Message::Opened(Err(error)) => Action::tell(Tone::Danger, context.refusal(&error)),
            Message::Opened(Ok(())) => Action::none(),
        }
    }

    #[allow(clippy::unused_self, reason = "one of the things that it does")]
    fn open(&self, path: PathBuf, context: &Context) -> Action<Message> {
        Action::run(context.ask(move |_, _| crate::ui::opener::open(&path), Message::Opened))
    }

    pub(super) fn view<'a>(&'a self, context: &Context, what: String) -> Element<'a, Message> {
        let words = context.words();
        let code = self.code.as_ref().map(|(handle, pixels)| {
            // As many pixels as it has, so that no module is blurred.
            let size = (f32::from(*pixels) + 2.0 * Space::Tight.px()).min(CODE);
            container(widget::picture(handle)).width(size).height(size)
        });
        let open = if self.pdf.is_some() {
            t!(words, "licence-open-pdf")
        } else {
            t!(words, "licence-open-file")
        };
        let buttons = super::parts::flowing([
            button(t!(words, "licence-copy-number"))
                .icon(crate::ui::icon::Icon::Copy)
                .on_press(Message::Copy)
                .id(widget::id(COPY))
                .into(),
            button(open).on_press(Message::Open).into(),
            button(t!(words, "licence-open-folder"))
                .on_press(Message::Folder)
                .into(),
        ]);
        let files = [Some(&self.file), self.pdf.as_ref()];
        let files = files
            .into_iter()
            .flatten()
            .map(|file| widget::mono(file.display().to_string()).into());
        let beside = Column::new()
            .push(widget::text(what))
            .push(super::parts::stacked(Space::Hair, files))
            .push(buttons)
            .spacing(Space::Normal)
            .width(Length::Fill);
        Row::new()
            .push(code)
            .push(beside)
            .spacing(Space::Wide)
            .into()
    }
}

/// The name of the button that copies the number.
pub(super) const COPY: &str = "licence-copy-number";

/// What was dropped, or whose path was typed or pasted as a file manager copies it.
pub(super) fn path_of(text: &str) -> String {
    let text = text.trim().trim_matches(['"', '\'']);
    text.strip_prefix("file://")
        .unwrap_or(text)
        .replace("%20", " ")
}

/// Largest file that is read: more than any licence as a PDF.
const MOST: u64 = 16 << 20;

/// A number as it was typed, scanned or pasted; else what the file holds.
pub(super) fn given(number: &str, path: &str) -> Result<Vec<u8>> {
    use std::io::Read as _;
    if !number.trim().is_empty() {
        return Ok(number.as_bytes().to_vec());
    }
    let path = path_of(path);
    let failed = |source| Error::File {
        path: path.clone(),
        source,
    };
    let mut octets = Vec::new();
    let file = File::open(&path).map_err(failed)?;
    let _ = file.take(MOST).read_to_end(&mut octets).map_err(failed)?;
    Ok(octets)
}
