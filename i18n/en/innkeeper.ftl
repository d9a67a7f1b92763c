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
voucher-price-tax = { $price } (incl. { $rate }% tax)
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

## Mail and SMS (the guest's language)

mail-subject = Your Wi-Fi access at { $location }
mail-body =
    Hello,

    here is your Wi-Fi access at { $location }.

    { $voucher }

    Enjoy your stay.
sms-text = Wi-Fi { $location }: { $credentials }. { $validity }
message-code = code { $code }
message-pair = user { $username }, password { $password }
message-sample-product = Wi-Fi, 3 days
mail-test-subject = Test from { $location }
mail-test-body = This is a test. If you can read it, guests of { $location } will get their Wi-Fi access by e-mail.
sms-test-text = Test from { $location }: guests will get their Wi-Fi access by SMS.
notice-subject = Your Wi-Fi at { $location } ends soon
notice-text = Dear { $name }, your Wi-Fi code { $code } at { $location } ends on { $date }. Ask at the reception to go on using it.

## Desk

desk-search = Search number, guest, room or code
desk-found = Found
desk-nothing-found = Nothing found for “{ $text }”
desk-nothing-found-do = A number, the whole code, or the beginning of a name or room is found.
desk-newest = Newest tickets
desk-no-tickets = No ticket yet
desk-no-tickets-do = Press the digit of a tile above to issue the first one.
desk-no-slip = No voucher yet
desk-no-slip-do = The voucher of the next ticket lies here, ready to hand over.
desk-no-offers = There are no ticket types
desk-no-offers-do = Add one under Ticket types (Ctrl+5); it appears here at once.
desk-tile-detail = { $product } · { $devices ->
    [one] { $devices } device
   *[other] { $devices } devices
}
desk-per-day = { $price } a day
desk-free = Free
desk-user-id = Guest or room
desk-user-id-example = 214 García
desk-arrival = First day
desk-departure = Last day
desk-nights = Nights
desk-days-price = { $count ->
    [one] { $count } day at { $price }
   *[other] { $count } days at { $price }, first and last included
}
desk-username = User name
desk-password = Password
desk-credentials-help = Left empty, the ticket gets a code of its own.
desk-devices = Devices at a time
cancel-form = Close
desk-issue = Issue
desk-issue-another = Issue another
desk-twin = “{ $user }” already has a live ticket
desk-twin-detail = Ticket { $serial }, { $ticket_type }, { $status }, issued { $issued }.
desk-show-twin = Show it
desk-issued = Ticket { $serial } issued.
ticket-number = Ticket { $serial }
desk-pdf-at = PDF: { $path }
desk-printed-on = Printing on { $printer }
desk-print-again = Print again
desk-open-pdf = Open PDF
desk-show = Details
desk-cancel = Cancel ticket
desk-cancel-title = Cancel ticket { $serial }?
desk-cancel-what = Its code stops working at once and devices that are on line are cut off. This cannot be undone.
desk-keep = Keep it
desk-cancelled = Ticket { $serial } was cancelled.
desk-repeat = Repeat: { $ticket_type }
keys-tile = Issue, or open the form of that tile
keys-issue = Issue what the form says
keys-repeat = Issue the same again
keys-undo = Take back the last ticket, for a minute
column-serial = Number
column-status = State
column-user-id = For
column-ticket-type = Type
column-issued = Issued
desk-for = For { $user }: choose a ticket type.
desk-twin-more = { $count ->
    [one] One more is live.
   *[other] { $count } more are live.
}
desk-add-device = Add a device
desk-replace = Replace it
desk-device-added = { $devices ->
    [one] Ticket { $serial } is now for { $devices } device.
   *[other] Ticket { $serial } is now for { $devices } devices.
}
desk-compulsory = { $name } *
desk-by-nights = By nights
desk-by-days = By days
desk-tonight = Tonight
desk-nights-2 = 2 nights
desk-one-day = 1 day
desk-days-2 = 2 days
desk-checks-in = Arrival
desk-checks-out = Departure
desk-days-label = Days
desk-nights-price = { $count ->
    [one] { $count } night at { $price }
   *[other] { $count } nights at { $price }
}
desk-until = until { $until }
desk-unlimited = No limit
desk-in-all = In all
desk-a-day = A day
desk-a-week = A week
desk-a-month = A month
desk-time-limits = Minutes on line
desk-data-limits = Megabytes
desk-download = Download kbit/s
desk-upload = Upload kbit/s
desk-special-help = What is left empty is as in the product. 0 = no limit.
desk-expiration = Expires
desk-as-product = As the product says, or by the dates
desk-exp-unlimited = Never
desk-exp-days-hours = After days and hours
desk-exp-end-of-day = After days and hours, at the end of that day
desk-exp-end-of-month = After days and hours, at the end of that month
desk-exp-months-kind = After months
desk-exp-months-end-of-month = After months, at the end of the month
desk-exp-one-login = After one login
desk-exp-days = Days
desk-exp-hours = Hours
desk-exp-months = Months
desk-email-to = E-mail to
desk-sms-to = SMS to
desk-deliver = Hand over by
desk-count = Tickets
desk-batch-name = Name of the batch
desk-batch-needed = Several tickets need a name
desk-name-list = List of names
desk-issue-many = Issue { $count }
desk-no-number = A number from 0

## Tickets (list)

tickets-title = Tickets
tickets-count = { $count ->
    [one] { $shown } ticket
   *[other] { $shown } tickets
}
tickets-serial = Serial
tickets-created = Created
tickets-user = User ID
tickets-type = Type
tickets-status = Status
tickets-connections = Connections
tickets-connections-short = Conn.
tickets-price = Price
tickets-loading = Reading the list…
tickets-failed-do = The list shows what was read last. It is read again with the next change.
tickets-none = No ticket has been issued yet
tickets-none-do = Issue the first one on the Desk. It is listed here at once.
tickets-to-desk = Go to the Desk
tickets-no-match = No ticket matches all filters
tickets-no-match-do = Take one filter away, or clear all of them.
tickets-clear = Clear filters
tickets-filters = Filters
tickets-details = Details
tickets-choose = Choose a ticket
tickets-choose-do = Select a row to see its code, its devices and what was used. Enter opens everything about it.
tickets-open = Open
tickets-print = Print
tickets-cancel = Cancel ticket
tickets-code = Code
tickets-username = User name
tickets-password = Password
tickets-first-login = First login
tickets-never = Not yet
tickets-expires = Expires
tickets-expires-after-login = Counts from the first login
tickets-use-by = First login by
tickets-no-expiry = Does not expire
tickets-cancelled-at = Cancelled
tickets-devices = Devices at a time
tickets-online = On line now
tickets-session-time = Session time
tickets-upload = Upload
tickets-download = Download
tickets-product = Product
tickets-ticket-type = Ticket type
tickets-all = All
tickets-filter-created = Created from
tickets-filter-created-to = Created to
tickets-filter-first-login = First login from
tickets-filter-first-login-to = First login to
tickets-filter-user = User ID begins with
tickets-filter-username = User name (whole)
tickets-filter-connections = Connections
tickets-filter-connections-help = 0, 3, 1-5 or 2+
tickets-filter-devices = Devices
tickets-wrong-number = Digits only
tickets-wrong-range = 3, 1-5 or 2+
tickets-wrong-day = No such day
tickets-wrong-order = Before “from”
tickets-chip = { $name }: { $value }
tickets-key-move = Arrows
tickets-key-move-does = Move through the list; Page Up, Page Down, Home and End, too
tickets-key-open = Enter
tickets-key-open-does = Open the ticket
tickets-key-filter-does = Filters
tickets-key-clear-does = Unmark, then clear all filters
tickets-key-print-does = Print the selected voucher, or the marked ones
tickets-key-delete = Delete
tickets-key-cancel-does = Cancel the selected ticket, or the marked ones
tickets-printed = Voucher { $serial } is printed to { $file }.
tickets-printed-on = Voucher { $serial } goes to { $printer }.
tickets-cancelled = Ticket { $serial } is cancelled.
tickets-cancel-title = Cancel ticket { $serial }?
tickets-cancel-of = It was issued to { $user }. Its code stops working at once, and this cannot be taken back.
tickets-cancel-online = { $count ->
    [one] One device is on line with it and will be cut off.
   *[other] { $shown } devices are on line with it and will be cut off.
}
tickets-cancel-reason = Reason
tickets-cancel-reason-help = Optional. It is kept with the ticket.
tickets-cancel-keep = Keep it
tickets-cancel-working = Cancelling…
bulk-marked = { $count ->
    [one] { $shown } ticket marked
   *[other] { $shown } tickets marked
}
bulk-cancel = Cancel tickets
bulk-unmark = Unmark
bulk-cancel-title = { $count ->
    [one] Cancel { $shown } ticket?
   *[other] Cancel { $shown } tickets?
}
bulk-cancel-what = Their codes stop working at once, devices that are on line are cut off, and this cannot be taken back.
bulk-cancelling = Cancelling…
bulk-print-title = { $count ->
    [one] Print { $shown } voucher
   *[other] Print { $shown } vouchers
}
bulk-printing = Writing the vouchers…
bulk-print-too-many = At most { $most } vouchers are printed together. Mark fewer, or filter first.
bulk-so-far = { $done } of { $all }
bulk-stop = Stop
bulk-stopping = Stopping…
bulk-cancelled = { $count ->
    [one] { $shown } ticket was cancelled.
   *[other] { $shown } tickets were cancelled.
}
bulk-printed-on = { $count ->
    [one] { $shown } voucher goes to { $printer }.
   *[other] { $shown } vouchers go to { $printer }.
}
bulk-to-file = PDF file
bulk-label-help = From 1 to { $most }, counted along the rows.
bulk-printed = { $count ->
    [one] { $shown } voucher is ready to print.
   *[other] { $shown } vouchers are ready to print.
}
bulk-left = { $count ->
    [one] Stopped: { $shown } ticket was left as it is.
   *[other] Stopped: { $shown } tickets were left as they are.
}
bulk-refused = { $count ->
    [one] { $shown } ticket was left out
   *[other] { $shown } tickets were left out
}
bulk-refused-one = { $serial }: { $why }
bulk-refused-more = { $count ->
    [one] and { $shown } more
   *[other] and { $shown } more
}
tickets-key-sessions-does = Connections of the selected ticket
tickets-key-mark = Space
tickets-key-mark-does = Mark the row, or no longer
tickets-key-mark-more = Shift+arrows
tickets-key-mark-more-does = Mark while moving
tickets-key-mark-all-does = Mark all that the filters leave, or none
tickets-source = Source
source-issued = Everything issued
source-all = Issued and free users
source-desk = Desk
source-cli = Command line
source-api = REST interface
source-automatic = Free users
source-import = Taken over from a router
tickets-batch = Batch
export = Export
export-form = File
export-xlsx = Excel (XLSX)
export-csv = Text (CSV)
export-what = Exactly the rows that the filters leave.
export-do = Export
export-working = Writing the file…
export-over = { $count ->
    [one] { $shown } row was written to
   *[other] { $shown } rows were written to
}
export-open = Open
export-stopped = Stopped. No file was left behind.
filters-saved = Saved filters
filters-choose = Choose one
filters-save-as = Save these filters as
filters-example = In use today
filters-forget = Forget
filters-kept = The filter “{ $name }” is saved.
filters-forgotten = The filter “{ $name }” is forgotten.
tickets-key-sort-does = Sort by the next column
tickets-key-order-does = The other way round

## Ticket (one)

