//! What the list of tickets looks like: the table, and beside it the details or the filters.

use super::{
    Change, Message, Side, TABLE, Tickets, Work,
    columns::{self, cells, heads},
    glance,
};
use crate::{
    services::tickets::Glance,
    t,
    ui::{
        Element,
        context::Context,
        icon::Icon,
        scale::{self, Space},
        screen::parts,
        theme::Tone,
        widget::{self, table},
    },
};
use columns::Shown;
use iced::{
    Length,
    widget::{Column, Row as Line, container, responsive},
};

/// Below this there is less room beside the list.
const ROOMY: f32 = 700.0;
const SMALL_SIDE: f32 = 220.0;

impl Tickets {
    /// The page.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let shown = match self.list.total() {
            None => widget::working(t!(context.words(), "tickets-loading")),
            Some(0)
                if self.filters.is_empty() && self.list.is_current() && self.failed.is_none() =>
            {
                Self::nothing(context)
            }
            Some(total) => responsive(move |size| {
                // At large text, or in a small window, the list needs the room more than what stands beside it.
                let side = if size.width < ROOMY {
                    SMALL_SIDE
                } else {
                    scale::SIDE
                };
                self.tickets(context, total, side)
            })
            .into(),
        };
        let any = self.list.total().is_some_and(|total| total > 0);
        let export = widget::button(t!(context.words(), "export"))
            .icon(Icon::Download)
            .key("Ctrl+E")
            .on_press_maybe(any.then_some(Message::Export));
        let batches = widget::button(t!(context.words(), "page-batches"))
            .icon(Icon::Tickets)
            .key("B")
            .on_press(Message::ToBatches);
        widget::page(self.title(context), [batches.into(), export.into()], shown)
    }

    /// Nothing was issued yet.
    fn nothing<'a>(context: &Context) -> Element<'a, Message> {
        let words = context.words();
        let to_desk = widget::button(t!(words, "tickets-to-desk"))
            .primary()
            .on_press(Message::ToDesk);
        widget::empty(
            Icon::Ticket,
            t!(words, "tickets-none"),
            t!(words, "tickets-none-do"),
            Some(to_desk.into()),
        )
    }

    fn tickets<'a>(&'a self, context: &'a Context, total: u64, side: f32) -> Element<'a, Message> {
        let failed = self.failed.as_ref().map(|error| {
            let to_do = t!(context.words(), "tickets-failed-do");
            widget::notice(Tone::Danger, context.refusal(error), to_do, None)
        });
        let list = if total == 0 {
            Self::no_match(context)
        } else {
            self.table(context, total)
        };
        let left = Column::new()
            .push(if self.marks.is_empty() {
                self.bar(context, total)
            } else {
                self.marked_bar(context)
            })
            .push(failed)
            .push(list)
            .spacing(Space::Tight);
        Line::new()
            .push(container(left).width(Length::Fill))
            .push(container(self.side(context)).width(side))
            .spacing(Space::Normal)
            .into()
    }

    /// How many tickets there are, and which filters are on.
    fn bar<'a>(&'a self, context: &'a Context, total: u64) -> Element<'a, Message> {
        let words = context.words();
        let count = t!(
            words,
            "tickets-count",
            count = total,
            shown = context.number(total)
        );
        let chips = self.filters.chips(context, &self.meaning, &self.batches);
        let clear = (!chips.is_empty()).then(|| {
            widget::button(t!(words, "tickets-clear"))
                .small()
                .quiet()
                .on_press(Message::Filter(Change::ClearAll))
                .into()
        });
        let chips = chips.into_iter().map(|(field, chip)| {
            widget::button(chip)
                .small()
                .icon(Icon::Close)
                .on_press(Message::Filter(Change::Clear(field)))
                .into()
        });
        let count = container(widget::strong(count)).center_y(scale::SMALL_CONTROL);
        parts::flowing(std::iter::once(count.into()).chain(chips).chain(clear))
    }

    /// How many tickets are marked, and what can be done with them.
    fn marked_bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let count = self.marks.count();
        let said = t!(
            words,
            "bulk-marked",
            count = count,
            shown = context.number(count)
        );
        let print = widget::button(t!(words, "tickets-print"))
            .small()
            .icon(Icon::Printer)
            .on_press(Message::WithMarked(Work::Print));
        let cancel = widget::button(t!(words, "bulk-cancel"))
            .small()
            .icon(Icon::Ban)
            .on_press(Message::WithMarked(Work::Cancel));
        let unmark = widget::button(t!(words, "bulk-unmark"))
            .small()
            .quiet()
            .on_press(Message::Unmark);
        let said = container(widget::strong(said)).center_y(scale::SMALL_CONTROL);
        parts::flowing([said.into(), print.into(), cancel.into(), unmark.into()])
    }

    fn no_match<'a>(context: &Context) -> Element<'a, Message> {
        let words = context.words();
        let clear = widget::button(t!(words, "tickets-clear"))
            .primary()
            .on_press(Message::Filter(Change::ClearAll));
        widget::empty(
            Icon::Search,
            t!(words, "tickets-no-match"),
            t!(words, "tickets-no-match-do"),
            Some(clear.into()),
        )
    }

    fn table<'a>(&'a self, context: &'a Context, total: u64) -> Element<'a, Message> {
        responsive(move |size| {
            let columns = Shown::within(size.width);
            let (from, rows) = self.list.in_sight();
            widget::table(
                heads(context, columns, self.list.sorted()),
                total,
                self.list.first(),
            )
            .rows(
                from,
                rows.iter()
                    .map(|row| cells(context, row, columns, Message::Sessions)),
            )
            .marks(
                |row| {
                    let row = self.list.row(row);
                    row.is_some_and(|row| self.marks.contains(row.ticket.serial))
                },
                self.marks.of_all(total),
                Message::Mark,
            )
            .selected(self.list.selected_row())
            .on_event(move |event| match event {
                table::Event::Sort(place) => {
                    columns::sort_by(columns, place).map_or(Message::Table(event), Message::SortBy)
                }
                event => Message::Table(event),
            })
            .id(widget::id(TABLE))
            .into()
        })
        .into()
    }

    fn side<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let sides = [
            (Side::Details, t!(words, "tickets-details")),
            (Side::Filters, t!(words, "tickets-filters")),
        ];
        let which = widget::choice("", sides, Some(self.side)).on_choose(Message::Show);
        let below = match (self.side, self.shown()) {
            (Side::Filters, _) => {
                let filters = self.filters.view(context, &self.meaning, &self.batches);
                let all =
                    stacked_filters(self.saved_filters(context), filters.map(Message::Filter));
                widget::card(widget::scroll(all))
            }
            (Side::Details, Some(glance)) => self.details(context, glance),
            (Side::Details, None) => widget::card(widget::empty(
                Icon::Ticket,
                t!(words, "tickets-choose"),
                t!(words, "tickets-choose-do"),
                None,
            )),
        };
        parts::stacked(Space::Tight, [which.into(), below])
    }

    /// The saved filters: one to use, one to save, one to forget.
    fn saved_filters<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = context.words();
        let known = self
            .saved
            .iter()
            .find(|saved| saved.name == self.save_as.trim());
        let names = self
            .saved
            .iter()
            .map(|saved| (saved.name.clone(), saved.name.clone()));
        let pick = (!self.saved.is_empty()).then(|| {
            widget::select(
                t!(words, "filters-saved"),
                names,
                known.map(|saved| saved.name.clone()),
            )
            .placeholder(t!(words, "filters-choose"))
            .on_choose(Message::UseSaved)
        });
        let name = widget::field(t!(words, "filters-save-as"), self.save_as.as_str())
            .placeholder(t!(words, "filters-example"))
            .on_input(Message::SaveAs)
            .on_submit(Message::SaveFilter);
        let can_save = !self.save_as.trim().is_empty();
        let save = widget::button(t!(words, "ticket-types-save"))
            .small()
            .on_press_maybe(can_save.then_some(Message::SaveFilter));
        let forget = widget::button(t!(words, "filters-forget"))
            .small()
            .quiet()
            .on_press_maybe(known.map(|saved| Message::ForgetFilter(saved.name.clone())));
        Column::new()
            .push(pick.map(Element::from))
            .push(name)
            .push(parts::flowing([save.into(), forget.into()]))
            .push(widget::rule())
            .spacing(Space::Tight)
            .into()
    }

    fn details<'a>(&self, context: &Context, glance: &Glance) -> Element<'a, Message> {
        let words = context.words();
        let open = widget::button(t!(words, "tickets-open"))
            .fill()
            .on_press(Message::OpenSelected);
        let print = widget::button(t!(words, "tickets-print"))
            .fill()
            .on_press_maybe(self.may_print(context.now).then_some(Message::Print));
        let cancel = widget::button(t!(words, "tickets-cancel"))
            .icon(Icon::Ban)
            .fill()
            .on_press_maybe(self.may_cancel(context.now).then_some(Message::Cancel));
        let actions = parts::stacked(
            Space::Tight,
            [parts::beside([open.into(), print.into()]), cancel.into()],
        );
        let facts = glance::view(context, glance);
        widget::card(widget::scroll(parts::stacked(
            Space::Normal,
            [facts, actions],
        )))
    }
}

/// The saved filters above those that are typed.
fn stacked_filters<'a>(
    saved: Element<'a, Message>,
    typed: Element<'a, Message>,
) -> Element<'a, Message> {
    parts::stacked(Space::Normal, [saved, typed])
}
