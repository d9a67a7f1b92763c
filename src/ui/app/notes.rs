//! Toasts: what was done, and for a minute the way to take it back.

use super::Message;
use crate::{
    domain::{
        ticket::{Ticket, serial_text},
        time::Instant,
    },
    i18n::Words,
    services::{self, cancel::UNDO_FOR},
    t,
    ui::{
        context::{Answer, Context},
        screen::Note,
        theme::Tone,
        widget::{Toast, toast},
    },
};
use chrono::TimeDelta;
use iced::Task;
use std::time::Duration;

/// How long a toast stays that offers nothing.
const STAYS: Duration = Duration::from_secs(6);
/// How long one stays that says what went wrong: there is more to read.
const WARNING_STAYS: Duration = Duration::from_secs(12);
/// Toasts on the screen at most; the oldest go first.
const SHOWN: usize = 4;

/// Of a toast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id(u64);

/// The toasts, the oldest first.
#[derive(Debug, Default)]
pub(super) struct Notes {
    told: u64,
    shown: Vec<(Id, Note, Instant)>,
}

impl Notes {
    /// Shows a toast for its time. One that offers undo goes by the clock that undo itself goes by.
    pub(super) fn tell(&mut self, note: Note, now: Instant) -> Task<Message> {
        self.told += 1;
        let id = Id(self.told);
        let undo = note.undo;
        let stays = match note.tone {
            Tone::Danger | Tone::Warning => WARNING_STAYS,
            _ => STAYS,
        };
        // Only the newest issue is offered for undo.
        if undo.is_some() {
            self.shown.retain(|(_, note, _)| note.undo.is_none());
        }
        self.shown.push((id, note, now + UNDO_FOR));
        let over = self.shown.len().saturating_sub(SHOWN);
        drop(self.shown.drain(..over));
        if undo.is_some() {
            return Task::none();
        }
        Task::perform(tokio::time::sleep(stays), move |()| Message::Dismiss(id))
    }

    /// Takes a toast away.
    pub(super) fn take(&mut self, id: Id) -> Option<Note> {
        let place = self.shown.iter().position(|(one, ..)| *one == id)?;
        Some(self.shown.remove(place).1)
    }

    /// Takes away the offer to undo this ticket: it was taken another way.
    pub(super) fn forget_undo(&mut self, serial: u64) {
        self.shown.retain(|(_, note, _)| note.undo != Some(serial));
    }

    /// The ticket whose issue can be taken back by a toast.
    pub(super) fn undo_offered(&self) -> Option<u64> {
        self.shown.iter().find_map(|(_, note, _)| note.undo)
    }

    /// Takes away those whose minute is over.
    pub(super) fn drop_over(&mut self, now: Instant) {
        self.shown
            .retain(|(_, note, until)| note.undo.is_none() || *until > now);
    }

    /// Whether one of them counts its seconds down.
    pub(super) fn are_counting(&self) -> bool {
        self.shown.iter().any(|(_, note, _)| note.undo.is_some())
    }

    /// As the window shows them.
    pub(super) fn view<'a>(
        &'a self,
        words: &Words,
        now: Instant,
    ) -> impl Iterator<Item = Toast<'a, Message>> {
        self.shown.iter().map(move |(id, note, until)| {
            let shown = toast(note.tone, note.words.as_str()).on_close(Message::Dismiss(*id));
            if note.undo.is_none() {
                return shown;
            }
            let left = (*until - now).max(TimeDelta::zero()).num_seconds();
            shown
                .action(t!(words, "undo"), Message::Undo(*id))
                .countdown(t!(words, "undo-left", seconds = left.to_string()))
        })
    }
}

/// What became of an undo.
pub(super) fn of_undo(context: &Context, undone: Answer<Ticket>) -> Note {
    match undone {
        Ok(ticket) => Note {
            tone: Tone::Success,
            words: t!(
                context.words(),
                "undo-done",
                serial = serial_text(ticket.serial)
            ),
            undo: None,
        },
        Err(error) => of_refusal(context, &error),
    }
}

/// That something was refused, and why.
pub(super) fn of_refusal(context: &Context, error: &services::Error) -> Note {
    Note {
        tone: Tone::Danger,
        words: context.refusal(error),
        undo: None,
    }
}