ticket-title = Ticket { $serial }
ticket-back = Back
ticket-loading = Reading the ticket…
ticket-issued = Issued
ticket-by-desk = by the desk
ticket-by-cli = on the command line
ticket-by-engine = by Innkeeper itself
ticket-by = by { $who }
ticket-printed = Voucher printed
ticket-first-login = First login
ticket-valid-from = Valid from here on
ticket-session = On line at { $gateway }
ticket-session-detail = { $time }, { $data }
ticket-sessions-more = { $count ->
    [one] One more session before
   *[other] { $shown } more sessions before
}
ticket-cut = Sessions cut at the desk
ticket-cancelled = Cancelled
ticket-undone = Issue taken back
ticket-expired = Expired
ticket-used-up = Used up
ticket-expires = Expires
ticket-use-by = Last moment for the first login
ticket-life = Its life
ticket-allowances = Allowances
ticket-of = { $used } of { $limit }
ticket-no-limits = No limit on time or data.
ticket-no-other-limits = No other limits.
ticket-sessions = Sessions
ticket-no-sessions = No device has been on line with this ticket.
ticket-start = Start
ticket-end = End
ticket-running = running
ticket-time = Time
ticket-gateway-ip = Gateway, IP
device-random = random address
device-unknown = unknown maker
ticket-mac = Device (MAC)
ticket-down-up = Download / upload
ticket-cause = Ended by
ticket-gateway-gone = removed gateway
ticket-refusals = Refused logins
ticket-no-refusals = No login with this ticket was refused.
ticket-refused-at = at { $gateway }, device { $mac }
ticket-refused-no-device = at { $gateway }
ticket-why = Why can’t my guest get on?
ticket-why-checks = What a login is checked for, in this order
ticket-why-mac = Which device?
ticket-any-device = Any device
ticket-why-refused = A login is refused now
ticket-why-full = Another device is refused now
ticket-why-mistyped = The code was mistyped
ticket-why-mistyped-do = At { $at } somebody typed { $typed }. The right code is { $code }.
ticket-why-password = The password was wrong
ticket-why-password-do = At { $at } the name was right and the password was not. Read both out once more.
ticket-why-method = The device asks for the wrong kind of Wi-Fi
ticket-why-method-do = At { $at } it asked for a way to log in that guest Wi-Fi does not use (EAP). Let the guest choose the guest network, not the staff’s.
ticket-why-online = The guest is on line
ticket-why-online-do = { $count ->
    [one] One session is running. If the device shows no internet, cut the session and let the guest log in again.
   *[other] { $shown } sessions are running. If a device shows no internet, cut the sessions and let the guest log in again.
}
ticket-why-passed = The last login was refused; one now would be let in
ticket-why-passed-do = At { $at }: { $reason } That is over. Let the guest log in again.
ticket-why-nothing = A login would be let in, and none was refused in the last hour
ticket-why-nothing-do = Check that the device is in the guest Wi-Fi and shows the log-in page; then read the code out.
ticket-remedy-code = Show the code large
ticket-remedy-print = Print again
ticket-remedy-issue = Issue another
ticket-remedy-cut = Cut the sessions
ticket-cut-done = { $count ->
    [0] No session was running.
    [one] The gateway is asked to cut the session.
   *[other] The gateways are asked to cut { $shown } sessions.
}
ticket-until = Could stay on line until { $at }
ticket-check-licence = Licence of the house
ticket-check-enabled = Not cancelled
ticket-check-product = Has a product
ticket-check-one-login = Logins left
ticket-check-begun = First day has come
ticket-check-used-in-time = First login in time
ticket-check-expiry = Not expired
ticket-check-totals = Total time and data
ticket-check-monthly = Monthly time and data
ticket-check-weekly = Weekly time and data
ticket-check-daily = Daily time and data
ticket-check-devices = A place for the device
ticket-code-title = The code of { $user }
ticket-code-help = Capitals or not makes no difference, nor does the dash. There is no letter I or O in it and no 0 or 1.
ticket-code-close = Close
ticket-cause-user = Guest left
ticket-cause-lost = Gateway fell silent
ticket-cause-carrier = Left the Wi-Fi
ticket-cause-idle = Idle too long
ticket-cause-timeout = Time was up
ticket-cause-admin = Cut by Innkeeper
ticket-cause-reboot = Gateway restarted
ticket-cut-yes = cut
ticket-cut-no = gateway refuses to cut
ticket-cut-silent = gateway does not answer
ticket-key-back-does = Back to the list
ticket-key-print-does = Print the voucher
ticket-key-cancel-does = Cancel the ticket
ticket-key-code-does = Show the code large
ticket-recharge = Recharge
ticket-extend = Extend
ticket-move = Change room
ticket-places = Devices
ticket-show-code = Show code
ticket-free = Free
ticket-freed-done = { $device } has left its place. Its gateway is asked to cut it.
ticket-freed-all = { $count ->
    [one] The device has left its place. Its gateway is asked to cut it.
   *[other] { $shown } devices have left their places. Their gateways are asked to cut them.
}
ticket-extend-title = Extend ticket { $serial }
ticket-extend-by = How much longer
ticket-extend-days = By days
ticket-extend-date = To a day
ticket-extend-count = Days more
ticket-extend-day = Last day
ticket-extend-from-to = Valid until { $to } instead of { $from }.
ticket-extend-first-login = The first login may be as late as { $to } instead of { $from }. The ticket’s own time begins then.
ticket-extend-reprice = Charge the days: { $after } instead of { $before }
ticket-extend-reason = Reason
ticket-extend-reason-help = Optional. It stays in the event log.
ticket-extend-bad-days = A whole number from 1 to 3650
ticket-extend-bad-day = A date, for instance 31 12 2026
ticket-extended-done = The ticket is valid until { $to }.
ticket-move-title = Change room or name of ticket { $serial }
ticket-move-to = Guest or room
ticket-move-help = The code stays the same. Where the ticket was before stays in its life.
ticket-moved-done = The ticket is for { $user } now.
ticket-send = Send…
ticket-send-title = Send ticket { $serial }
ticket-send-to = E-mail address or mobile number
ticket-send-help = An address that nobody has used for this ticket yet, or the right one after a wrong one.
ticket-send-do = Send
ticket-sent-to = The ticket goes to { $to }.
ticket-places-title = Devices of ticket { $serial }
ticket-places-count = Devices at the same time
ticket-places-help = Who is on line stays on line; the next login is weighed by it.
ticket-places-bad = A whole number from 1 to 65535
ticket-places-done = The ticket is for { $shown } devices now.
ticket-save = Save
ticket-leave = Leave as it is
ticket-cause-freed = Freed at the desk
ticket-recharged = Recharged with { $product }
ticket-subscribed = Subscribed to { $product }
ticket-renewed = Subscription paid for another period
ticket-extended = Extended
ticket-moved = Moved from { $from } to { $to }
ticket-places-changed = Devices changed from { $from } to { $to }
ticket-freed = Device freed
ticket-why-no-gateway = No gateway is known here
ticket-why-no-gateway-do = Logins can only come from a gateway. Add one under Gateways, or with innkeeper gateway add.
ticket-why-unknown-client = A gateway that is not known here is asking
ticket-why-unknown-client-do = At { $at } { $address } asked for logins and got no answer, because no gateway has this address. Add it with its secret under Gateways, or with innkeeper gateway add.
ticket-why-silent = Nothing was heard from the gateway for some time
ticket-why-silent-do = The last word of { $gateway } came at { $at }. Check that it has power and network; then let the guest try again.
ticket-why-never-do = { $gateway } has never been heard of. Check its RADIUS server, port and secret; then let the guest try again.
ticket-why-under-way = The ticket is on its way to { $gateway }
ticket-why-under-way-do = It works in a moment. Let the guest try once more.
ticket-why-not-there = The ticket is not at { $gateway } yet, so it does not work there
ticket-why-not-pushed-do = This gateway lets its guests in itself, and nobody has pushed to it yet. Look at the plan there, and push.
ticket-why-waiting-since-do = { $count ->
    [one] { $count } ticket has been waiting since { $at }. { $why }
   *[other] { $count } tickets have been waiting since { $at }. { $why }
}
ticket-why-away = { $gateway } is not well
ticket-why-away-do = The ticket is there, but since { $at } the gateway has not done what it is asked. { $why }
ticket-why-not-taken = { $gateway } does not take the ticket
ticket-why-other-secret = { $gateway } and Innkeeper do not have the same secret
ticket-why-unsigned = { $gateway } does not sign what it asks
ticket-remedy-push = Try { $gateway } now
ticket-remedy-pushing = Trying { $gateway }…
ticket-remedy-gateway = Open { $gateway }
ticket-gateway-pushed = { $gateway } has everything now.
ticket-remedy-recharge = Recharge
ticket-remedy-free = Free { $device }
ticket-remedy-free-all = Free all devices
ticket-key-recharge-does = Recharge
ticket-key-extend-does = Extend
ticket-key-move-does = Change room or name
ticket-key-send-does = Send to another address
ticket-key-places-does = Number of devices
ticket-key-free-does = Free the device on line
ticket-key-sessions-does = Its connections

## Products and policies

yes = Yes
no = No
nothing = nothing
level-system = System
level-reseller = Reseller
level-manager = Manager
weekday = { $day ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[other] Sunday
}
wrong-empty = Required
wrong-put-away = Put away: choose another
wrong-long = At most { $max } characters
wrong-blank = Without blanks
wrong-taken = Exists already
wrong-whole = A whole number
wrong-negative = Not below zero
wrong-most = At most { $most }
wrong-number = A number, as in 1.5
wrong-decimals = At most { $most } decimals
wrong-language = A tag such as fr or pt-BR
wrong-attribute = No dictionary has it
wrong-value = { $expected }
products-search = Search code, description, policy or limits
products-none = There are no products
products-none-do = A product says what a guest may use and for how long.
products-not-found = No product matches
products-not-found-do = Every word has to occur in code, description, policy, limits or expiration.
products-description = Description
products-limits = Limits
products-users = Accounts
product-add = New product
product-edit = Edit
product-duplicate = Duplicate
product-remove = Remove
product-remove-title = Remove product { $code }?
product-keep = Keep it
product-removed = The product was removed.
product-archived = The product is in use and was put away: its guests keep it, nobody gets it any more.
products-put-away = These were put away: guests who have them keep them, and nobody else gets them.
product-put-away = This product was put away: guests who have it keep it, and nobody else gets it.
product-restored = Product { $code } is back. If the Location lists what is on sale, put it on that list.
shelf-put-away = Put away ({ $shown })
shelf-on-offer = On offer
shelf-look = Look at
shelf-restore = Take back
shelf-taken = Another { $code } is on offer by now. Duplicate this one under another code.
key-put-away = What was put away, or what is on offer
product-title = Product { $code }
product-title-new = New product
product-save = Save
product-saved = Product { $code } is saved.
product-general = General Data
product-allowance = Time and Data Allowance
product-mikrotik = MikroTik
product-expiration-group = Expiration
product-guest = What a guest gets
product-id = ID
product-id-help = For integrations. It never changes.
product-code = Code
product-code-help = Without blanks. By it everything names the product.
product-level = Level
product-description-in = Description, { $language }
product-description-help = Guests read it when they buy. An empty one falls back to English.
product-authorize-net = Authorize.net is sent ({ $language }): “{ $sent }”
product-language = Another language
product-language-example = fr
product-language-add = Add
product-policy = Policy
product-policy-help = Speed, devices, sessions. Its daily, weekly and monthly limits win over those below.
product-price-list = Price list
product-price-list-help = Reference price for resellers and managers. Guests pay the price of the Location.
product-prices = Reseller pays { $reseller }, manager pays { $manager }. Guests pay the price of the Location.
product-recover = Recover residual
product-recover-unless-expired = Yes, unless expired
product-recover-help = At a recharge, what is left of total time and total data is added. Never for automatic free users.
product-injection = Enable the injection
product-injection-help = Advertising may be shown to guests with this product.
product-erp = External ERP/PMS code
product-erp-help = The record of this product in another system.
product-total-time = Total time (minutes)
product-daily-time = Daily time (minutes)
product-weekly-time = Weekly time (minutes)
product-monthly-time = Monthly time (minutes)
product-total-data = Total data (MB)
product-daily-data = Daily data (MB)
product-weekly-data = Weekly data (MB)
product-monthly-data = Monthly data (MB)
product-equals = = { $amount }
product-about = about { $amount }
product-minutes = Minutes
product-no-limit = 0 or empty: no limit
product-no-limit-data = 0 or empty: no limit. 10 GB is 10240.
product-limits-help = Limits count where the Location registers its guests. Automatic free users are held to total data only.
product-policy-wins = Policy { $policy } has limits of its own. They count, even where they are larger.
product-hardware = This hardware does not cut a guest at a data limit by itself.
product-hardware-unknown = Of this hardware it is not known whether it cuts a guest at a data limit. It is treated as if it did not.
product-gateway-on = { $gateway }: reachable, and “Send Disconnection Requests to the Gateway” is on. The guest is cut from here.
product-gateway-silent = { $gateway }: “Send Disconnection Requests to the Gateway” is on, but nothing was heard of it since { $at }. The guest is cut from here only if it can be reached.
product-gateway-unheard = { $gateway }: “Send Disconnection Requests to the Gateway” is on, but nothing was ever heard of it. The guest is cut from here only if it can be reached.
product-gateway-off = { $gateway }: “Send Disconnection Requests to the Gateway” is off. The guest stays on line over the limit until the session ends.
product-gateway-cannot = { $gateway }: takes no disconnection requests. The guest stays on line over the limit until the session ends.
product-first-day = First day of the week
product-first-day-help = For the weekly limits only, also those of the policy.
product-mikrotik-profile = MikroTik profile
product-mikrotik-profile-help = Users imported with this profile get the product.
product-address-list = MikroTik address list
product-address-list-help = For firewall rules and priorities. A policy’s list would win.
product-address-list-wins = The policy’s list counts: { $list }
product-expiration = Expiration type
product-days = Days to product expiration
product-days-help = Decimals and negative numbers are possible: 1.5 is a day and a half.
product-hours = Hours to product expiration
product-hours-help = 1.25 is an hour and a quarter. Added to the days.
product-months = Months to expiration
product-months-help = Connection expiration months, whole ones. Negative: expires on activation.
product-notify = Send notification of upcoming expiration
product-notify-help = Days and text stand in the general options of the Location.
product-subscription-help = Where the product is sold by subscription, its period and two hours count instead of all this.
product-read-only = This product belongs to a higher level: { $level }. It can be used here, not changed.
product-duplicate-to-edit = Duplicate to edit
expiration-unlimited = Unlimited
expiration-unlimited-help = It never expires by the calendar.
expiration-days-hours = Days and Hours
expiration-days-hours-help = First connection + days + hours.
expiration-end-of-day = Days and Hours End-of-Day
expiration-end-of-day-help = First connection + days + hours, then until 23:59 of that day.
expiration-end-of-month = Days and Hours End-of-Month
expiration-end-of-month-help = First connection + days + hours, then until 23:59 of the last day of that month.
expiration-months = Months
expiration-months-help = First connection + calendar months.
expiration-months-end-of-month = Months and End-of-Month
expiration-months-end-of-month-help = 0 is the end of the current month, 1 of the following one.
expiration-one-login = One login
expiration-one-login-help = The next login needs another product.
expires-end-of-day = { $span }, to the end of the day
expires-end-of-month = { $span }, to the end of the month
warning-zero-time = Zero is no time at all here: the guest is out at the first login. For no end choose Unlimited.
warning-expires-on-activation = It expires on activation: at the first login the guest has to choose or buy another product.
warning-may-stay-valid = Negative, and yet valid on some dates until the end of the day or month. From { $days } days on it never is.
warning-last-day-guest = A guest of the last day of the month gets only that day, until 23:59. Days and Hours End-of-Month with some days gives him the next month.
warning-total-never-usable = The product expires on activation, so nobody can use its total; a recharge may take it over all the same.
warning-notification-without-effect = Without effect: there is no date to tell of.
warning-one-login-subscription = Where it is sold by subscription, One login is not kept to: the period counts.
guest-unknown = Mend the marked fields to see what a guest gets.
guest-until = A guest who first connects now may stay until { $at }.
guest-unlimited = A guest who first connects now may stay without end.
guest-one-login = A guest who connects now may stay for this one login; the next needs another product.
guest-out-at-once = A guest who first connects now is out at once: the product expires on { $at }.
guest-at-most = At most { $what }.
guest-at-most-and = At most { $what } and { $last }.
guest-afresh = It starts afresh { $when }.
guest-afresh-day = every day at 00:00
guest-afresh-week = every week on { $day }
guest-afresh-month = every month on the 1st
guest-policy = Policy { $policy }: { $what }.
guest-download = { $rate } down
guest-upload = { $rate } up
guest-session = sessions of { $time }
amount-a-day = { $amount } a day
amount-a-week = { $amount } a week
amount-a-month = { $amount } a month
amount-in-all = { $amount } in all
limits-none = no limits
picture-starts = first login now
picture-ends = ends on { $at }
picture-goes-on = goes on
picture-goes-on-until = goes on until { $at }
picture-nothing = no time at all
picture-daily = each day its own allowance
picture-afresh = starts afresh
form-unsaved = Not saved yet
draft-kept = What you typed is kept. It waits above the list.
draft-waits = Unsaved: { $what }
draft-resume = Go on
draft-resumed = This is what you had typed and not saved.
draft-discard = Discard
contest-happened = Somebody else has saved this meanwhile. Nothing of yours is lost.
contest-do = Choose for each field that changed which value counts, then save.
contest-theirs = Theirs: { $value }
contest-mine = Mine: { $value }
contest-settle = Go on with these
policies-search = Search code, description, level or product
policies-none = There are no policies
policies-none-do = A policy holds what several products share: speed, devices, sessions.
policies-not-found = No policy matches
policies-not-found-do = Every word has to occur in code, description, level, speed or products.
policy-add = New policy
policy-title = Policy { $code }
policy-title-new = New policy
policy-saved = Policy { $code } is saved.
policy-removed = The policy was removed.
policy-archived = The policy is in use and was put away: what uses it keeps it, no other product can choose it.
policies-put-away = These were put away: products and guests that have them keep them, and no other product can choose them.
policy-put-away = This policy was put away: products and guests that have it keep it, and no other product can choose it.
policy-restored = Policy { $code } is back: products can choose it again.
policy-remove-title = Remove policy { $code }?
policy-remove-what = No product uses it. If accounts are still held to it, it is put away.
policy-remove-used = These products use it: { $products }. It is put away: they keep it, and no other product can choose it.
policy-keep = Keep it
policy-read-only = This policy belongs to a higher level: { $level }. It can be used here, not changed.
policy-code-help = Without blanks. Products name the policy by it.
policy-description-help = For you, not for guests.
policy-session = Session timeout (minutes)
policy-session-help = 0 or empty: none. The guest may log in again.
policy-idle = Idle timeout (minutes)
policy-idle-help = 0 or empty: none. Saves time credit.
policy-download = Download (kbit/s)
policy-upload = Upload (kbit/s)
policy-speed = Down / up
policy-rate-help = 0 or empty: unlimited. 10 Mbit/s is 10000.
policy-rate-slow = Slower than 1 Mbit/s
policy-rate-unlimited = unlimited
policy-devices = Devices at a time
policy-devices-help = Where the ticket type says nothing.
policy-address-list-help = Wins over the list of a product.
policy-limits-help = What is set here counts instead of the product’s value, even where it is larger.
policy-not-set = 0 or empty: the product’s
policy-not-set-data = 0 or empty: the product’s. 10 GB is 10240.
policy-attributes = Further RADIUS attributes
policy-attributes-help = Sent to the gateway at every login.
policy-attribute-find = Add an attribute: part of its name
policy-attribute-none = No dictionary has such an attribute, or the server writes it itself.
policy-attribute-choose = Choose
policy-attribute-out = Take out
policy-used = Used by
policy-used-by = Products
policy-used-by-none = No product
policy-used-new = Nobody yet.
policy-used-help = A change counts for new guests at once, for these only after “Update the policy” on the product.
product-level-help = Lower levels may use it and not change it.
attribute-choice = one of a list
attribute-text = text
attribute-octets = octets, as in 0x01ff
attribute-number = whole number
attribute-ipv4 = IPv4 address
attribute-ipv6 = IPv6 address
attribute-prefix = IPv6 prefix
attribute-interface = interface ID
attribute-time = date and time
users-title = Guests who have it
users-up-to-date = All of them have the values as they are saved.
users-old-do = Saving changes nothing for them until you update them.
users-update = Update the users ({ $shown })
users-update-policy = Update the policy to users already registered ({ $shown })
users-save-first = Save or discard what is typed, then the users can be updated.
users-updating = Updating the users
users-updating-policy = Updating the policy
users-done-of = { $done } of { $total }
users-stop = Stop
users-stopped = stopped { $at } after { $done } of { $total }, { $changed } changed. They keep the new values.
users-ended = finished { $at }, { $done } looked at, { $changed } changed
users-ask = Update the users?
users-ask-what = Their limits become those of the product, and their expiry is computed anew from their first login. Who is on line gets it at once where the gateway takes it, otherwise at the next login. The policy stays as they have it.
users-ask-policy = Update the policy?
users-ask-policy-what = Speed, sessions, devices, address list and further attributes become those of the product’s policy; what the new policy lacks is taken away. Their expiry does not change.
users-go = Update { $shown }
users-not-now = Not now
product-remove-unused = Nobody has it and no ticket type gives it. It is removed for good.
users-count = { $count ->
    [one] { $shown } account has this product.
   *[other] { $shown } accounts have this product.
}
users-old-product = { $count ->
    [one] { $shown } account still has the old values.
   *[other] { $shown } accounts still have the old values.
}
users-old-policy = { $count ->
    [one] { $shown } account still has the old policy.
   *[other] { $shown } accounts still have the old policy.
}
users-ask-count = { $count ->
    [one] { $shown } account, of which { $outdated } is not up to date.
   *[other] { $shown } accounts, of which { $outdated } are not up to date.
}
product-remove-used = { $count ->
    [one] { $shown } account has it; ticket types: { $types }. It is put away: guests keep it, and nobody gets it any more.
   *[other] { $shown } accounts have it; ticket types: { $types }. It is put away: guests keep it, and nobody gets it any more.
}
exchange-in = Import from a file
exchange-out = Export to a file
exchange-in-short = Import
exchange-out-short = Export
exchange-path = File
exchange-out-help = CSV, or JSON where the name ends in .json. A file of this name is replaced.
exchange-in-help = CSV or JSON, as exported. It is looked at first; nothing is taken yet.
exchange-write = Export
exchange-look = Look at it
exchange-take = Take { $shown }
exchange-written = Written to { $path }
exchange-taken = Taken in: { $shown }.
exchange-good = New: { $add }, changed: { $change }, the same: { $same }.
definition-json = not a product or policy of this form: { $detail }
definition-code = “{ $code }” is no code: 1 to { $max } visible characters without blanks.
definition-negative = { $field } is { $value }: it cannot be negative.
definition-too-large = { $field } is { $value }: at most { $most }.
definition-first-day = first_day_of_week is { $value }: 1 (Monday) to 7 (Sunday).
definition-decimal = { $field } is “{ $value }”: a decimal number, as in 1.5.
definition-language = “{ $tag }” is no language, as in en or pt-BR.
definition-unknown-policy = There is no policy “{ $code }”.
definition-price = The price is no amount: digits with a decimal point, as in 10.00.
definition-price-precise = The price “{ $value }” has more than { $decimals } decimals.
definition-price-too-large = The price is too large.
definition-negative-price = The price cannot be negative.
exchange-unreadable = cannot be read: { $detail }
exchange-no-column = There is no column “{ $column }”.
exchange-column-twice = The column “{ $column }” stands there twice.
exchange-no-code = The first line must name the columns, “code” among them.
exchange-cells = { $cells } cells in { $columns } columns. Is a separator in a text without quotes?
exchange-number = { $column } is “{ $cell }”: a whole number.
exchange-yes-no = { $column } is “{ $cell }”: true or false.
exchange-code-twice = “{ $code }” stands in the file already.
exchange-bad-line = Line { $line }, { $code }: { $reason }
exchange-bad-more = and { $shown } more
exchange-bad = { $count ->
    [one] { $shown } line cannot be taken. The good ones can.
   *[other] { $shown } lines cannot be taken. The good ones can.
}
key-save-in-field = Save, from any field
key-leave-draft = Back to the list; what is typed is kept
days-count = { $count ->
    [one] { $shown } day
   *[other] { $shown } days
}
hours-count = { $count ->
    [one] { $shown } hour
   *[other] { $shown } hours
}
months-count = { $count ->
    [one] { $shown } month
   *[other] { $shown } months
}
form-mistakes = { $count ->
    [one] One field needs mending.
   *[other] { $count } fields need mending.
}

