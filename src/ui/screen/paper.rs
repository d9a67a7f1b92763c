//! Where marked vouchers go: to which printer or into a file, on which paper, from which label on.

use crate::{
    delivery::print::Format,
    domain::{ticket::serial_text, time::Instant},
    services::{
        Actor, Result,
        printing::{self, Order, Printer},
        vouchers,
    },
    store::Store,
    t,
    ui::{
        Element,
        context::{Answer, Context},
        scale::Space,
        sentence,
        widget::{self, Verdict, select},
    },
    voucher::Paper,
};
use iced::widget::Column;
use std::path::PathBuf;
use uuid::Uuid;

/// The name of the choice of printers, which has the focus first.
pub(super) const PRINTER: &str = "bulk-printer";

/// What is chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The printers of the house were read, or not.
    Read(Answer<Vec<Printer>>),
    /// This printer; none is a PDF file.
    Printer(Option<Uuid>),
    /// This paper.
    Paper(Paper),
    /// The first label is being typed.
    Label(String),
}

/// Where they go.
#[derive(Debug, Clone)]
pub(super) struct Place {
    printers: Vec<Printer>,
    printer: Option<Uuid>,
    paper: Paper,
    label: String,
}

/// What became of it.
#[derive(Debug, Clone)]
pub(super) enum Gone {
    /// To the printer of this name.
    Printer(String),
    /// Into this file.
    File(PathBuf),
}

impl Default for Place {
    fn default() -> Self {
        Self {
            printers: Vec::new(),
            printer: None,
            paper: Paper::A4Cards,
            label: "1".to_owned(),
        }
    }
}

impl Place {
    pub(super) fn update(&mut self, message: Message) {
        match message {
            // Where they cannot be read, printing itself says what is wrong.
            Message::Read(read) => {
                self.printers = read.unwrap_or_default();
                let default = self.printers.first().map(|printer| printer.id);
                self.choose(default);
            }
            Message::Printer(printer) => self.choose(printer),
            Message::Paper(paper) => self.set_paper(paper),
            Message::Label(label) => self.label = label,
        }
    }

    fn chosen(&self) -> Option<&Printer> {
        let id = self.printer?;
        self.printers.iter().find(|printer| printer.id == id)
    }

    fn choose(&mut self, printer: Option<Uuid>) {
        self.printer = printer;
        let paper = self
            .chosen()
            .map_or(Paper::A4Cards, |printer| printer.settings.paper);
        self.set_paper(paper);
    }

    /// The paper that lies in a printer goes on with its next label.
    fn set_paper(&mut self, paper: Paper) {
        self.paper = paper;
        let next = self
            .chosen()
            .filter(|printer| printer.settings.paper == paper)
            .map_or(0, |printer| printer.settings.first_free);
        self.label = (next + 1).to_string();
    }

    /// The first label, counted from 1; none if it is none of this paper's.
    pub(super) fn first_label(&self) -> Option<usize> {
        let most = self.paper.per_page();
        let typed = self.label.trim().parse().ok();
        typed.filter(|label| most == 1 || (1..=most).contains(label))
    }

    pub(super) fn view<'a, M: Clone + 'a>(
        &'a self,
        context: &'a Context,
        wrap: impl Fn(Message) -> M + Copy + 'a,
        submit: M,
    ) -> Element<'a, M> {
        let words = context.words();
        let file = (None, t!(words, "bulk-to-file"));
        let printers = self
            .printers
            .iter()
            .map(|printer| (Some(printer.id), printer.settings.name.clone()));
        let printer = select(
            t!(words, "printing-printer"),
            printers.chain([file]),
            Some(self.printer),
        )
        .on_choose(move |printer| wrap(Message::Printer(printer)))
        .id(widget::id(PRINTER));
        let rolls = self
            .chosen()
            .is_some_and(|printer| printer.settings.target.format() == Format::EscPos);
        let papers = Paper::ALL
            .into_iter()
            .filter(|paper| !rolls || paper.is_roll())
            .map(|paper| (paper, sentence::printing::paper(context, paper)));
        let paper = select(t!(words, "printing-paper"), papers, Some(self.paper))
            .on_choose(move |paper| wrap(Message::Paper(paper)));
        let most = self.paper.per_page();
        let label = (most > 1).then(|| {
            let verdict = self.first_label().is_none().then(|| {
                let most = most.to_string();
                Verdict::error(t!(words, "printing-error-first-label", most = most))
            });
            let most = context.number(most as u64);
            widget::field(t!(words, "printing-label"), &self.label)
                .help(t!(words, "bulk-label-help", most = most))
                .verdict(verdict)
                .on_input(move |text| wrap(Message::Label(text)))
                .on_submit(submit)
        });
        Column::new()
            .push(printer)
            .push(paper)
            .push(label)
            .spacing(Space::Normal)
            .into()
    }

    /// Prints these; all of them work.
    pub(super) fn print(&self, store: &Store, now: Instant, serials: &[u64]) -> Result<Gone> {
        let first_label = self.first_label();
        if let Some(printer) = self.chosen() {
            let order = Order {
                serials: serials.to_vec(),
                printer: Some(printer.id),
                paper: Some(self.paper),
                first_label: first_label.filter(|_| self.paper.per_page() > 1),
                ..Order::default()
            };
            let _ = printing::print(store, now, Actor::Desk, order)?;
            return Ok(Gone::Printer(printer.settings.name.clone()));
        }
        let (first, last) = (
            serials.first().copied().unwrap_or_default(),
            serials.last().copied().unwrap_or_default(),
        );
        let name = format!("{}-{}.pdf", serial_text(first), serial_text(last));
        let file = vouchers::folder(store)?.join(name);
        let from = first_label.unwrap_or(1).min(self.paper.per_page());
        let _ = vouchers::to_pdf_from(
            store,
            now,
            Actor::Desk,
            serials,
            self.paper,
            None,
            from,
            &file,
        )?;
        Ok(Gone::File(file))
    }
}
