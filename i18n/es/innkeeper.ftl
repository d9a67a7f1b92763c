# Innkeeper, Spanish. One section for each surface; the guest's surfaces are apart from the desk's.

## Voucher (the guest's language)

## Desk

## Tickets (list)

## Ticket (one)

## States and reasons

## Widgets and frame

app-name = Innkeeper

## Errors

## Command line