## Update the users

## Recharge

recharge-title = Recharge ticket { $serial }
recharge-product = Product
recharge-choose = Choose a product
recharge-none = This house puts no product on sale at the desk. Put one on sale in the settings of the Location.
recharge-with-price = { $product } – { $price }
recharge-do = Recharge
recharge-computing = Working out what it brings…
recharge-counts-from-login = Counts from the next login
recharge-keep = Do not recharge
recharge-done = Ticket { $serial } is recharged with { $product }.
recharge-minutes = { $minutes } min
recharge-minutes-seconds = { $minutes } min { $seconds } s
recharge-megabytes = { $megabytes } MB
recharge-sum = { $left } left + { $more } = { $total }
recharge-no-limit = No limit on time or data in all
recharge-until = until { $at }
recharge-no-end = without an end date
recharge-from-login = from the next login on
recharge-if-now = from the next login on (if that is now, until { $at })
recharge-lost-product = What is left ({ $left }) is not taken over: this product takes nothing over.
recharge-lost-expired = What is left ({ $left }) is not taken over: the product held until now has expired.
recharge-lost-free = What is left ({ $left }) is not taken over: it was free.
recharge-used-up = The { $what } stays used up until { $until }.
recharge-on-activation = This product is over at its first login: the guest then has to choose another one.
recharge-online = { $count ->
    [one] The device on line gets it at once; some gateways cut it for a moment and let it in again.
   *[other] The { $shown } devices on line get it at once; some gateways cut them for a moment and let them in again.
}
recharge-history = Products
recharge-held-now = { $product } (now)
recharge-held-recovered = { $left } taken over
recharge-subscription = Subscription
recharge-subscription-value = paid until { $until }
ticket-subscribe = Subscribe
ticket-renew = Renew subscription
subscribe-title = Subscribe ticket { $serial }
subscribe-frequency = How often it is paid
subscribe-choose = Choose
subscribe-due = { $frequency }. The next payment is due on { $due }; two hours more are for one that is late.
subscribe-do = First period is paid
subscribe-keep = Do not subscribe
subscribe-done = Ticket { $serial } is subscribed to { $product }.
renew-title = Renew the subscription of ticket { $serial }
renew-what = Period { $number } of { $product }, { $price }: from { $from } to { $to }.
renew-still-over = Even with this period it is over: more than one is due.
renew-reference = Reference of the payment
renew-reference-help = Optional. The same reference counts once.
renew-do = It is paid
renew-keep = Do not renew
renew-done = The subscription of ticket { $serial } is paid until { $until }.

## Ticket types

ticket-types-add = Add ticket type
ticket-types-none = There are no ticket types
ticket-types-none-do = Add the first one: it becomes a tile on the Desk at once.
ticket-types-edit = Edit
ticket-types-duplicate = Duplicate
ticket-types-copy-of = { $name } (copy)
ticket-types-up = Up
ticket-types-down = Down
ticket-types-key-move = Move its tile
ticket-types-put-away = Put away
ticket-types-put-away-title = Put “{ $name }” away?
ticket-types-put-away-what = Its tile leaves the Desk. Tickets that were issued from it stay valid.
ticket-types-keep = Keep it
ticket-types-gone = “{ $name }” was put away.
ticket-types-saved = “{ $name }” is saved.
ticket-types-save = Save
ticket-types-key = Key
ticket-types-name = Name
ticket-types-name-example = 1 day
ticket-types-format = Format
ticket-types-product = Product
ticket-types-choose-product = Choose a product
ticket-types-price = Price
ticket-types-price-in = Price ({ $currency })
ticket-types-price-per-day = Price per day ({ $currency })
ticket-types-devices = Devices
ticket-types-devices-at-a-time = Devices at a time
ticket-types-use-within = First use within days
ticket-types-use-within-help = A ticket that nobody has used by then expires. 0 = no such end.
ticket-types-credentials = The guest types
ticket-types-code = One code
ticket-types-pair = Name and password
ticket-types-user-id = Ask whom the ticket is for
ticket-types-user-id-help = Off, one key on the Desk issues the ticket.
ticket-types-preview = On the Desk
ticket-types-single-help = Time and data as the product says, from the first login.
ticket-types-variable-help = Valid for the days that are chosen when it is issued.
ticket-types-special-help = Everything can be set when it is issued, name and password too.
ticket-types-changed = Another desk has changed this ticket type meanwhile
ticket-types-changed-do = What you typed is still here.
ticket-types-take-theirs = Take theirs
ticket-types-keep-mine = Save mine
ticket-types-put-away-meanwhile = Another desk has put this ticket type away meanwhile
ticket-types-put-away-meanwhile-do = It can be added again with what you typed.
ticket-types-add-again = Add it again
ticket-types-wrong-empty = Needed
ticket-types-wrong-long = At most { $most } characters
ticket-types-wrong-taken = Another one has this name
ticket-types-wrong-amount = An amount, such as 4.50
ticket-types-wrong-decimals = At most { $decimals } decimals
ticket-types-wrong-no-decimals = Whole amounts only
ticket-types-label = On the voucher
ticket-types-label-help = What the guest reads. Left empty, it is the name.
ticket-types-hotkey = Key on the Desk
ticket-types-no-key = None
ticket-types-key-of = { $key } – “{ $name }” has it
ticket-types-key-taken = “{ $name }” has this key
ticket-types-fields = What is asked about the guest
ticket-types-asks-nothing = Nothing yet. What is asked makes the guest’s entry in the register at his first login.
ticket-types-ask-more = Ask for…
ticket-types-free-field = Field of your own
ticket-types-compulsory = Compulsory
ticket-types-minimum-age = Minimum age
ticket-types-any-age = Any
ticket-types-channels = Handed over by
ticket-types-preselected = On Enter, unasked
ticket-types-code-length = Random characters
ticket-types-prefix = Code begins with
ticket-types-wrong-sign = Not “{ $sign }”: letters and digits without 0, 1, I, O, Q
ticket-types-wrong-label = Without : and =

## Batches and name lists

batch-issued = { $count ->
    [one] Batch “{ $name }”: { $shown } ticket issued.
   *[other] Batch “{ $name }”: { $shown } tickets issued.
}
batch-tickets = { $count ->
    [one] { $shown } ticket
   *[other] { $shown } tickets
}
batch-print = Print cards
batch-show = In the list
batch-stopped = Stopped. Nothing of the batch was issued.
batch-issuing-title = Issue a batch
batch-issuing = Issuing the tickets…
batches-none = No batch was issued yet
batches-none-do = Give a form of the desk a number of tickets and a name, or paste a list of names: they are kept together here.
batches-no-match = No batch is called “{ $text }”
batches-no-match-do = Any part of the name will do.
batches-search = Name of the batch
batches-choose = Choose a batch
batches-choose-do = Select a row to print, export or cancel its tickets.
batches-name = Name
batches-tickets = Tickets
batches-used = Used
batches-unused = Never used
batches-live = Valid
batches-serials = Serial numbers
batches-issued-by = { $moment }, { $by }
batches-show = Show the tickets
batches-cancel = Cancel the batch
batches-cancel-title = Cancel batch “{ $name }”?
batches-cancel-what = { $count ->
    [one] Its ticket stops working at once, a device that is on line is cut off, and this cannot be taken back.
   *[other] All of its { $shown } tickets that still work stop at once, devices that are on line are cut off, and this cannot be taken back.
}
batches-over = None of these tickets works any more
batches-over-what = They can still be shown and exported.
names-title = One ticket for every line of a list
names-nothing = There is nothing to paste
names-how = Mark the names in your spreadsheet, copy them and paste them here. Further columns can be e-mail, room and whatever the ticket type asks for.
names-paste = Paste
names-heading = { $ticket_type }: list of names
names-good = { $count ->
    [one] { $shown } line is good
   *[other] { $shown } lines are good
}
names-bad = { $count ->
    [one] { $shown } line is left out
   *[other] { $shown } lines are left out
}
names-ignored = Ignore
names-column = Column { $number }
names-line = Line
names-fields = Fields
names-verdict = Ticket
names-wrong = Left out
names-example = Wedding Weber

## Guests

guests-none = No guest is registered yet
guests-none-do = A guest is entered at his first login, with what was asked when his ticket was issued.
guests-no-match = No guest matches
guests-count = { $count ->
    [one] { $shown } guest
   *[other] { $shown } guests
}
guests-search = Name, room, e-mail, document…
guests-from = From
guests-to = To
guests-registered = Registered
guests-name = Guest
guests-erased-row = Erased
guests-choose = Choose a guest
guests-choose-do = Select a row to see what is known. Enter opens the ticket.
guests-ticket = Ticket
guests-show-ticket = Show ticket
guests-erase = Erase
guests-keep = Keep
guests-erase-title = Erase this guest?
guests-erase-what = Everything that is known of him is taken off the register and off ticket { $serial }, for good. It cannot be brought back. The ticket itself stays as it is.
guests-erased = The guest is erased.
guests-erased-at = Erased on { $at }
guests-erased-what = Nothing is known of this guest any more.
guests-setting = Erase by itself
guests-setting-saved = Saved.
guests-days = Days after the ticket has ended
guests-days-help = Then what is known of the guest is erased, with a line in the event log. 0 = never by itself.
export-upload = Upload, bytes
export-download = Download, bytes
export-currency = Currency

## Location and general options

