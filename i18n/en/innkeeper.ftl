# Innkeeper, English. One section for each surface; the guest's surfaces are apart from the desk's.

## Voucher (the guest's language)

voucher-code = Your code
voucher-username = User name
voucher-password = Password
voucher-qr-join = Join the Wi-Fi
voucher-qr-log-in = Log in
voucher-valid-from-first-login = Valid for { $duration } from the first login.
voucher-valid-until = Valid until { $moment }.
voucher-valid-range = Valid from { $from } until { $until }.
voucher-valid-unlimited = Valid without a time limit.
voucher-use-by = First login by { $moment }.
voucher-network = Wi-Fi network
voucher-wifi-password = Wi-Fi password
voucher-devices = Devices at a time
voucher-price = Price
voucher-guest = Guest
voucher-serial = No. { $serial }
voucher-issued = Issued { $moment }
voucher-moment = { $weekday } { $day } { $month } { $year }, { $time }
voucher-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
voucher-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
voucher-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
voucher-weekday = { $day ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}
voucher-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}

## Desk

## Tickets (list)

## Ticket (one)

## States and reasons

## Widgets and frame

app-name = Innkeeper

## Errors

## Command line
