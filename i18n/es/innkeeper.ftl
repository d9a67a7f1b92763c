# Innkeeper, Spanish. One section for each surface; the guest's surfaces are apart from the desk's.

## Voucher (the guest's language)

## Desk

## Tickets (list)

## Ticket (one)

## States and reasons

## Widgets and frame

app-name = Innkeeper
# The names with spaces between, from Monday on and from January on.
days-of-week = Lu Ma Mi Ju Vi Sá Do
months-of-year = Enero Febrero Marzo Abril Mayo Junio Julio Agosto Septiembre Octubre Noviembre Diciembre

## Errors

## Command line
