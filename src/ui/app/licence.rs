//! What the window says of the licence above its pages, and how it tells the six notices.

use super::{House, Message};
use crate::{
    domain::licence::Licence,
    i18n::Words,
    services::licences::Notice,
    store::{NoticeRecord, Reader},
    t,
    ui::{
        Element, desktop,
        scale::{self, Space},
        screen::{Note, Page, licence::days_left},
        sentence::{self, licences as say},
        theme::Tone,
        widget::{self, button},
    },
};
use iced::{
    Alignment, Length, Padding, Task,
    widget::{Row, container},
};

/// The day of an evaluation from which on its end is in sight: the first days are for trying out.
const EVALUATION_SAID_FROM: i64 = 10;

/// The line above a page, where the licence has something to say that matters on it.
pub(super) fn line<'a>(house: &House, words: &Words) -> Option<Element<'a, Message>> {
    let page = house.screens.page();
    if matches!(page, Page::Licence | Page::Distributor) {
        return None;
    }
    let licence = house.licence()?;
    let now = house.context.now;
    if let Some(closed) = licence.closed(now) {
        let happened = sentence::licence_closed(words, closed);
        let to_do = say::way_out(words, closed);
        return Some(loud(Tone::Danger, happened, to_do, words));
    }
    if !matches!(page, Page::Desk | Page::Tickets | Page::Overview) {
        return None;
    }
    let at = licence.at(now);
    let days = licence.ends_at().map(|ends| days_left(at, ends));
    if licence.is_evaluation() {
        let day = (at - licence.evaluation_starts_at).num_days() + 1;
        let text = t!(words, "licence-line-evaluation", days = days.unwrap_or(0));
        return (day >= EVALUATION_SAID_FROM).then(|| calm(text, words));
    }
    if let Some(behind) = licence.clock_behind(now) {
        let behind = house.context.duration(behind.num_seconds().unsigned_abs());
        let happened = t!(words, "licence-clock-behind", behind = behind);
        return Some(loud(Tone::Warning, happened, String::new(), words));
    }
    if licence.away_since.is_some() {
        let happened = t!(words, "licence-copied");
        return Some(loud(Tone::Warning, happened, String::new(), words));
    }
    let ends = licence.ends_at()?;
    let text = t!(
        words,
        "licence-line-ends",
        date = house.context.moment(ends),
        days = days.unwrap_or(0)
    );
    match licence.settled_of(ends).last()? {
        Notice::OneMonth | Notice::FifteenDays => Some(calm(text, words)),
        _ => Some(loud(
            Tone::Warning,
            text,
            t!(words, "licence-line-renew"),
            words,
        )),
    }
}

fn to_licence<'a>(words: &Words) -> Element<'a, Message> {
    button(t!(words, "page-licence"))
        .small()
        .on_press(Message::Open(Page::Licence))
        .into()
}

fn loud<'a>(tone: Tone, happened: String, to_do: String, words: &Words) -> Element<'a, Message> {
    widget::notice(tone, happened, to_do, Some(to_licence(words)))
}

/// One line that may be skipped.
fn calm<'a>(text: String, words: &Words) -> Element<'a, Message> {
    let line = Row::new()
        .push(widget::icon(Tone::Info.icon()))
        .push(container(widget::muted(text)).width(Length::Fill))
        .push(to_licence(words))
        .spacing(Space::Tight)
        .align_y(Alignment::Center);
    container(line)
        .padding(
            Padding::ZERO
                .horizontal(Space::Wide.px())
                .top(Space::Tight.px()),
        )
        .height(scale::CONTROL + Space::Hair.px())
        .into()
}

/// The setting that tells which notice was told in a window last.
const TOLD: &str = "window.licence_told";

fn name(record: &NoticeRecord) -> String {
    format!("{} {}", record.ends_at.timestamp_millis(), record.notice)
}

/// The newest notice of the present term, if it was sent and no window has told it.
pub(super) fn untold(
    reader: &Reader<'_>,
    licence: &Licence,
) -> crate::store::Result<Option<NoticeRecord>> {
    let Some(ends_at) = licence.ends_at().filter(|_| !licence.is_evaluation()) else {
        return Ok(None);
    };
    let newest = reader
        .licence_notices()?
        .into_iter()
        .find(|record| record.ends_at == ends_at && !record.missed);
    let told = reader.setting(TOLD)?;
    Ok(newest.filter(|record| told.as_deref() != Some(name(record).as_str())))
}

impl House {
    /// A notice of the end that was given and not told yet: its toast, and the task that tells the desktop and notes that
    /// it is told.
    pub(super) fn licence_notice(&mut self) -> Option<(Note, Task<Message>)> {
        let record = self.untold()?;
        let words = self.context.words();
        let location = self.context.location.name.clone();
        let ends = self.context.moment(record.ends_at);
        let text = match record.notice {
            Notice::End => t!(words, "licence-told-end"),
            Notice::DayAfter => t!(words, "licence-told-after"),
            _ => t!(words, "licence-told-before", date = ends),
        };
        let tone = if record.notice == Notice::End {
            Tone::Danger
        } else {
            Tone::Warning
        };
        let note = Note {
            tone,
            words: text.clone(),
            undo: None,
        };
        let told = self.context.ask(
            move |store, _| {
                desktop::notify(&location, &text);
                let name = name(&record);
                Ok(store.write(move |tx| tx.set_setting(TOLD, &name))?)
            },
            |_| Message::None,
        );
        Some((note, told))
    }
}