location-general = General
location-access = Guest access
location-products = Products on sale
location-money = Money
location-wifi = Guest Wi-Fi
location-times = House times
location-options = General options
location-import = Import
location-name = Name
location-zone = Time zone
location-zone-help = Days, weeks and months of what guests use begin by this clock.
location-zone-now = It is { $time } there now
location-zone-changed = Days are counted anew from saving; set expiries stay
location-sector = Sector
location-sector-help = Decides whether the licence counts rooms or access points.
location-hospitality = Hospitality
location-other-sector = Other
location-rooms = Rooms
location-aps = Access points
location-language = Language of the guest
location-language-help = Of vouchers and messages where nobody chooses another.
location-mode = Authentication mode
location-registers = This mode registers guests
location-registers-what = Time and data of products count for every ticket.
location-registers-not = This mode does not register guests
location-registers-not-what = Time and data of products do not count, for tickets either; only the expiry does.
mode-sms = With SMS sending from the user
mode-user = With registration by the user
mode-operator = With registration by the operator
mode-click = Click & connect
mode-password = Simple password
mode-sms-help = Guests ask for their credentials by SMS.
mode-user-help = Guests register by themselves on the log-in page.
mode-operator-help = The desk issues tickets.
mode-click-help = A device is let in by its address; an account is made for it by itself, free of charge. Tickets work beside it.
mode-password-help = One password for all guests; each device gets an account by itself, free of charge. Tickets work beside it.
location-simple-password = Password for all guests
location-free-product = Product of free users
location-free-product-none = Choose a product
location-free-product-help = Its policy and its expiry count; once it has expired, the device has to buy.
location-shared-name = Shared user name (optional)
location-shared-name-help = Where the log-in page sends one name for everybody instead of the address of the device.
location-currency = Currency
location-currency-changed = Prices keep their figures and are not converted
location-currency-fixed = Tickets were sold in it, so it stays.
location-decimal = Before the cents
location-thousands = Between the thousands
separator-default = As the language
separator-point = Point
separator-comma = Comma
separator-space = Space
location-tax = Tax rate included in prices, %
location-tax-help = 0 = none is named. With a rate, vouchers name it beside the price.
location-sample = A price on the voucher
location-sample-none = A sample appears when the fields are right.
location-sample-tax = Of { $price }, { $tax } is tax.
location-ssid = Name of the network
location-ssid-help = For the QR code that joins the Wi-Fi; empty leaves it out.
location-wifi-password = Password of the network
location-wifi-password-help = Empty = an open network. It stands on vouchers.
location-login-url = Log-in page
location-login-url-help = For the QR code that logs in; the words in braces are filled in on each voucher.
location-check-out = Check-out
location-grace = Grace, minutes
location-check-out-help = A ticket by nights ends at check-out of the last day, plus the grace (at most { $max } minutes).
location-check-out-example = A stay until { $day } ends at { $time }.
location-wrong-zone = No such zone; type a city
location-wrong-currency = Three letters, as in EUR
location-wrong-clock = A time, as in 11:00
location-save = Save
location-saving = Saving…
location-saved = Saved.
location-discard = Discard
location-unsaved = Unsaved changes. They stay here until you save or discard them.
location-meanwhile = Both of you have changed: { $fields }. Nothing is lost yet: choose which counts.
location-meanwhile-texts = Nothing is lost yet: choose which counts.
location-take-theirs = Take theirs
location-keep-mine = Keep mine
location-key-sections = Section before or after
location-key-sections-keys = PgUp PgDn
offers-add = Add product
offers-edit = Edit
offers-up = Up
offers-down = Down
offers-move = Move
offers-remove = Take off the list
offers-none = There are no products yet
offers-none-do = Make one under Products; it is offered here at its list price.
offers-unsettled = Every product is offered at its list price
offers-unsettled-do = Edit one to set its own price: the others stay offered. Add one to begin a list of your own: only what is on it is offered then.
offers-product = Product
offers-description = Description
offers-price = Price
offers-tax = Tax in it
offers-purchasable = Guests buy
offers-assignable = Desk gives
offers-frequency = Subscription
offers-no-price = no price
offers-price-tax = Selling price, tax included
offers-wrong-price = An amount in { $currency }, as in 2.50
offers-free-not-bought = Without a price guests cannot buy it
offers-of-it-tax = { $tax } of it is tax
offers-purchasable-long = Guests may buy it
offers-purchasable-help = Offered on the log-in page to whoever has used up what he had.
offers-assignable-long = The desk may give it
offers-assignable-help = At a recharge or a registration.
offers-frequency-long = Paid by subscription
offers-frequency-help = A subscription ends with its period and two hours, whatever the product says.
offers-subscription-panel = The expiry of this product does not count then
offers-first = This begins a list of your own
offers-first-do = Only products on the list are offered then.
offers-edit-title = Product on sale
offers-add-title = Add a product on sale
offers-kept = { $product } saved.
offers-removed = { $product } is off the list.
frequency-none = Bought once
frequency-daily = Daily
frequency-weekly = Weekly
frequency-monthly = Monthly
frequency-quarterly = Quarterly
frequency-half-yearly = Half-yearly
frequency-yearly = Yearly
notice-title = Notice of upcoming expiry
notice-what = Guests of products that ask for it are told once before their ticket expires, by e-mail or SMS, from nine in the morning on. A ticket whose whole life is shorter than the days sends nothing.
notice-days = Days before the expiry
notice-days-help = 1 to 90.
notice-placeholders = A placeholder stands where the caret is when it is pressed: { $name } is the guest, { $code } the code, { $date } the expiry, { $location } the house. The date has to be there. An empty text is the standard text.
notice-preview = What the guest reads
notice-no-preview = It can be shown when the text is right.
notice-own = Standard text
import-title = Users of a MikroTik router
import-what = Users made on the router by printers or apps get the product whose MikroTik profile is theirs.
import-path = File
import-path-help = A RouterOS export (/ip hotspot user export file=users) or CSV. Paste its path.
import-read = Read
import-working = Working on the list…
import-profile-help = Nothing is changed by reading: you see first what would be taken.
import-count = { $good } can be taken, { $bad } cannot.
import-line = Line
import-name = User name
import-user = Guest
import-product = Product
import-used = Used
import-why = Why not
import-bad = Cannot be taken
import-good = Can be taken
import-broken = The line cannot be read
import-no-name = No name
import-disabled = Disabled on the router
import-no-profile = No profile
import-unknown-profile = Unknown profile: no product on sale has { $profile }
import-ambiguous-profile = Ambiguous profile: { $profile } is of { $products }
import-name-taken = A live ticket has this user name
import-twice = The same name as in line { $line }
import-take = { $count ->
    [one] Take { $shown } user
   *[other] Take { $shown } users
}
import-taken = { $count ->
    [one] { $shown } user taken over.
   *[other] { $shown } users taken over.
}
import-known = { $count ->
    [one] { $shown } was taken over before.
   *[other] { $shown } were taken over before.
}
import-none = Nobody else has made users there.
import-router = Take over users
import-router-title = Take over the users of “{ $gateway }”
import-router-what = Each user made on the router by printers or apps becomes a ticket with the product whose MikroTik profile is theirs.
import-router-asking = The router is asked for its users…
import-router-stays = They stay on { $gateway } too, and as long as they do it lets them in by itself. Remove them there, so that the limits of their products count.
import-leave = Leave it

## Printing

error-not-waiting = This delivery no longer waits: look at how it stands now.
printing-ready = Ready
printing-busy = Printing
printing-paused = The queue is paused
printing-refusing = The queue takes no jobs
printing-paper-out = Out of paper
printing-cover-open = The cover is open
printing-jam = Paper jam
printing-offline = The printer is switched off or not connected
printing-stopped = The printer has stopped
printing-unknown = Does not report its state
printing-printed = Printed
printing-sent = Sent; this printer does not confirm
printing-file = Saved as { $file }
printing-held = Held in the queue: release it there
printing-perhaps = It may have been printed
printing-perhaps-do = Look at the printer. If nothing came out, print again.
printing-aborted = The printer gave the job up ({ $detail })
printing-cancelled-in-queue = Cancelled in the queue
printing-printer-gone = The printer was removed from the list
printing-taken-back = Cancelled
printing-cause-unreachable = The printer cannot be reached
printing-cause-unreachable-do = Is it switched on and connected? It is tried again by itself.
printing-cause-silent = The printer does not answer in time
printing-cause-silent-do = Switch it off and on if this goes on.
printing-cause-login = The printer does not let this computer print
printing-cause-login-do = Ask whoever set it up for the permission.
printing-cause-full = There is no room left on the disk
printing-cause-full-do = Make room there. It is tried again by itself.
printing-cause-gone = There is no such queue any more
printing-cause-gone-do = Choose another printer, or add this one anew.
printing-cause-refused = The printer refused the page
printing-error-none = There is no printer yet
printing-error-none-do = Add one under Printing, or save the ticket as a PDF.
printing-error-unknown = There is no printer “{ $name }”.
printing-error-name = A name has from 1 to 64 characters.
printing-error-address = “{ $place }” is no address of a printer.
printing-error-no-roll = A receipt printer takes rolls of 80 or 58 mm, not sheets.
printing-error-dots = A receipt printer has from 200 to 1200 dots across.
printing-error-offset = Pages are moved by 20 mm at most.
printing-error-own-fallback = A printer cannot take over for itself.
printing-error-count = From 1 to 5,000 tickets are printed at once.
printing-error-first-label = The first label is from 1 to { $most } on this paper.
printing-error-not-taken-back = The printer does not let go of this job: it may still be printed.
printing-error-look-text = At most { $max } characters.
printing-logo-no-picture = This file is no picture that can be used. Choose a PNG or JPEG file.
printing-logo-too-large = This picture is too large: at most 4 MB and 6000 pixels on a side.
printing-logo-damaged = This picture is damaged. Choose another file.
delivery-waiting = Waiting
delivery-under-way = Under way
delivery-delivered = Delivered
delivery-failed = Failed
delivery-cancelled = Cancelled
printing-tab-printers = Printers
printing-tab-jobs = Printed and waiting
printing-tab-look = Voucher
printing-none = No printer yet
printing-none-do = Add one and vouchers come out of it. Until then each voucher is saved as a PDF in the data folder.
printing-add = Add a printer
printing-edit = Change
printing-test-page = Test page
printing-make-default = Make it the default
printing-look-now = Look again
printing-remove = Remove
printing-remove-title = Remove printer “{ $name }”?
printing-remove-what = What waits for it is not printed, and says so. Printers that fall back on it no longer do.
printing-removed = Printer “{ $name }” is removed.
printing-keep = Keep it
printing-default-done = Tickets are printed on { $name } from now on.
printing-test-asked = The test page goes to { $name }.
printing-saved = Printer “{ $name }” is saved.
printing-name = Name
printing-name-example = Front desk
printing-where = Where
printing-paper = Paper
printing-is-default = { $name } (default)
printing-asking = Asking…
printing-last-job = { $what }, { $when }: { $state }. { $said }
printing-kind = Kind
printing-kind-queue = CUPS / IPP
printing-kind-network = Port 9100
printing-kind-device = Device file
printing-kind-folder = Folder
printing-kind-spooler = Windows
printing-kind-queue-help = Any printer that this computer or a print server knows.
printing-kind-network-help = A receipt printer on the network, spoken to directly.
printing-kind-device-help = A receipt printer at USB or at the old parallel port.
printing-kind-folder-help = No paper: each voucher becomes a PDF file there.
printing-kind-spooler-help = A printer that is set up in Windows, through its own driver.
printing-place-queue = Address of the queue
printing-place-network = Name or address, with a port if it is not 9100
printing-place-device = File
printing-place-folder = Folder
printing-place-spooler = Its name in Windows
printing-place-missing = Say where it is.
printing-place-wrong = This is no address of a printer.
printing-number-wrong = From 0 to 255.
printing-dots = Dots across
printing-dots-help = Only for printers of 180 dpi and the like: 512 for 80 mm.
printing-cut = Cut behind each voucher
printing-drawer = Open the cash drawer
printing-letters = Letters
printing-letters-drawn = Drawn: any script, the same on every printer
printing-letters-help = Its own letters are faster. A voucher that has others is drawn all the same.
printing-letters-number = Number of this table at the printer
printing-letters-number-help = Only if the test page shows wrong letters: its self-test lists the numbers.
letters-first-pc = Western Europe in parts
letters-greek = Greek
letters-west = Western Europe
letters-west-euro = Western Europe with €
letters-central = Central Europe
letters-turkish = Turkish
letters-cyrillic = Cyrillic
printing-right = To the right (mm)
printing-down = Down (mm)
printing-offset-help = Where print and labels do not meet: measure the test page. Below zero moves the other way.
printing-label = First free label
printing-label-help = Counted along the rows, from 1 to { $most }. It goes on as labels are printed.
printing-fallback = If it fails
printing-fallback-none = Wait for it
printing-fallback-help = Another printer takes over when nothing has left yet.
printing-save-and-test = Save and print a test page
printing-found = Found
printing-finding = Looking for printers…
printing-found-none = The print server has no queue.
printing-found-no-server = No print server (CUPS) answers there: { $detail }
printing-found-device = Receipt printer at this computer
printing-find = Look
printing-take = Take this
printing-server = Print server
printing-server-help = Empty is this computer.
printing-ask = Ask how it is
printing-ask-help = What is typed here is asked, saved or not. Nothing is printed.
printing-folder-missing = The folder is not there, or nothing can be written to it
printing-folder-missing-do = Make it, or choose another.
printing-device-missing = There is no printer at this file
printing-device-missing-do = Is it plugged in and switched on?
printing-spooler-missing = Windows knows no printer of this name
printing-spooler-missing-do = Look in the Windows settings for its name; it is reached from a computer with Windows only.
printing-device-login-do = On Linux, whoever prints there has to be in the group “lp”.
paper-receipt = Roll of { $width } mm
paper-a4 = A4, a page each
paper-a4-cards = A4, { $count } cards to cut out
paper-labels = { $name }: { $count } labels of { $width } × { $height } mm
printing-no-jobs = Nothing printed yet
printing-no-jobs-do = Vouchers and test pages are listed here, with what became of them.
printing-tickets = Tickets
printing-printer = Printer
printing-key-again = Try the selected one again
printing-key-cancel = Cancel the selected one
printing-look-logo = Logo (PNG or JPEG file)
printing-look-logo-help = At most 4 MB. It is printed in greys.
printing-look-logo-there = The house has a logo; another file replaces it.
printing-look-logo-use = Use this file
printing-look-logo-drop = Remove the logo
printing-look-headline = Headline
printing-look-headline-help = Below the name of the house, in every language as it is.
printing-look-footer = Footer
printing-look-footer-help = At the end: a telephone number, a wish.
printing-look-shown = What is shown
printing-look-join = QR code that joins the Wi-Fi
printing-look-log-in = QR code that logs in
printing-look-price = Price
printing-look-guest = Name of the guest
printing-look-paper = Paper of files
printing-look-paper-help = For PDF files of a house without a printer, and for this preview. Each printer has its own paper.
printing-look-language = Language of vouchers
printing-look-language-house = The house’s
printing-true-size = True size
printing-whole-page = Whole page
printing-drawing = Drawing…
delivery-title = Deliveries
delivery-file = File
delivery-none = Neither printed nor sent yet.
delivery-cancel = Take back
delivery-print-on = Print on { $printer }
delivery-elsewhere = Print on another printer
delivery-waits-do = It is printed as soon as the printer is free.
delivery-handing-over = The printer is taking it.
delivery-older = { $count ->
    [one] and { $shown } older one
   *[other] and { $shown } older ones
}
delivery-with-others = { $count ->
    [one] { $printer }, with { $shown } other ticket
   *[other] { $printer }, with { $shown } other tickets
}

## Messages

