//! What the lists of products and of policies have in common: the bar above the list, what waits there unsaved, the shelf
//! of what was put away, the order of the rows, the keys.

use super::{
    KeyHelp, SEARCH,
    exchange::Way,
    parts::{flowing, stacked},
};
use crate::{
    services::Error,
    store, t,
    ui::{
        Element,
        context::Context,
        icon::Icon,
        scale::Space,
        theme::Tone,
        widget::{self, Button, button, table::Order},
    },
};
use iced::{
    Length,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Row, container},
};

/// What is done in such a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Something was typed into the search field.
    Search(String),
    /// Make a new one.
    Add,
    /// Open the form of the selected one.
    Edit,
    /// Open a form with the values of the selected one, for another.
    Duplicate,
    /// Ask whether to remove the selected one.
    AskRemove,
    /// Take back the selected one, which was put away.
    Restore,
    /// Show what was put away, or what is on offer.
    PutAway(bool),
    /// Open the draft at this place again.
    Resume(usize),
    /// Write a file, or take one in.
    Exchange(Way),
}

/// By which column a list is sorted, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sorting<C> {
    pub(super) by: C,
    pub(super) order: Order,
}

impl<C: PartialEq + Copy> Sorting<C> {
    /// The smallest first.
    pub(super) fn rising(by: C) -> Self {
        Self {
            by,
            order: Order::Rising,
        }
    }

    /// The head of a column was pressed: by it, or the other way round.
    pub(super) fn press(&mut self, by: C) {
        let falling = self.by == by && self.order == Order::Rising;
        *self = Self {
            by,
            order: if falling {
                Order::Falling
            } else {
                Order::Rising
            },
        };
    }

    /// The mark in the head of a column.
    pub(super) fn of(self, by: C) -> Option<Order> {
        (self.by == by).then_some(self.order)
    }

    /// How two rows follow each other that compare so when they rise.
    pub(super) fn turn(self, rising: std::cmp::Ordering) -> std::cmp::Ordering {
        match self.order {
            Order::Rising => rising,
            Order::Falling => rising.reverse(),
        }
    }
}

/// Whether every word of `search` is in one of the texts.
pub(super) fn matches(search: &str, texts: impl IntoIterator<Item = String>) -> bool {
    let texts: Vec<_> = texts.into_iter().map(|text| text.to_lowercase()).collect();
    search
        .split_whitespace()
        .map(str::to_lowercase)
        .all(|word| texts.iter().any(|text| text.contains(&word)))
}

/// The width of a page below which its parts stand below each other and buttons are without their keys: a window of
/// 1280 pixels with text at 125 %.
pub(super) const NARROW: f32 = 860.0;

/// The bar above a list.
pub(super) struct Bar<'a> {
    /// Of the page.
    pub(super) narrow: bool,
    /// What the empty search field says.
    pub(super) placeholder: String,
    pub(super) search: &'a str,
    /// A row is selected.
    pub(super) chosen: bool,
    /// What was put away is shown.
    pub(super) put_away: bool,
    /// How many were put away.
    pub(super) away: usize,
}

impl<'a> Bar<'a> {
    pub(super) fn view(self, context: &Context) -> Element<'a, Deed> {
        let words = context.words();
        let search = widget::search(self.placeholder, self.search)
            .on_input(Deed::Search)
            .id(widget::id(SEARCH));
        let chosen = self.chosen;
        let narrow = self.narrow;
        let tool = |word: String, icon, key: &'static str, deed| -> Button<'a, Deed> {
            keyed(button(word).icon(icon), key, narrow).on_press_maybe(chosen.then_some(deed))
        };
        let (edit, last) = if self.put_away {
            let look = tool(t!(words, "shelf-look"), Icon::Eye, "Enter", Deed::Edit);
            let back = t!(words, "shelf-restore");
            (look, tool(back, Icon::Undo, "Ctrl+R", Deed::Restore))
        } else {
            let edit = tool(t!(words, "product-edit"), Icon::Edit, "Enter", Deed::Edit);
            let remove = t!(words, "product-remove");
            (edit, tool(remove, Icon::Trash, "Del", Deed::AskRemove))
        };
        let copy = t!(words, "product-duplicate");
        let copy = tool(copy, Icon::Copy, "Ctrl+D", Deed::Duplicate);
        let other = (self.away > 0).then(|| {
            let word = if self.put_away {
                t!(words, "shelf-on-offer")
            } else {
                let shown = context.number(self.away as u64);
                t!(words, "shelf-put-away", shown = shown)
            };
            keyed(button(word).icon(Icon::Package), "Ctrl+B", narrow)
                .quiet()
                .on_press(Deed::PutAway(!self.put_away))
        });
        let tools = [edit, copy, last].into_iter().chain(other).map(Into::into);
        if narrow {
            let search = container(search).width(Length::Fill).into();
            return stacked(Space::Tight, [search, flowing(tools)]);
        }
        Row::new()
            .push(container(search).width(Length::Fill))
            .extend(tools)
            .spacing(Space::Tight)
            .into()
    }
}

