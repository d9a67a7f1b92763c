# Innkeeper, Spanish. One section for each surface; the guest's surfaces are apart from the desk's.

## Voucher (the guest's language)

voucher-code = Su código
voucher-username = Usuario
voucher-password = Contraseña
voucher-qr-join = Conéctese al wifi
voucher-qr-log-in = Inicie sesión
voucher-valid-from-first-login = Válido durante { $duration } desde el primer acceso.
voucher-valid-until = Válido hasta el { $moment }.
voucher-valid-range = Válido desde el { $from } hasta el { $until }.
voucher-valid-unlimited = Válido sin límite de tiempo.
voucher-use-by = Primer acceso antes del { $moment }.
voucher-network = Red wifi
voucher-wifi-password = Contraseña del wifi
voucher-devices = Dispositivos a la vez
voucher-price = Precio
voucher-guest = Huésped
voucher-serial = N.º { $serial }
voucher-issued = Emitido el { $moment }
voucher-moment = { $weekday } { $day } de { $month } de { $year }, { $time }
voucher-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
voucher-hours = { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
voucher-minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
voucher-weekday = { $day ->
    [1] lun
    [2] mar
    [3] mié
    [4] jue
    [5] vie
    [6] sáb
   *[7] dom
}
voucher-month = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}

## Desk

## Tickets (list)

## Ticket (one)

## States and reasons

## Widgets and frame

app-name = Innkeeper

## Errors

## Command line