message-no-email = E-mail is not set up
message-no-sms = SMS is not set up
message-not-set-up-do = Set it up under Messages, or print the ticket.
message-dead = Ticket { $serial } is “{ $status }”: its code no longer works, so it is not sent.
message-not-waiting = This message waits no longer.
message-cause-unreachable = The server cannot be reached
message-cause-unreachable-do = Check its address and port, and that the internet works.
message-cause-silent = The server did not answer in time
message-cause-silent-do = Check port and encryption; if they are right, it is the server’s trouble.
message-cause-certificate = There is no safe connection to the server
message-cause-certificate-do = Check encryption and the server’s name; a server of your own may need its certificate here.
message-cause-login = User name or password are not accepted
message-cause-login-do = Type them again under Messages.
message-cause-recipient = The recipient does not exist there
message-cause-recipient-do = Ask the guest for the address again, or print the ticket.
message-cause-refused = The server refused the message
message-cause-refused-do = Send it another way, or print the ticket.
message-cause-later = The server is busy
message-cause-later-do = It is tried again by itself.
message-cause-half-taken = Only a part of the message was taken
message-cause-half-taken-do = Ask the guest what has arrived before you send it again.
message-cause-strange = The server gave an answer that makes no sense
message-cause-strange-do = Check address, port and encryption.
message-cause-settings = The settings are not complete
message-cause-settings-do = Complete them under Messages.
message-said = The server says: { $detail }
email-empty = Type an e-mail address.
email-at = One @, as in name@example.org.
email-blank = No blanks in an address.
email-sign = “{ $sign }” cannot stand in an address.
email-name = Something is wrong before the @.
email-domain = Something is wrong after the @.
phone-empty = Type a mobile number.
phone-sign = “{ $sign }” is no part of a number.
phone-plus = The + stands at the beginning.
phone-country = No country has +{ $code }.
phone-no-country = Begin with + and the country code.
phone-short = { $digits } digits; at least { $least } are needed.
phone-long = { $digits } digits; at most { $most } are possible.
template-unknown = { $name } stands for nothing here.
template-open = A { $open } has no { $close }.
messages-wrong-host = Name the mail server.
messages-wrong-port = From 1 to 65535.
messages-wrong-user = Type it, too.
messages-wrong-from = Type the address that mails come from.
messages-wrong-reply-to = No address.
messages-wrong-authority = The file holds no certificate (PEM).
messages-wrong-url = Begins with http:// or https://.
messages-wrong-recipient = Address or body need { $to } and { $text }.
messages-wrong-header = “{ $name }” is no name of a header.
messages-wrong-country = “{ $code }” is not known. Two letters, as ES.
messages-subject = Subject
messages-mail-text = E-mail
messages-sms-text = SMS
messages-tab-list = Sent and waiting
messages-tab-texts = Texts
messages-reading = Reading…
messages-save = Save
messages-saved = Saved.
messages-turn-off = Turn off
messages-turned-off = Turned off. Nothing more is sent this way.
messages-key-cancel = Take the selected message back
messages-host = Mail server
messages-port = Port
messages-security = Encryption
messages-security-none = None
messages-security-warning = Password and codes can be read on the way.
messages-user = User name
messages-password = Password
messages-from-name = Name of the sender
messages-from = Address of the sender
messages-reply-to = Answers go to
messages-reply-to-none = the sender
messages-authority = Certificate of your own server (file)
messages-authority-help = Only for a server whose certificate nobody else knows.
messages-authority-there = The certificate of your own server is kept.
messages-forget = Forget it
messages-email-off-help = Ask whoever runs your mail for these. Guests then get their voucher by e-mail.
messages-sms-off-help = You need an account with a provider, or a gateway of your own.
messages-preset = Provider
messages-preset-other = Another
messages-sender = Sender
messages-sender-help = A number, or up to 11 letters.
messages-country = Country of numbers without +
messages-country-none = Choose
messages-url = Address of the gateway
messages-method = Request
messages-post-form = POST form
messages-body = Body
messages-headers = Headers, separated by |
messages-status = Status
messages-path = Answer stands at
messages-taken = It says
messages-names = You can write: { $names }
messages-listen = Reports come to
messages-report-url = As the gateway reaches it
messages-listen-help = Address and port of this PC where the gateway may say what became of a message. Empty = nobody listens.
messages-report-address = The gateway calls { $address }
messages-wrong-listen = An address and a port, as 0.0.0.0:8018
messages-wrong-report-url = Begins with http:// or https://
messages-smsc = Address of the SMSC
messages-smsc-help = smpps:// in place of smpp:// where it offers TLS.
messages-sender-kind = Kind of sender (TON/NPI)
messages-sender-kind-none = as it looks
messages-wrong-sender-kind = Two numbers, as 5/0
messages-system-type = System type
messages-system-type-none = none
messages-receipts = Ask whether it has arrived
messages-receipts-help = Innkeeper stays connected to hear the answer.
messages-wrong-needed = The provider asks for it.
messages-wrong-smsc = As smpp://smsc.example.org:2775
messages-wrong-smsc-account = 1 to 15 letters; its password at most 8.
messages-wrong-smsc-sender = At most 20 digits, or 11 letters.
messages-wrong-system-type = At most 12 letters.
messages-plain = Plain letters
messages-plain-help = á is written a where that halves the price.
messages-test-title = Try it
messages-test-help = What is typed here is tried as it is, saved or not.
messages-test-to = To
messages-test = Send a test
messages-testing = Sending…
messages-test-taken = It was taken
messages-meant = Did you mean { $address }?
messages-voucher-here = [ voucher with code and QR ]
messages-preview = What a guest reads
messages-default = Back to the original
messages-parts = { $count ->
    [one] { $count } part, { $left } left
   *[other] { $count } parts, { $left } left
}
messages-parts-foreign = { $parts }; “{ $sign }” makes parts short
messages-none = No message yet
messages-none-do = Tickets that are sent by e-mail or SMS are listed here, with what became of them.
messages-written = Written
messages-by = By
messages-to = To
messages-attempts = Attempts
messages-notice = Notice
messages-try-now = Try now
messages-send-again = Send again
messages-cancel = Take back
messages-open-ticket = Show the ticket
messages-next = Next attempt: { $moment }.
messages-dead-do = When its turn came, the ticket no longer worked.
messages-waiting-do = It leaves as soon as the engine runs.
messages-state-waiting = Waiting
messages-state-again = Trying again
messages-state-sent = Sent
messages-state-arrived = Arrived
messages-state-given-up = Not sent
messages-state-cancelled = Taken back
messages-state-dead = Not needed

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
refused-licence-evaluation = The evaluation of this Location has ended. Logins are closed until a licence is entered.
refused-licence-denied = The licence of this Location is set to Access denied. Logins are closed until a manager lifts that.
refused-licence-doubted = The licence of this Location is not one of a trusted distributor. Logins are closed until it is: the Licence screen says why.
refused-licence-copied = This Location has run for too long on a computer that its licence does not name. Logins are closed until the distributor moves it.
refused-licence-twin = This Location runs from another data folder on this computer already: one licence is for one of them. Logins here are closed until the other stops.
refused-cancelled = The ticket was cancelled. Issue a new one.
refused-no-product = The account has no product. Recharge it.
refused-choose = Its product ends at the first login: the guest has to choose another. Recharge the ticket.
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
refused-guest-closed = Guest Wi-Fi is switched off at the moment. Please ask at the reception.
refused-guest-closed-evaluation = Guest Wi-Fi is closed: its trial period has ended. Please ask at the reception.
refused-guest-closed-ended = Guest Wi-Fi is closed: its contract has ended. Please ask at the reception.
refused-guest-closed-doubted = Guest Wi-Fi is closed: its licence is not valid. Please ask at the reception.
refused-guest-closed-copied = Guest Wi-Fi is closed: its licence is for another computer. Please ask at the reception.
refused-guest-closed-twin = Guest Wi-Fi is closed here: it runs from another place. Please ask at the reception.
refused-guest-cancelled = This ticket was cancelled. Please ask at the reception.
refused-guest-choose = Please choose a product first: ask at the reception.
refused-guest-buy = This ticket was for one login, which was used. Please buy or choose another at the reception.
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
format-single = Single
format-variable = Variable
format-special = Special
gender-female = Female
gender-male = Male
gender-other = Other

## Pages for the hardware (read by whoever sets it up; menus and fields stay as the vendor writes them)

guide-title = { $vendor }: set up “{ $gateway }”
guide-intro = Enter these values in the hardware. Menus and fields are named as in its own pages, in English; they may differ a little from version to version.
guide-secret-hidden = The shared secret is not shown here. Enter the one that was given to this gateway in Innkeeper.
guide-step-radius = RADIUS server
guide-step-authentication = RADIUS server for logins
guide-step-accounting = RADIUS server for accounting
guide-step-network = The guests’ network
guide-step-portal = Login page
guide-step-garden = Reached before the login
guide-step-disconnect = Cutting sessions
guide-step-script = Lines to paste
guide-step-check = Check
guide-check = Log in with a ticket. It must show as on line in Innkeeper, at “{ $gateway }”, within a minute. Otherwise ask there: “Why can’t my guest get on?”
guide-note-from-the-internet = Its questions come from the vendor’s cloud: Innkeeper must be reachable from the internet on UDP { $auth } and { $acct }, and the gateway’s address in Innkeeper is that of the cloud.
guide-note-not-cut = It does not cut a guest at a data limit by itself. Leave “Send Disconnection Requests to the Gateway” on, so that Innkeeper does.
guide-note-no-disconnect = It takes no disconnection requests: a cancelled guest stays on line until the session ends, or is cut in its own pages.
guide-note-firewall = UDP { $port } must be open for requests from { $server }.
guide-note-links = The QR code that logs in needs PAP; with CHAP alone guests have to type the code.
guide-note-no-radius = It speaks no RADIUS. It needs a login page that asks Innkeeper in its place; without one it cannot be used.
guide-note-restart = Gateways that are added later count after a restart of the server.
guide-note-message-authenticator = Older versions send no Message-Authenticator. If its logins get no answer, mark the gateway as an old one in Innkeeper; this is less safe.
guide-note-by-interface = Innkeeper can do all this by itself, with a login to the hardware: see “Plan and push” on its page, or innkeeper gateway push.
guide-note-own-page = Without a login page of your own, the one of the hardware serves as well.

## Widgets and frame

app-name = Innkeeper
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
page-desk = Desk
page-tickets = Tickets
page-batches = Batches
page-products = Products
page-policies = Policies
page-ticket-types = Ticket types
page-guests = Guests
page-location = Location
page-messages = Messages
page-printing = Printing
close = Close
undo = Undo
undo-left = { $seconds } s
undo-done = Ticket { $serial } was taken back. Its code no longer works.
try-again = Try again
open-demo = Open the demo
setup-begin = Set up this house
setup-title = Set up your house
setup-what = Everything can be changed later on the page Location. It is kept in { $folder }.
setup-currency-help = Three letters, as in EUR, GBP or MXN.
setup-make = Set up
setup-working = Setting up …
setup-back = Back
opening = Opening the data folder
opening-what = This takes a moment after an update.
look-title = Display
look-language = Language
look-appearance = Appearance
look-text-size = Size of text
look-system = As the system
look-light = Light
look-dark = Dark
look-contrast = High contrast
keys-title = Keys
keys-everywhere = Everywhere
keys-search = Search
keys-letters = Search for a name or a code; a hand scanner types it, too
keys-tab = Next field or button; with Shift, the one before
keys-scroll = Page Down
keys-scroll-does = Scroll; Page Up, Home and End, too
keys-escape = Back, or close what is open
engine-starting = Starting the RADIUS server
engine-here = RADIUS server runs on port { $port }
engine-elsewhere = RADIUS server runs in another Innkeeper
status-no-gateway = No gateway yet
status-gateways = { $count ->
    [one] { $count } gateway
   *[other] { $count } gateways
}
status-online = { $count ->
    [one] { $count } device on line
   *[other] { $count } devices on line
}
status-printer = { $printer }: { $state }
status-printer-ready = ready
status-printer-connected = connected
status-printer-busy = printing
status-printer-paper-out = out of paper
status-printer-cover-open = cover open
status-printer-jam = paper jam
status-printer-paused = queue paused
status-printer-refusing = takes no jobs
status-printer-stopped = stopped
status-printer-silent = not answering
status-evaluation = { $days ->
    [one] Evaluation: last day
   *[other] Evaluation: { $days } days left
}
status-licence = { $days ->
    [one] Licence: last day
   *[other] Licence: { $days } days left
}
status-licence-ended = The licence has ended
status-unknown-clients = { $count ->
    [one] { $address } asks but is no gateway
   *[other] { $count } unknown addresses ask, as { $address }
}
# The names with spaces between, from Monday on and from January on.
days-of-week = Mo Tu We Th Fr Sa Su
months-of-year = January February March April May June July August September October November December

## Errors