/// Why something was not taken back.
pub(super) fn refused(context: &Context, error: &Error) -> String {
    match error {
        Error::Store(store::Error::Duplicate { name, .. }) => {
            t!(context.words(), "shelf-taken", code = name.as_str())
        }
        error => context.refusal(error),
    }
}

/// A button with its key, where there is room for it.
fn keyed<'a>(button: Button<'a, Deed>, key: &'static str, narrow: bool) -> Button<'a, Deed> {
    if narrow { button } else { button.key(key) }
}

/// What waits unsaved above the list, by its codes; `fresh` names one that has none yet.
pub(super) fn drafts<'a>(
    context: &Context,
    codes: impl IntoIterator<Item = &'a str>,
    fresh: &str,
) -> Vec<Element<'a, Deed>> {
    let words = context.words();
    let draft = |(place, code): (usize, &str)| {
        let resume = button(t!(words, "draft-resume"))
            .small()
            .on_press(Deed::Resume(place));
        let code = if code.is_empty() { fresh } else { code };
        let said = t!(words, "draft-waits", what = code);
        widget::notice(Tone::Info, said, "", Some(resume.into()))
    };
    codes.into_iter().enumerate().map(draft).collect()
}

/// The button that makes a new one.
pub(super) fn add<'a>(word: String, narrow: bool) -> Button<'a, Deed> {
    keyed(button(word).icon(Icon::Plus), "Ctrl+N", narrow)
        .primary()
        .on_press(Deed::Add)
}

/// The actions of the page: files, and a new one.
pub(super) fn actions<'a>(context: &Context, new: String, narrow: bool) -> [Element<'a, Deed>; 3] {
    let words = context.words();
    let file = |way: Way, word: String, icon: Icon, key: &'static str| {
        keyed(button(word).icon(icon), key, narrow)
            .on_press(Deed::Exchange(way))
            .into()
    };
    let take = t!(words, "exchange-in-short");
    let give = t!(words, "exchange-out-short");
    [
        file(Way::In, take, Icon::Upload, "Ctrl+O"),
        file(Way::Out, give, Icon::Download, "Ctrl+E"),
        add(new, narrow).into(),
    ]
}

/// Where the keys of a list are pressed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Where<'a> {
    /// In the form of one.
    pub(super) in_form: bool,
    pub(super) search: &'a str,
    /// What was put away is shown.
    pub(super) put_away: bool,
}

impl Where<'_> {
    /// What a key means in the list; in a form what it means there too.
    pub(super) fn deed(self, key: &Key, modifiers: Modifiers) -> Option<Deed> {
        let listed = !self.in_form;
        match key {
            Key::Named(Named::Escape) if listed && !self.search.is_empty() => {
                Some(Deed::Search(String::new()))
            }
            Key::Named(Named::Delete) if modifiers.is_empty() && listed && !self.put_away => {
                Some(Deed::AskRemove)
            }
            Key::Character(letter) if modifiers == Modifiers::CTRL => match letter.as_str() {
                "n" => Some(Deed::Add),
                "d" => Some(Deed::Duplicate),
                "r" if listed && self.put_away => Some(Deed::Restore),
                "b" if listed => Some(Deed::PutAway(!self.put_away)),
                "o" if listed => Some(Deed::Exchange(Way::In)),
                "e" if listed => Some(Deed::Exchange(Way::Out)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The keys, for F1; `new` says what Ctrl+N makes.
    pub(super) fn keys(self, context: &Context, new: String) -> Vec<KeyHelp> {
        let words = context.words();
        let copy = ("Ctrl+D", t!(words, "product-duplicate"));
        let add = ("Ctrl+N", new);
        let keys = if self.in_form {
            vec![
                ("Ctrl+S", t!(words, "product-save")),
                ("Enter", t!(words, "key-save-in-field")),
                copy,
                add,
                ("Esc", t!(words, "key-leave-draft")),
            ]
        } else if self.put_away {
            vec![
                ("Enter", t!(words, "shelf-look")),
                copy,
                ("Ctrl+R", t!(words, "shelf-restore")),
                ("Ctrl+B", t!(words, "shelf-on-offer")),
                add,
            ]
        } else {
            vec![
                ("Enter", t!(words, "product-edit")),
                add,
                copy,
                ("Del", t!(words, "product-remove")),
                ("Ctrl+B", t!(words, "key-put-away")),
                ("Ctrl+O", t!(words, "exchange-in")),
                ("Ctrl+E", t!(words, "exchange-out")),
            ]
        };
        let owned = |(key, does): (&str, String)| (key.to_owned(), does);
        keys.into_iter().map(owned).collect()
    }
}

/// `week-2` for a copy of `week`.
pub(super) fn free_code(code: &str, taken: &[&str]) -> String {
    let most = crate::domain::product::MAX_CODE_CHARACTERS;
    (2..10_000)
        .map(|number| {
            let tail = format!("-{number}");
            let head: String = code.chars().take(most.saturating_sub(tail.len())).collect();
            format!("{head}{tail}")
        })
        .find(|code| !taken.contains(&code.as_str()))
        .unwrap_or_default()
}
