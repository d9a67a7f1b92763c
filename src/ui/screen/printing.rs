//! Printing.

use super::{Action, KeyHelp};
use crate::{
    t,
    ui::{
        Element,
        context::Context,
        icon::Icon,
        widget::{self, Dialog},
    },
};
use iced::{
    Task,
    keyboard::{Key, Modifiers},
};

/// The screen.
#[derive(Debug, Default)]
pub struct Printing {}

/// What happened on it.
#[derive(Debug, Clone, Copy)]
pub enum Message {}

impl Printing {
    /// Empty until it is shown: `refresh` asks for what is on it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its title.
    pub fn title(&self, context: &Context) -> String {
        t!(context.words(), "page-printing")
    }

    /// What happened, and what follows.
    pub fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {}
    }

    /// Shown, or something was committed: asks again.
    pub fn refresh(&mut self, _context: &Context) -> Task<Message> {
        Task::none()
    }

    /// What is to be seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        widget::empty(Icon::Printer, self.title(context), "", None)
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, _context: &'a Context) -> Option<Dialog<'a, Message>> {
        None
    }

    /// What a key means.
    pub fn on_key(&self, _key: &Key, _modifiers: Modifiers) -> Option<Message> {
        None
    }

    /// The keys, for F1.
    pub fn keys(&self, _context: &Context) -> Vec<KeyHelp> {
        Vec::new()
    }

    /// Whether something changes by the second.
    pub fn is_counting(&self, _context: &Context) -> bool {
        false
    }
}