error-user-id-required = Say whom the ticket is for.
error-user-id-too-long = Too long: { $max } characters at most.
error-stay-required = Choose the first and the last day.
error-stay-not-taken = Tickets of this type have no dates.
error-stay-backwards = The last day lies before the first.
error-stay-past = The first day has passed.
error-credentials-not-taken = Only special tickets take a chosen user name.
error-username-empty = Type a user name.
error-password-empty = Type a password.
error-username-too-long = The user name is too long.
error-password-too-long = The password is too long.
error-control-characters = It has characters that cannot be typed.
error-username-taken = Another live ticket has this user name.
error-licence-ended-do = No ticket can be issued and no guest can log in until it is renewed.
error-not-cancellable = Ticket { $serial } is “{ $status }” and cannot be cancelled.
error-not-printable = Ticket { $serial } is “{ $status }”: its code no longer works, so it is not printed.
error-code-awaited = Ticket { $serial } waits for its code: { $gateway } chooses it. It is printed when it is there.
error-not-rechargeable = Ticket { $serial } is { $status } and cannot be recharged. Issue a new one.
error-not-assignable = This house does not give the product { $code } at the desk. Choose another, or put it on sale first.
error-no-frequency = A subscription needs a frequency.
error-not-subscribed = Ticket { $serial } holds no subscription. Recharge it instead.
error-subscribed = Ticket { $serial } is a subscription: its end follows from what was paid. Renew it instead.
error-reference-taken = The payment { $reference } was taken in for another ticket.
error-payment-known = The payment { $reference } was taken in for this ticket already. It counts once.
error-no-end = Ticket { $serial } never expires: there is no end to be moved.
error-not-longer = The ticket is valid until { $until } already. Choose a later end.
error-no-price-per-day = This ticket type has no price per day. Extend without a new price.
error-no-device = This device is not on line with ticket { $serial } any more.
error-which-device = { $count } devices are on line with ticket { $serial }. Free one at its row.
error-not-undoable = Ticket { $serial } can no longer be undone. Cancel it instead.
error-changed-meanwhile = Somebody else has changed this meanwhile.
error-changed-meanwhile-do = What you typed is still here. Compare it, then save again.
error-not-permitted = This installation may not manage products and policies.
error-not-permitted-do = Whoever set it up can give the permission.
error-of-system = { $code } belongs to the system.
error-of-reseller = { $code } belongs to the reseller.
error-of-higher-level-do = You can use it as it is, or duplicate it and change the copy.
error-attribute-unknown = There is no RADIUS attribute called { $name }.
error-attribute-value = { $value } is no value of { $name }.
error-attribute-long = Too long for { $name }: at most { $max } bytes.
error-attribute-ours = { $name } is set by Innkeeper itself.
error-attribute-tag = { $name } takes no such tag: 1 to 31, or none.
error-location-name = A name of 1 to { $max } characters.
error-location-language = Vouchers do not speak this language.
error-location-rooms = A whole number from 1 to { $max }.
error-location-ssid = The name of a Wi-Fi has 1 to { $max } bytes.
error-location-wifi-password = 8 to 63 letters, digits and signs of the English keyboard.
error-location-wifi-password-alone = A password needs the name of the Wi-Fi.
error-location-login-url = An address that begins with http:// or https://.
error-location-free-product = Choose the product.
error-location-simple-password-missing = This mode needs its password.
error-location-simple-password = At most { $max } bytes, no control characters.
error-location-shared-name = At most 128 bytes, and nothing that looks like the address of a device.
error-location-separators = Cents and thousands need two different separators.
error-location-tax = 0 to 100 per cent, with three decimals at most.
error-location-grace = 0 to { $max } minutes.
error-location-currency = Tickets were sold in { $currency }: the currency stays.
error-location-negative-price = A price cannot be negative.
error-location-price-currency = The price must be in { $currency }.
error-notice-days = 1 to { $max } days.
error-notice-long = At most { $max } characters.
error-notice-unknown = { $word } stands for nothing.
error-notice-date = The date is missing: put { "{date}" } into the text.
error-out-of-range = From { $min } to { $max }.
error-invalid = That does not work: { $detail }
error-no-ticket = There is no ticket { $serial }.
error-no-ticket-type = There is no ticket type “{ $name }” any more.
error-not-found = “{ $name }” is not there any more.
error-duplicate = “{ $name }” exists already.
error-in-use = “{ $name }” is in use.
error-no-data-folder = There is no Location here yet
error-no-data-folder-do = { $folder } is empty. Set up your house here – it takes a minute – or look around in the demo hotel first.
error-already-there = { $folder } holds a Location already.
error-read-only = The data folder can only be read
error-read-only-do = Nothing can be saved. Give this user the right to write there, or name another folder with --data-dir.
error-full = The disk is full
error-full-do = This was not saved; everything before is safe. Make room on the disk and try again.
error-newer-version = A newer Innkeeper wrote this data
error-newer-version-do = This version does not know it and leaves it untouched. Install the newer version here.
error-corrupt = The data is damaged
error-corrupt-do = Do not write on it. Restore the last backup with “innkeeper restore”; vouchers that were printed since then will not be in it.
error-busy = Another program holds the data
error-busy-do = Nothing was changed. Try again in a moment.
error-key-missing = The key of the data is missing
error-key-missing-do = Put back the file { $file }. Without it the codes of the tickets cannot be read; a backup holds it too.
error-key-wrong = The key does not belong to this data
error-key-wrong-do = Put back the key file that was made with it, or restore a backup, which holds both.
error-overloaded = Too much is waiting to be saved
error-overloaded-do = Nothing was changed. Try again in a moment.
error-fault = Something went wrong inside: { $detail }.
error-fault-do = Nothing was changed. If it happens again, start Innkeeper anew.
error-file = { $path } cannot be written or read.
error-file-missing-do = There is no such file or folder: check the path.
error-file-folder-do = This is a folder: name a file in it.
error-file-text-do = It is no text in UTF-8: save it again as CSV (UTF-8) or JSON.
error-no-font = No font on this PC has the characters { $characters }
error-no-font-do = The ticket works all the same. Install a font for them, or write the name in Latin letters.
error-qr-too-long = The QR code cannot hold this much. Shorten the log-in address or the Wi-Fi password.
error-voucher = The voucher cannot be drawn: { $detail }
error-engine-lock = The RADIUS server cannot start: { $detail }
error-engine-radius = The RADIUS server cannot start: { $detail }
error-engine-do = Tickets can be issued, but guests cannot log in. It is tried again every few seconds.
error-cannot-open = The data cannot be opened: { $detail }
error-not-live = Ticket { $serial } is no longer valid. Issue a new one.
error-engine-port = Another program uses port { $port }: the RADIUS server waits for it.
error-engine-forbidden = This user may not open port { $port } for the RADIUS server. Choose one above 1023.
error-engine-address = This PC has no address { $address } for the RADIUS server.
error-date = No date

# Tickets: why a ticket type, a field or a delivery is refused.
error-stay-checked-out = Check-out on that day has passed.
error-stay-too-long = At most { $max } days.
error-special-not-taken = Only special tickets take limits and a price of their own.
error-channel-not-offered = This ticket type is not delivered by “{ $channel }”.
error-address-missing = Say where to send the ticket: { $channel }.
error-reference = A reference of 1 to { $max } characters.
error-name = A name of 1 to { $max } characters.
error-batch-name-taken = There is a batch “{ $name }” already. Choose another name.
error-empty-list = The list has no line that can be issued.
error-stopped = Stopped.
error-nothing-to-erase = Ticket { $serial } holds no guest’s data any more.
field-email = E-mail
field-first-name = First name
field-surname = Surname
field-birthday = Date of birth
field-gender = Gender
field-mobile = Mobile number
field-postal-code = Postal code
field-country = Country
field-room = Room
field-document = ID card or passport
channel-print = Print
channel-email = E-mail
channel-sms = SMS
field-error-required = Compulsory.
field-error-not-asked = This ticket type does not ask for it.
field-error-too-long = At most { $max } characters.
field-error-email = This is no e-mail address.
field-error-phone = This is no mobile number. Write it with its country code: +34 600 11 22 33.
field-error-date = This is no date. Write it as 31/05/1980.
field-error-impossible-date = Nobody who is alive was born on that day.
field-error-too-young = The guest must be { $years } years old.
field-error-gender = Female, male or other.
field-error-country = This is no country. Write its two letters, as in ES.
field-error-signs = Only letters, digits, blanks and - . /
field-definition-label = A free field needs a label of 1 to { $max } characters, without : and =.
field-definition-twice = “{ $name }” is asked twice.
field-definition-too-many = At most { $max } fields.
field-definition-option = “{ $option }” means nothing here.
field-definition-age = Only a date of birth has a minimum age.
ticket-type-error-name = A name of 1 to { $max } characters.
ticket-type-error-label = At most { $max } characters.
ticket-type-error-price = A price cannot be negative.
ticket-type-error-price-per-day = Only variable and special tickets have a price per day.
ticket-type-error-devices = At least one device.
ticket-type-error-use-within = At most { $max } days. 0 = no limit.
ticket-type-error-code-length = { $min } to { $max } characters.
ticket-type-error-long-prefix = At most { $max } characters.
ticket-type-error-prefix-sign = “{ $sign }” cannot be used: only letters and digits that nobody mistakes (no 0, 1, I, O, Q).
ticket-type-error-preselected = “{ $channel }” is not among the channels offered.
ticket-type-error-hotkey = A key from 1 to 9.
ticket-type-error-hotkey-taken = The key { $key } opens “{ $name }” already.

## Licences

licence-closed-evaluation = The evaluation has ended
licence-closed-denied = Access denied by the operator
licence-closed-doubted = The licence is not one of a trusted distributor
licence-closed-copied = The licence belongs to another computer
licence-closed-twin = Runs twice on this computer
licence-closed-over = More is used than the licence covers
status-licence-waits = Licence: { $seen } of { $needed } devices
licence-title = Licence
licence-request-title = Request for a licence
licence-number = Licence number
licence-request-number = Number of the request
licence-number-help = Paste this number, scan the code, or drop this file on the program. Spaces and line breaks do not matter.
licence-location-id = ID Location
licence-time-zone = Time zone
licence-rooms = Rooms
licence-aps = Access points
licence-contract = Contract
licence-years = { $years ->
    [one] 1 year
   *[other] { $years } years
}
licence-payment = Form of payment
licence-monthly = monthly
licence-annual = annual
licence-modules = Advanced modules
licence-no-modules = none
licence-kind = Type of licence
licence-kind-first = first licence
licence-kind-renewal = renewal
licence-kind-move = move to another computer
licence-partner = Partner / integrator
licence-partner-email = E-mail of the partner
licence-client-email = E-mail of the house
licence-distributor = Distributor / wholesaler
licence-renewal-contact = For renewals
licence-made-at = Made on
licence-start = Begins
licence-start-automatic = { $count ->
    [one] with the first device
   *[other] with the connection of { $count } devices
}
licence-start-renewal = at the end of the present contract
licence-start-move = at once; the contract stays as it is
licence-notice-subject-one-month = { $location }: the Wi-Fi licence ends in one month
licence-notice-subject-days = { $days ->
    [one] { $location }: the Wi-Fi licence ends tomorrow
   *[other] { $location }: the Wi-Fi licence ends in { $days } days
}
licence-notice-subject-end = { $location }: the Wi-Fi licence has ended
licence-notice-subject-after = { $location }: the Wi-Fi licence can still be renewed
licence-notice-before = The licence of { $location } ends on { $end }. From then on no guest can log in and no ticket can be issued, until it is renewed. A renewal that is entered before continues from that end: no day is lost.
licence-notice-end = The licence of { $location } ended on { $end }. Guests can no longer log in and no ticket can be issued. Everything is still there to be read and exported; a renewal brings all of it back.
licence-notice-after = The licence of { $location } ended on { $end }. It can still be renewed: with the renewal everything works again at once.
licence-notice-contact = To renew, please contact { $name }: { $email } { $phone }

## Command line

## The screens of licences

copied = Copied.
copy = Copy
page-overview = Overview
page-licence = Licence
page-distributor = All licences

# The licence of this Location.

licence-standing = Licence
licence-request = Request
licence-history = Notices and log
licence-distribute = Work as distributor
licence-state-provision = Pending Provision
licence-state-start = Pending Start
licence-state-in-use = In Use
licence-state-denied = Access denied
licence-state-finalized = Contract finalized
licence-evaluation = Evaluation
licence-evaluation-what = Everything works for 30 days, to try it out. To go on after that, ask your distributor for a licence.
licence-request-make-one = Make a request
licence-not-begun = The contract has not begun
licence-ends-on = Ends on { $date }
licence-ended-on = Ended on { $date }
licence-begins-on = Begins on { $date }
licence-days-left = { $days ->
    [one] last day
   *[other] { $days } days left
}
licence-devices = Devices since the licence was entered
licence-devices-of = { $seen } of { $needed } devices
licence-laboratory = Laboratory tests count
licence-laboratory-what = The contract starts with device { $needed }, and that cannot be taken back. Test with as few devices as you can.
licence-provisioned = Entered on
licence-location = Location
licence-covers = Covers
licence-covers-evaluation = The evaluation covers the whole house.
licence-used-of = { $used } of { $covered }
licence-count-rooms = { $count ->
    [one] 1 room
   *[other] { $count } rooms
}
licence-count-aps = { $count ->
    [one] 1 access point
   *[other] { $count } access points
}
licence-without-modules = No advanced modules.
licence-module-sms = Messages by SMS
licence-module-sms-help = Needed to send tickets and notices by SMS.
licence-module-used = in use
licence-module-unused = not used
licence-module-missing = not in the licence
licence-binds = This licence binds: two weeks after more is used, no ticket is issued.
licence-no-contact = It comes with the licence.
licence-contact-what = Renewals are issued by the distributor; this program sells none.
licence-copy-email = Copy e-mail
licence-copy-phone = Copy phone
licence-report = Report to the distributor
licence-report-what = Send the distributor this number or its file: his list then shows how this licence stands.
licence-open-pdf = Open the PDF
licence-open-file = Open the file
licence-open-folder = Open the folder
licence-copy-number = Copy the number

# Entering one.

licence-enter = License
licence-enter-what = Enter a licence
licence-enter-title = Enter a licence
licence-enter-number-help = Paste it, or scan its QR code into this field.
licence-enter-file = Or its file or PDF
licence-enter-file-help = Type its path, or drop the file anywhere on this window.
licence-send-key = Send Key
licence-sending = Checking…
licence-entered = The licence is entered: { $state }.
licence-deny = Deny access
licence-deny-title = Force Access denied
licence-deny-what = Guests who are online are cut off, nobody can log in, and no ticket is issued.
licence-deny-clock = The contract goes on meanwhile, and its notices too. It can be lifted at any time.
licence-deny-reason = Reason
licence-deny-reason-help = It stands in the log and on this page.
licence-denied-done = Access is denied.
licence-denied-since = Access denied since { $when }
licence-denied-because = Reason: { $reason }
licence-allow = Lift Access denied
licence-allow-title = Lift Access denied
licence-allow-what = The licence goes back to the state that it would have by now. Its end has not moved.
licence-allowed-done = Access is allowed again.

# What is wrong with one.

licence-closed-evaluation-do = No ticket can be issued and no guest can log in. Enter a licence, or make a request for one.
licence-closed-finalized-do = No ticket can be issued and no guest can log in. Ask the distributor for a renewal: with it everything works again at once.
licence-closed-denied-do = No ticket can be issued and no guest can log in until it is lifted on the page Licence.
licence-closed-copied-do = It has run on another computer for too long. Make a request for a move on this computer.
licence-closed-twin-do = Another data folder of this Location is running on this computer. Close it: this one takes over within seconds.
licence-closed-over-do = Guests can log in, but no ticket is issued until more is licensed or less is used.
licence-doubt-no-trust = This installation names no distributor, so no licence counts.
licence-doubt-unknown = The licence is signed by somebody whom this installation does not know.
licence-doubt-revoked = The licence is signed with a key that was lost or stolen.
licence-doubt-altered = What is kept of the licence is not what was signed.
licence-doubt-do = Ask the distributor for a new licence, or the administrator of this PC to add the distributor.
licence-clock-behind = The clock of this PC is { $behind } behind what was already seen
licence-clock-behind-do = No day is gained by it: the licence counts from { $at }. Set the clock right.
licence-copied = This Location runs on another computer than its licence names
licence-copied-do = It goes on until { $until }. Make a request for a move on this computer, and do not use the copy on the other one.
licence-over = More is used than the licence covers
licence-over-do = Ask the distributor for a licence that covers it.
licence-over-until = Issuing closes on { $until } unless that is mended. Ask the distributor for a licence that covers it.
licence-missing-module = In use, but not in the licence: { $module }
licence-outside-damaged = The copy of the licence outside the data folder cannot be read
licence-outside-damaged-do = It is written anew by itself.

# The form of a request.

licence-request-what = Fill in the form and give the distributor what comes of it: a file, a PDF, or the QR code. He answers with a licence.
licence-request-years = Years of contract
licence-request-count-help = Empty: as many as the Location has.
licence-request-modules = Further advanced modules
licence-request-modules-help = Separated by commas; may be empty.
licence-request-make = Make the request
licence-request-making = Making the request…
licence-request-made = The request is made
licence-request-next = Now give it to the distributor. When his licence comes, press License and enter it.
licence-request-handed = The distributor can scan this code, take the file, or open the PDF. The Location is signed into it.
licence-request-another = Another request
licence-wrong-years = Choose from 1 to 5 years
licence-wrong-payment = Choose one
licence-wrong-rooms = How many rooms? A whole number
licence-wrong-aps = How many access points? A whole number
licence-wrong-email = No e-mail address

# Notices and log.

