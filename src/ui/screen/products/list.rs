//! The table of products: found, sorted, and cut to the width of the window.

use super::{guest, work::Board};
use crate::{
    domain::product::Product,
    t,
    ui::{
        Element,
        context::Context,
        scale::Space,
        screen::shelf::{self, Sorting},
        widget::{self, column, table},
    },
};
use iced::widget::Row;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the heads")]
pub enum Column {
    Code,
    Description,
    Policy,
    Price,
    Limits,
    Expiration,
    Users,
}

/// The products that match, in their order. Every word of `search` has to be in one of the columns.
pub(super) fn shown<'a>(
    context: &Context,
    board: &'a Board,
    put_away: bool,
    search: &str,
    sorting: Sorting<Column>,
) -> Vec<&'a Product> {
    let mut shown: Vec<_> = board
        .products(put_away)
        .iter()
        .filter(|product| {
            let texts = Column::SEARCHED.map(|by| text(context, board, product, by));
            shelf::matches(search, texts)
        })
        .collect();
    shown.sort_by(|one, other| {
        let order = match sorting.by {
            Column::Price => one.price_list.minor.cmp(&other.price_list.minor),
            Column::Users => board.users(one.id).cmp(&board.users(other.id)),
            by => {
                let text = |it: &Product| text(context, board, it, by).to_lowercase();
                text(one).cmp(&text(other))
            }
        };
        let order = order.then_with(|| one.code.cmp(&other.code));
        sorting.turn(order)
    });
    shown
}

impl Column {
    const SEARCHED: [Self; 5] = [
        Self::Code,
        Self::Description,
        Self::Policy,
        Self::Limits,
        Self::Expiration,
    ];

    /// The columns for which there is room, and with the permission the price list.
    pub(super) fn within(width: f32, prices: bool) -> Vec<Self> {
        let mut columns = vec![Self::Code, Self::Description];
        let rest = [
            (Self::Policy, 520.0),
            (Self::Expiration, 740.0),
            (Self::Limits, 960.0),
            (Self::Price, 860.0),
            (Self::Users, 420.0),
        ];
        columns.extend(
            rest.into_iter()
                .filter(|(column, least)| width > *least && (prices || *column != Self::Price))
                .map(|(column, _)| column),
        );
        columns
    }

    fn head<'a>(self, context: &Context, sorting: Sorting<Self>) -> table::Column<'a> {
        let words = context.words();
        let head = match self {
            Self::Code => column(t!(words, "product-code")).width(112.0),
            Self::Description => column(t!(words, "products-description")).share(4),
            Self::Policy => column(t!(words, "product-policy")).width(196.0),
            Self::Price => column(t!(words, "product-price-list"))
                .width(104.0)
                .figures(),
            Self::Limits => column(t!(words, "products-limits")).share(5),
            Self::Expiration => column(t!(words, "product-expiration-group")).width(176.0),
            Self::Users => column(t!(words, "products-users")).width(96.0).figures(),
        };
        head.sortable(sorting.of(self))
    }

    fn cell<'a, M: 'a>(
        self,
        context: &Context,
        board: &Board,
        product: &Product,
    ) -> Element<'a, M> {
        match self {
            Self::Code => table::cell_mono(product.code.clone()),
            Self::Policy => {
                let level = board.policy_of(product).map(|policy| policy.level);
                Row::new()
                    .push(table::cell(text(context, board, product, self)))
                    .push(level.map(|level| widget::level(level, context.level(level))))
                    .spacing(Space::Tight)
                    .align_y(iced::Alignment::Center)
                    .into()
            }
            _ => table::cell(text(context, board, product, self)),
        }
    }
}

fn text(context: &Context, board: &Board, product: &Product, column: Column) -> String {
    let policy = board.policy_of(product);
    match column {
        Column::Code => product.code.clone(),
        Column::Description => context.described(product).to_owned(),
        Column::Policy => policy.map(|it| it.code.clone()).unwrap_or_default(),
        Column::Price => context.price(product.price_list),
        Column::Limits => policy
            .map(|policy| guest::limits(context, product, policy))
            .unwrap_or_default(),
        Column::Expiration => guest::expiration(context, &product.expiration),
        Column::Users => context.number(board.users(product.id)),
    }
}

/// The table.
pub(super) fn view<'a, M: Clone + 'a>(
    context: &Context,
    board: &Board,
    shown: &[&Product],
    columns: &[Column],
    sorting: Sorting<Column>,
    first: u64,
) -> widget::Table<'a, M> {
    let heads: Vec<_> = columns
        .iter()
        .map(|column| column.head(context, sorting))
        .collect();
    let start = usize::try_from(first).unwrap_or(0);
    let rows: Vec<Vec<_>> = shown
        .iter()
        .skip(start)
        .take(IN_SIGHT)
        .map(|product| {
            columns
                .iter()
                .map(|column| column.cell(context, board, product))
                .collect()
        })
        .collect();
    widget::table(heads, shown.len() as u64, first).rows(first, rows)
}

/// More rows than any window shows.
const IN_SIGHT: usize = 100;
