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
voucher-valid-first-day = Valid until the end of the day of the first login.
voucher-valid-end-of-day = Valid for { $duration } from the first login, then until the end of that day.
voucher-valid-first-month = Valid until the end of the month of the first login.
voucher-valid-end-of-month = Valid for { $duration } from the first login, then until the end of that month.
voucher-valid-one-login = Valid for one login.
voucher-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
voucher-use-by = First login by { $moment } at the latest.
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

status-no-use = No use
status-in-use = In use
status-expired = Expired
status-cancelled = Cancelled
kind-individual = Individual ticket
kind-variable = Variable ticket
kind-special = Special ticket
kind-paypal = Paypal
kind-sms = SMS
kind-sponsor = Sponsor
kind-pms = PMS
allowance-total-time = total time
allowance-daily-time = daily time
allowance-weekly-time = weekly time
allowance-monthly-time = monthly time
allowance-total-data = total data
allowance-daily-data = daily data
allowance-weekly-data = weekly data
allowance-monthly-data = monthly data
refused-unknown-user = No ticket has this user name. It was mistyped, or belongs to another house.
refused-wrong-password = The password was wrong.
refused-method = The device asked for a way to log in that guest Wi-Fi does not use (EAP). Check the security of the Wi-Fi network.
refused-licence = The licence of this Location has ended. Logins are closed until it is renewed.
refused-cancelled = The ticket was cancelled. Issue a new one.
refused-no-product = The account has no product. Recharge it.
refused-one-login = The ticket was for one login, and that was used. Recharge it or issue a new one.
refused-not-yet = The ticket is not valid before { $from }.
refused-not-in-time = The ticket had to be used by { $by }. Issue a new one.
refused-expired = The ticket expired on { $at }. Recharge it or issue a new one.
refused-used-up = The { $what } is used up. Recharge the ticket or issue a new one.
refused-used-until = The { $what } is used up until { $until }.
refused-devices = 
    { $allowed ->
        [one] Its one device is on line. Another can come in when that one leaves.
       *[other] All { $allowed } devices are on line. Another can come in when one leaves.
    }
refused-guest-wrong-code = The code is not right. Please check it and try again.
refused-guest-method = This network uses a log-in page. Please open your browser.
refused-guest-closed = Guest Wi-Fi is closed at the moment. Please ask at the reception.
refused-guest-cancelled = This ticket was cancelled. Please ask at the reception.
refused-guest-buy = This ticket is used. Please ask at the reception for another one.
refused-guest-not-yet = This ticket is valid from { $from }.
refused-guest-expired = This ticket has expired. Please ask at the reception.
refused-guest-time-used = The time of this ticket is used up. Please ask at the reception.
refused-guest-data-used = The data of this ticket is used up. Please ask at the reception.
refused-guest-used-until = The allowance is used up. You can log in again from { $until }.
refused-guest-devices = 
    { $allowed ->
        [one] This ticket is for one device, which is already on line.
       *[other] This ticket is for { $allowed } devices, which are all on line.
    }

## Widgets and frame

app-name = Innkeeper
# The names with spaces between, from Monday on and from January on.
days-of-week = Mo Tu We Th Fr Sa Su
months-of-year = January February March April May June July August September October November December

## Errors

## Command line

warning-zero-time = Zero days and hours, or zero months, mean no time at all: the guest expires at the first connection. Choose Unlimited if that is meant.
warning-expires-on-activation = The product expires on activation: the guest must choose another one at the first login.
warning-may-stay-valid = The value is negative, but on some dates the guest stays valid to the end of the day or month. { $days } days or less never do.
warning-last-day = A guest of the last day of the month gets that day only. Days and Hours End-of-Month with some days is fairer.
warning-total-never-usable = The product expires on activation, so its total can never be used; a recharge may take it over all the same.
warning-notification = There is no expiry to tell of beforehand: the notification has no effect.
warning-one-login-subscription = Sold by subscription, One login is not kept to.