licence-notices = The six notices
licence-no-notices = The six notices begin when a contract has an end.
licence-notice-one-month = One month before the end
licence-notice-days-before = { $days ->
    [one] The day before the end
   *[other] { $days } days before the end
}
licence-notice-at-end = At the end, with the cut-off
licence-notice-day-after = The day after: renewal is still possible
licence-notice-sent = sent
licence-notice-missed = missed: the program did not run
licence-notice-due = to come
licence-log = What became of it
licence-no-log = Nothing yet.
licence-log-requested = Request made
licence-log-received = Request taken in
licence-log-issued = Licence issued
licence-log-reported = Report taken in
licence-log-provisioned = Licence entered
licence-log-renewed = Renewal entered
licence-log-moved = Moved to this computer
licence-log-device = Device { $count } counted
licence-log-started = The contract has started
licence-log-denied = Access denied
licence-log-allowed = Access allowed again
licence-log-notice = Notice of the end
licence-log-copy-lost = The copy outside the data folder was lost and written anew
licence-log-noticed = The licence was checked, and something has changed
licence-by-desk = at the desk
licence-by-cli = on the command line
licence-by-engine = by itself

# Above the pages.

licence-line-evaluation = { $days ->
    [one] Evaluation: today is its last day. After that, tickets need a licence.
   *[other] Evaluation: { $days } days left. After that, tickets need a licence.
}
licence-line-ends = { $days ->
    [one] The licence ends on { $date }: today is its last day
   *[other] The licence ends on { $date }: { $days } days left
}
licence-line-renew = A renewal that is entered before the end loses no day.
licence-told-before = The licence ends on { $date }. Please think of the renewal.
licence-told-end = The licence has ended: no guest can log in and no ticket is issued.
licence-told-after = The licence ended yesterday. It can still be renewed.

# Refusals.

licence-refused-unchanged = Nothing was changed.
licence-refused-nothing = There is no number in it.
licence-refused-nothing-do = A number begins with INK1. Paste it whole, or choose the file or PDF.
licence-refused-large = The file is far too large.
licence-refused-damaged = The number is damaged or incomplete.
licence-refused-damaged-do = Copy or scan it once more, whole. Nothing was changed.
licence-refused-newer = It was made by a newer Innkeeper.
licence-refused-newer-do = Update this program, then enter it again.
licence-refused-older = It is of an old form that is no longer read.
licence-refused-new-do = Ask the distributor for a new one.
licence-refused-kind = This is another kind of paper.
licence-refused-kind-do = Requests go to the distributor; licences come from him and are entered on the page Licence.
licence-refused-unknown = This installation does not know who signed it.
licence-refused-unknown-do = Ask the distributor whether the key { $key }… is his, and the administrator of this PC to add him. Then start the program again.
licence-refused-revoked = It is signed with a key that was lost or stolen.
licence-refused-no-trust = No licence can be entered: this installation names no distributor.
licence-refused-no-trust-do = The administrator of this PC adds him. ({ $why })
licence-refused-other = This licence is for another Location: { $name }.
licence-refused-entered = This licence has been entered already.
licence-refused-provisioned = This Location has a licence already.
licence-refused-provisioned-do = Ask the distributor for a renewal of it. Nothing was changed.
licence-refused-nothing-to-renew = This is a renewal, but there is no licence that it could prolong.
licence-refused-nothing-to-renew-do = Ask the distributor for a first licence.
licence-refused-machine = It moves the Location to another computer than this one.
licence-refused-machine-do = Make the request for a move on the computer on which the Location is to run.
licence-refused-not-started = The contract has not started, so there is no end that could be prolonged.
licence-refused-not-started-do = Enter the renewal once the licence is in use.
licence-refused-form = The form is not complete.
licence-refused-no-contract = This Location runs on its evaluation: there is no licence to deny or to allow.
licence-refused-passphrase = The passphrase does not open the key.
licence-refused-passphrase-do = Type it once more. After several wrong ones each attempt has to wait longer.
licence-refused-short = At least { $count } characters
licence-refused-system = The system gave no random numbers or not enough memory for the key. Try again.
licence-refused-too-soon = { $seconds ->
    [one] Too many wrong passphrases: try again in a second.
   *[other] Too many wrong passphrases: try again in { $seconds } seconds.
}
licence-refused-no-distributor = This data folder has no distributor's key. Make one on the page All licences.
licence-refused-key-exists = This data folder has a distributor's key already.
licence-refused-contact = The distributor needs a name and a valid e-mail address.
licence-refused-gone = It is not here any more.
licence-refused-has = This Location has a licence already.
licence-refused-has-do = Renew it, or tick that this one takes the place of one that was never entered.
licence-refused-terms = The terms of the licence are not right.
licence-refused-report = This report is not signed by the Location whose request is known here.

# The distributor's side.

distributor-dashboard = Dashboard
distributor-locations = Locations
distributor-requests = Requests
distributor-requests-open = Requests ({ $count })
distributor-key = Key and profile
distributor-set-up = Work as distributor
distributor-set-up-what = Here a key is made with which you sign licences. It stays in this data folder, sealed under a passphrase that nobody can recover: keep it safe, and keep a backup of the data folder.
distributor-set-up-do = Make the key
distributor-making = Making the key…
distributor-made = The key is made. Now write the file by which installations know it.
distributor-name = Name, as on the licences
distributor-email = E-mail for renewals
distributor-phone = Telephone for renewals
distributor-contact-what = Licences that were issued keep what stands on them.
distributor-profile = Profile
distributor-passphrase = Passphrase
distributor-old = Passphrase of the key
distributor-new = New passphrase
distributor-new-help = At least 12 characters; four words that have nothing to do with each other are good.
distributor-again = The same once more
distributor-not-the-same = Not the same
distributor-change = Change the passphrase
distributor-sealed = The passphrase is changed.
distributor-trust = Trusted by installations
distributor-trust-what = An installation takes your licences when its administrator has put this file, distributors.json, beside the program.
distributor-public-key = Public key
distributor-trust-write = Write distributors.json
distributor-trust-copy = Copy its content
distributor-trust-written = Written: { $file }
distributor-take = Take in
distributor-take-what = Take in a request or a report
distributor-take-title = Take in a request or a report
distributor-take-do = Take in
distributor-number = Number of the request or report
distributor-number-help = Paste it, or scan its QR code into this field.
distributor-request-taken = The request is taken in.
distributor-report-taken = The report of { $at } is taken in.
distributor-no-requests = No requests yet
distributor-no-requests-do = A Location makes a request on its page Licence. Take it in here: its number, its file or its PDF.
distributor-received = Taken in
distributor-open = Open
distributor-answered = Answered
distributor-other-key = An earlier request of this Location was signed with another key
distributor-other-key-do = Somebody else may pretend to be it, or its data folder was made anew. Ask before you issue.
distributor-issue = Issue the licence
distributor-issue-what = Issue, or renew
distributor-issue-title = Issue a licence
distributor-issue-to = { $name }: { $kind }
distributor-issuing = Signing…
distributor-issued = The licence is issued.
distributor-automatic = With the devices
distributor-fixed = On a date
distributor-devices = Devices that start it
distributor-devices-wrong = From 1 to 100
distributor-from = First day
distributor-no-date = No date
distributor-binds = Binds
distributor-binds-help = Two weeks after more is used than it covers, no ticket is issued. Without this it is only said.
distributor-replace = In the place of one that was never entered
distributor-replace-help = Two first licences for one Location are a mistake otherwise.
distributor-renew = Renew
distributor-renew-what = On the terms of its newest licence. It begins at the old end if it is entered before it, else when it is entered.
distributor-renewal-waits = A renewal was issued that is not entered yet, as far as it reported
distributor-handed-title = The licence
distributor-handed = Give the integrator or the house this code, the file or the PDF.
distributor-again-hand = Show
distributor-ends = Ends
distributor-ends-in = { $days ->
    [one] { $date }, last day
   *[other] { $date }, { $days } days
}
distributor-reported = Reported
distributor-live = here
distributor-own = { $name } (this one)
distributor-client = House
distributor-without = No licence was issued.
distributor-activity = Activity
distributor-no-activity = Nothing yet.
distributor-has-reported = Has reported how it stands
distributor-has-issued = Issued: { $kind }, { $terms }
distributor-ahead = What ends in the next 90 days
distributor-within = within { $days } days: { $shown }
distributor-filter-state = LICENSE STATUS
distributor-ends-from = Ends from
distributor-ends-to = Ends until
distributor-search = Name, partner or e-mail
distributor-count = { $count ->
    [one] 1 Location
   *[other] { $shown } Locations
}
distributor-reset = No filters
distributor-csv = CSV
distributor-csv-written = Written: { $file }
distributor-none-left = No Location fits these filters
distributor-none-left-do = Take a filter away.
distributor-nothing-ends = Nothing ends in the next 90 days
distributor-nothing-ends-do = The list of Locations has all of them.

# The overview.

overview-online = devices online
overview-issued = tickets issued today
overview-issued-cancelled = tickets issued today, { $shown } cancelled
overview-sold = price of today's tickets
overview-waiting = waiting to leave
overview-gateways = Gateways
overview-heard = heard { $at }
overview-never-heard = never heard
overview-printers = Printers and queue
overview-no-printer = No printer: vouchers are written as PDF files.
overview-nothing-printed = nothing printed yet
overview-printed = printed { $at }
overview-not-printed = not printed { $at }
overview-default = { $name } (default)
overview-jobs = { $count ->
    [one] 1 job waits
   *[other] { $count } jobs wait
}
overview-prints = Print jobs waiting
overview-messages = E-mails and SMS waiting
overview-orders = Orders to gateways waiting
overview-no-gateway-do = No guest can log in until there is one: add it under Gateways.
overview-stranger = { $address } asks for logins, and no gateway has this address ({ $at })
overview-stranger-do = If it is yours, add it as a gateway with its secret; its guests cannot log in until then.
overview-failed = { $count ->
    [one] 1 message or print job of the last day failed
   *[other] { $shown } messages or print jobs of the last day failed
}
overview-failed-do = The list says why, and sends them again.
overview-stuck = Something has waited since { $at }
overview-stuck-do = Look whether the printer is on, the mail server answers and the gateway can be reached.

# Gateways: what stood in the way, the doctor, plans.
gateway-failed-detail = { $said } It said: { $detail }
gateway-failed-unreachable = The gateway cannot be reached. Check that it has power, and its address and port.
gateway-failed-silent = The gateway took the call and then said nothing. It may be busy or starting; it is tried again by itself.
gateway-failed-certificate = The gateway shows another certificate than before, so nothing was sent to it. If it was reset or replaced, accept the new one; if not, somebody may be listening. Before: { $expected }. Now: { $shown }.
gateway-failed-no-tls = The gateway does not speak TLS at this port. Give its service a certificate, or allow the connection without encryption.
gateway-failed-login = The gateway does not accept the user name or the password of its interface. Type them again.
gateway-failed-rights = The login may not do this at the gateway. Give its group there the rights to read, write and test.
gateway-failed-throttled = The gateway asks to wait: too many logins in a short time. It is tried again by itself.
gateway-failed-product = Something else answers at this address. Check the address, the port and the kind of hardware.
gateway-failed-old = The gateway is too old for this interface. Update it, or choose the older interface.
gateway-failed-not-there = What was to be changed is no longer at the gateway. Push again.
gateway-failed-taken = The gateway has something of this name already that Innkeeper did not make. Rename it there, or choose another name here.
gateway-failed-refused = The gateway refused.
gateway-failed-busy = The gateway is busy. It is tried again by itself.
gateway-failed-not-kept = The gateway said yes and did not do it. Look into its log, then push again.
gateway-failed-strange = The gateway answered something that cannot be understood. Check that address, port and kind of hardware are right.
gateway-failed-settings = The settings of the gateway’s interface are incomplete or wrong.
gateway-failed-unsupported = This kind of gateway does not have it.
gateway-line-reached = The gateway answers and accepts the login.
gateway-line-pinned = Its certificate is the one that is known.
gateway-line-certificate-new = Its certificate is new. Compare it and accept it: { $shown }
gateway-line-clear = The connection is not encrypted: whoever is on the way can read the password. Give the gateway a certificate, then switch “Without encryption” off in its settings.
gateway-line-never-encrypted = The connection is not encrypted: whoever is on the way can read the codes of the tickets. Innkeeper speaks to MySQL and MariaDB only so: keep the database on this PC or in a network of its own, or use PostgreSQL.
gateway-line-version = It is { $version }.
gateway-line-clock = Its clock differs by { $seconds } s from this one. Above a minute, set its time by NTP.
gateway-line-other-secret = Its RADIUS secret is another one. Push, or type the same secret on both sides.
gateway-line-no-answer = Its logins do not reach Innkeeper. Check the address and ports of the RADIUS server, and the firewall in between.
gateway-line-doubted = { $count ->
    [one] A request of it came signed with another secret, and got no answer: guests cannot log in there. Type the same secret on both sides; where Innkeeper has a login there, a push does it.
   *[other] { $count } requests of it came signed with another secret, and got no answer: guests cannot log in there. Type the same secret on both sides; where Innkeeper has a login there, a push does it.
}
gateway-line-unsigned = { $count ->
    [one] A request of it bore no Message-Authenticator, and got no answer: guests cannot log in there. Update its system; if there is no newer one, mark it as an old client in its settings.
   *[other] { $count } requests of it bore no Message-Authenticator, and got no answer: guests cannot log in there. Update its system; if there is no newer one, mark it as an old client in its settings.
}
gateway-line-radius = Its logins are answered, and the secret is the same.
gateway-line-heard = It was last heard of at { $at }.
gateway-line-never-heard = It has never asked for a login yet. Log in with a ticket to see that address and secret are right.
gateway-line-disconnects = It takes requests to cut a guest.
gateway-line-no-disconnect = It answers no requests to cut a guest at UDP port { $port }. Switch them on there, open the port in its firewall, and check the secret.
gateway-line-page = The QR code leads to its login page, { $host }.
gateway-line-other-page = The QR code leads to { $location }, but its login page is { $gateway }. Change the login page in the Location.
gateway-line-no-page = No login page is set, so no QR code logs a guest in. Set { $host } in the Location.
gateway-line-garden = { $count ->
    [one] The host that guests reach before they log in is open.
   *[other] The { $count } hosts that guests reach before they log in are open.
}
gateway-line-garden-lacks = { $count ->
    [one] A host that guests should reach before they log in is closed there. Push.
   *[other] { $count } hosts that guests should reach before they log in are closed there. Push.
}
gateway-line-in-order = Everything there is as it should be.
gateway-line-differs = Not as it should be: { $add } to add, { $change } to change, { $remove } to remove. Push.
gateway-line-conflicts = In the way are { $count } things that Innkeeper did not make. Rename or remove them there.
gateway-line-other-innkeeper = Another Innkeeper keeps { $count } things there. Two of them on one gateway cut each other’s guests: leave it to one.
gateway-trouble-forbidden = Its device mode forbids hotspots. Allow them with /system/device-mode update hotspot=yes and press its button.
gateway-trouble-no-hotspot = It has no hotspot or guest network yet. Set one up there first.
gateway-trouble-right = The login lacks the right “{ $right }”. Give it to its group at the gateway.
gateway-trouble-no-link = Its login page takes no link with name and password, so no QR code logs in. Push switches it on.
gateway-trouble-portal-off = Its guest portal is switched off. Switch it on there.
gateway-trouble-service-off = Its service { $service } is switched off. Switch it on there.
gateway-kind-radius-server = RADIUS server
gateway-kind-disconnect = requests to cut guests
gateway-kind-radius-client = RADIUS client
gateway-kind-portal = login page
gateway-kind-garden = address open before login
gateway-kind-group = user profile
gateway-kind-user = ticket
gateway-gap-limit = { $kind } { $name }: the gateway does not keep the limit { $field }; Innkeeper watches it
gateway-gap-clipped = { $kind } { $name }: { $field } is more than the gateway takes; it gets { $to }
gateway-gap-name = { $kind } { $name }: the gateway does not take this name
gateway-gap-missing = { $kind } { $name }: { $what } must be made at the gateway first
gateway-gap-code = { $kind } { $name }: the gateway gives it another code; a guest who has the old one needs a new voucher
gateway-step-add = Add { $kind } { $name }
gateway-step-change = Change { $kind } { $name } ({ $changes })
gateway-step-remove = Remove { $kind } { $name }
gateway-no-link = Nothing was said yet of how the interface of { $name } is reached.
gateway-ticket-not-pushed = The ticket is not at { $gateway }, as nobody has pushed to it yet.
gateway-ticket-waits = The ticket is not at { $gateway } yet: it works in a moment.
gateway-ticket-waits-because = The ticket is not at { $gateway } yet, so it does not work there. { $why }
gateway-ticket-refused = { $gateway } does not take the ticket. { $why }

