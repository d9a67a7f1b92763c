# Innkeeper, English. One section for each surface; the guest's surfaces are apart from the desk's.

## Voucher (the guest's language)

## Desk

## Tickets (list)

## Ticket (one)

## States and reasons

## Widgets and frame

app-name = Innkeeper
# The names with spaces between, from Monday on and from January on.
days-of-week = Mo Tu We Th Fr Sa Su
months-of-year = January February March April May June July August September October November December

## Errors

## Command line
