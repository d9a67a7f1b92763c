//! Variable tickets: a range of dates, its price and validity (RULES T5, A20).
