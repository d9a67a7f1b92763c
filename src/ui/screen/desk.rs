//! The desk screen.

use super::{Action, KeyHelp};
use crate::ui::{
    Element,
    context::Context,
    widget::{self, Dialog},
};
use iced::{
    Task,
    keyboard::{Key, Modifiers},
};

/// The desk screen.
pub struct Desk {}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {}

impl Desk {
    /// Asks for what it shows.
    pub fn new(_context: &Context) -> (Self, Task<Message>) {
        (Self {}, Task::none())
    }

    /// Of the page.
    pub fn title(&self, _context: &Context) -> String {
        "Desk".to_owned()
    }

    /// A message of its own.
    pub fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {}
    }

    /// Something was committed.
    pub fn refresh(&mut self, _context: &Context) -> Task<Message> {
        Task::none()
    }

    /// The page.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        widget::page(self.title(context), [], widget::text(""))
    }

    /// The dialog that is open.
    pub fn dialog<'a>(&'a self, _context: &'a Context) -> Option<Dialog<'a, Message>> {
        None
    }

    /// What a key means.
    pub fn on_key(&self, _key: &Key, _modifiers: Modifiers) -> Option<Message> {
        None
    }

    /// For F1.
    pub fn keys(&self, _context: &Context) -> Vec<KeyHelp> {
        Vec::new()
    }

    /// Whether something changes by the second.
    pub fn is_counting(&self, _context: &Context) -> bool {
        false
    }
}