## Gateways (the page)

page-gateways = Gateways
gateways-add = Add a gateway
gateways-none-do = No guest can log in until there is one: the router or Wi-Fi controller that asks whether a guest may enter. Add it here; Innkeeper can look for it on your network.
gateways-open = Open
gateways-edit = Change settings
gateways-remove = Remove
gateways-back-list = Back to the list
gateways-vendor = Kind of hardware
gateways-vendor-short = Hardware
gateways-vendor-generic = Other hardware (RADIUS)
gateways-address = Address
gateways-heard-short = Last heard
gateways-heard = Last asked or reported
gateways-online-short = On line
gateways-today = Today ↓ / ↑
gateways-waiting-short = Waiting
gateways-never = never
gateways-clients = RADIUS clients
gateways-no-client = No RADIUS client yet
gateways-no-client-do = Add the address of the hardware that asks for logins, with a secret that both sides know.
gateways-add-client = Add a client
gateways-strangers = Asking, but not known here
gateways-strangers-what = These addresses asked for logins in the last day and got no answer. If one is yours, add it with its secret.
gateways-asked-at = asked at { $at }
gateways-secret = Shared secret
gateways-secret-show = Show the secret
gateways-secret-hide = Hide the secret
gateways-secret-copy = Copy the secret
gateways-secret-new = Make another
gateways-secret-pushed = Made for you. Push enters it at the gateway.
gateways-secret-typed = Made for you. Type the same at the gateway.
gateways-state-answers = Answers
gateways-state-kept-what = Everything there is as it should be. Innkeeper looks again every few minutes.
gateways-state-silent = Silent since { $at }
gateways-state-silent-what = It has asked and reported nothing since then. At night that may be right; by day check its power and its network, and whether its RADIUS server is still this PC.
gateways-state-never = Never heard
gateways-state-never-what = It has never asked for a login. Set it up as its guide says, then log in with a ticket.
gateways-state-not-pushed = Not set up yet
gateways-state-not-pushed-what = Nothing has been entered there yet, or its secret has changed since. Look at the plan, then push.
gateways-state-drift = { $count ->
    [one] 1 thing changed there
   *[other] { $count } things changed there
}
gateways-state-drift-what = Somebody changed settings at the gateway by hand. The plan shows what; push puts it right.
gateways-state-refused = { $count ->
    [one] 1 ticket refused
   *[other] { $count } tickets refused
}
gateways-state-refused-what = The gateway does not take these tickets; each says why on its own page. They are tried again at every look.
gateways-state-waiting = { $count ->
    [one] 1 waiting
   *[other] { $count } waiting
}
gateways-state-waiting-what = Tickets are on their way there; it takes a moment.
gateways-state-certificate = Certificate changed
gateways-state-other-secret = Another secret
gateways-state-unsigned = Not signed
gateways-state-failed = Does not answer
gateways-state-login = Login refused
gateways-state-trouble = In trouble
gateways-state-failed-since = { $count ->
    [0] Since { $at }. { $why }
    [one] Since { $at }; 1 ticket waits. { $why }
   *[other] Since { $at }; { $count } tickets wait. { $why }
}
gateways-client-only = It asks by RADIUS. What is entered there Innkeeper can neither see nor change: its guide says what must stand where.
gateways-client-only-could = It asks by RADIUS. With a login to its own interface Innkeeper could also set it up, watch it and cut guests there: add it under “Change settings”.
gateways-client-only-no-cut = It asks by RADIUS and takes no requests to cut guests: a guest over the limit stays until the session ends.
gateways-client-alone = none: a RADIUS client alone
gateways-by-hand = I set it up by hand, as a RADIUS client alone
gateways-by-hand-help = Then Innkeeper has no login there: it cannot set it up, watch it or put it right. A guide says what to type where.
gateways-not-met = Built from its maker’s documents; not yet tried on the hardware itself.
gateways-host = Its interface
gateways-host-help = Name or address, with a port where it is not the usual one: 192.168.88.1:8443
gateways-network = RADIUS requests come from
gateways-network-same = Empty = the address above. Where access points ask for themselves, their block: 192.168.88.0/24
gateways-network-help = One address, or a block such as 192.168.88.0/24.
gateways-name = Name
gateways-name-example = Lobby router
gateways-user = User name
gateways-password = Password
gateways-password-kept = unchanged
gateways-login-mikrotik = A user in a group with the rights read, write, test, sensitive, policy and api or rest-api.
gateways-login-unifi = A local administrator of the console, without two-factor login.
gateways-login-omada = Client ID and secret of an application: Settings, Platform Integration, Open API, client mode.
gateways-login-opnsense = Key and secret of an API user: System, Access, Users.
gateways-login-freeradius = A user of the database that may read and write FreeRADIUS’s tables.
gateways-users = Keep the tickets at the gateway itself
gateways-users-help = Guests get on even while this PC is off; in exchange limits by day and week are not kept exactly. Without it the gateway asks Innkeeper at each login.
gateways-users-theirs = Guests get on even while this PC is off. The gateway chooses the codes: a ticket is printed once its code has come back from there.
gateways-more = More settings
gateways-plain = Without encryption
gateways-plain-help = Whoever is on the way can read the password. Only where the gateway has no certificate.
gateways-garden = Open before login
gateways-garden-help = Hosts that guests reach without a ticket, with commas between.
gateways-server = This PC, as the gateway sees it
gateways-server-help = Empty = found out by itself.
gateways-disconnect = Send Disconnection Requests to the Gateway
gateways-disconnect-help = So that a guest over the limit, or whose ticket was cancelled, is cut at once.
gateways-disconnect-port = Its UDP port for them
gateways-interim = Seconds between reports
gateways-interim-help = How often it tells what guests have used: from 60.
gateways-old = An old client: sends no Message-Authenticator
gateways-old-help = Less safe (CVE-2024-3596). Only if its logins get no answer otherwise.
gateways-swap = Its upload and download are exchanged
gateways-swap-help = If a guest who downloads shows as one who uploads.
gateways-option-api = Interface
gateways-option-api-help = rest for RouterOS 7; binary for RouterOS 6, at port 8729.
gateways-option-hotspot = Hotspot server
gateways-option-hotspot-help = Empty = all of them.
gateways-option-site = Site
gateways-option-site-help = UniFi: its short name, as in the address of its pages. Omada: empty = the only one.
gateways-option-portal = Portal
gateways-option-portal-help = Empty = the only one.
gateways-option-zone = Zone
gateways-option-zone-help = Number of the captive portal’s zone.
gateways-option-vouchers = Voucher server
gateways-option-vouchers-help = Empty = the only one.
gateways-option-server = Name of Innkeeper there
gateways-option-server-help = As given under System, Access, Servers.
gateways-option-dialect = Database system
gateways-option-dialect-help = postgresql, or mysql for MySQL and MariaDB (port 3306), without encryption.
gateways-option-database = Database
gateways-option-database-help = Its name.
gateways-option-replies = Attributes for rates
gateways-option-replies-help = wispr, mikrotik, chillispot, with commas between.
gateways-option-counters = Has sqlcounter
gateways-option-counters-help = yes only with noresetcounter; without it such a row shuts guests out.
gateways-wrong-missing = Missing
gateways-wrong-host = No name or address
gateways-wrong-network = This is no address
gateways-wrong-only-plain = Only “Without encryption”, below
gateways-wrong-block = The block is { $block }
gateways-wrong-network-taken = This is the address of { $name }
gateways-wrong-length = From { $min } to { $max } characters
gateways-wrong-number = From { $min } to { $max }
gateways-wrong-login = Not accepted
gateways-wrong-rights = Lacks rights
gateways-wrong-unreachable = Nobody answers there
gateways-wrong-silent = Says nothing
gateways-wrong-product = Something else answers there
gateways-wrong-tls = No encryption there
gateways-wrong-other = It does not work so
gateways-step-place = What and where
gateways-step-access = Login
gateways-step-trial = Trial
gateways-step-push = Plan and push
gateways-step-guide = Guide
gateways-next = Next
gateways-back = Back
gateways-try = Try it
gateways-trying = Asking the gateway who it is…
gateways-certificate = Certificate
gateways-certificate-shown = It shows this certificate. Nobody vouches for it but you: compare it at the gateway, or take it if you are sure of the network.
gateways-certificate-accept = This is the gateway’s certificate
gateways-certificate-accept-help = From now on only who shows it is spoken to.
gateways-certificate-title = Accept this certificate?
gateways-certificate-leave = Do not accept it
gateways-certificate-changed-what = The gateway shows another certificate than before. If it was reset, replaced or updated, that is right. If nobody did anything, somebody may be listening in between: then do not accept it.
gateways-certificate-known = Known until now
gateways-certificate-now = Shown now
gateways-certificate-first = Its certificate is not accepted yet
gateways-certificate-first-do = Nothing is entered at somebody unknown. The state shows the certificate and asks about it; then push.
gateways-certificate-accepted = The certificate is accepted.
gateways-nothing-changed-yet = Nothing has been changed there yet. Once it is added you see what Innkeeper would enter, and push it.
gateways-search-title = Look for it
gateways-search = Search the network
gateways-search-where = Asks every address of this PC’s own networks ({ $networks }) whether a gateway’s page is there. Nothing is logged in to, nothing leaves the house.
gateways-search-nowhere = This PC is in no private network that could be searched. Type the address.
gateways-searching = Looking…
gateways-search-done = { $done } of { $total }
gateways-search-stop = Stop
gateways-search-none = Nothing was found. The gateway may be in another network, or keep its page closed: type its address.
gateways-found-unknown = Unknown device with a page
gateways-take = Take
gateways-added-plan = “{ $name }” is added. Nothing has changed there yet: look at the plan, then push.
gateways-added-guide = “{ $name }” is added. Set it up as this guide says.
gateways-saved = “{ $name }” is saved.
gateways-new-secret = The secret is another one
gateways-new-secret-push = From saving to the next push no guest can log in there: push right after saving.
gateways-new-secret-type = Until the same secret is typed at the gateway no guest can log in there.
gateways-tab-state = State
gateways-tab-plan = Plan and push
gateways-tab-online = On line
gateways-tab-history = History
gateways-tab-guide = What to type there
gateways-doctor = What stands between a guest and this gateway
gateways-examine = Examine again
gateways-examining = Examining the gateway…
gateways-facts = The gateway
gateways-mode = Tickets
gateways-mode-users = kept at the gateway
gateways-mode-radius = asked of Innkeeper at each login
gateways-pushed = Last push
gateways-fix-pin = Accept the certificate
gateways-fix-page = Use this login page
gateways-page-used = The QR codes of new vouchers lead to this login page.
gateways-fix-push = Push
gateways-no-interface = Innkeeper has no login there
gateways-no-interface-do = This is a RADIUS client alone: it is set up by hand. The guide says what to type where.
gateways-planning = Comparing what is there with what should be…
gateways-plan-counts = { $add } to add, { $change } to change, { $remove } to remove
gateways-plan-right = { $count ->
    [one] 1 thing is as it should be.
   *[other] { $count } things are as they should be.
}
gateways-more-steps = { $count ->
    [one] and 1 more
   *[other] and { $count } more
}
gateways-nothing-to-do = There is nothing to push.
gateways-look-again = Look again
gateways-pushing = Pushing…
gateways-push-failed = The push did not finish; it can be repeated
gateways-counts = { $add } added, { $change } changed, { $remove } removed
gateways-refused = { $count ->
    [one] 1 refused
   *[other] { $count } refused
}
gateways-conflict = { $kind } { $name }: not made by this Innkeeper
gateways-gaps = { $count ->
    [one] 1 thing cannot be there as it should
   *[other] { $count } things cannot be there as they should
}
gateways-gap = { $kind } { $name }: { $why }
gateways-lack-limit = it keeps no such limit ({ $field }); Innkeeper watches it
gateways-lack-clipped = { $field } is more than it takes; it gets { $to }
gateways-lack-missing = { $what } is not there and cannot be made
gateways-lack-name = it does not take such a name
gateways-event-added = Added
gateways-event-linked = Its interface was set
gateways-event-changed = Settings changed
gateways-event-secret = another secret
gateways-event-pinned = Certificate accepted
gateways-event-pushed = Pushed
gateways-event-drifted = Changed there by somebody
gateways-event-cut = { $count ->
    [one] 1 session cut
   *[other] { $count } sessions cut
}
gateways-asking-online = Asking who is on line…
gateways-nobody = Nobody is on line here
gateways-nobody-reported = As soon as a guest logs in at this gateway, the device stands here.
gateways-nobody-there = The gateway was asked itself. As soon as a guest logs in there, look again.
gateways-guest = Ticket
gateways-ip = IP address
gateways-not-ours = not one of our tickets
gateways-cut = Cut
gateways-cut-done = The guest is cut; the gateway confirms it.
gateways-cut-left = The gateway says that the guest is still there.
gateways-cut-asked = The gateway is asked to cut the session.
gateways-guide-secret = Write the secret out
gateways-guide-secret-help = Whoever reads the page can then pose as the gateway.
gateways-guide-copy = Copy
gateways-guide-text = Save as text
gateways-guide-print = PDF to print
gateways-guide-kept = Written to { $file }
gateways-guide-no-server = Which address of this PC the gateway finds cannot be found out: type it above.
gateways-removed = “{ $name }” is removed.
gateways-remove-title = Remove “{ $name }”?
gateways-keep = Keep it
gateways-remove-what = Its logins get no answer from then on. What was reported stays on the tickets.
gateways-remove-stays = What Innkeeper entered at the gateway stays there: the RADIUS server, open addresses, profiles, tickets. Remove it there by hand; each carries a note that begins with “innkeeper”.
gateways-removing = Removing …
gateways-withdraw = Take off it what Innkeeper made
gateways-remove-withdraws = The RADIUS server, open addresses, profiles and tickets that Innkeeper made there are removed, and guests whose tickets it keeps are cut. What its owner made stays.
gateways-remove-by-hand = What was entered at the gateway by hand stays there.
gateways-remove-online = { $count ->
    [one] 1 device is on line there now.
   *[other] { $count } devices are on line there now.
}
