-- key 28b9c0279eb06daa230c0901b286e5d0b530c4a7e854cc4de2bf75aef2bd9e5e
-- What a program of schema 1 wrote: a ticket that is on line, with one row of everything around it.
INSERT INTO location (id, name, time_zone, currency, sector, rooms, language, ssid, wifi_password_sealed, next_serial)
VALUES (x'01a1fd4935507308bf3803b69d0ab303', 'Hotel Sol', 'Europe/Madrid', 'EUR', 'hospitality', 80, 'es', 'Sol', x'f70fb71ba660af9bebabde67922661a45fdd77fc3e54bcf1a769ac0537f9b8a371b5a9d8e381f22ab15c153ba8f37c692755d1c923', 2);
INSERT INTO licence (location, starts_at, ends_at, evaluation)
VALUES (x'01a1fd4935507308bf3803b69d0ab303', 1782907200000, 1785499200000, 1);
INSERT INTO policy (id, code, body, archived)
VALUES (x'01a1fd49358576bbbbd051593e431c60', 'standard', '{"id":"01a1fd49-3585-76bb-bbd0-51593e431c60","code":"standard","description":"","level":"manager","session_timeout_min":0,"idle_timeout_min":15,"download_kbps":4096,"upload_kbps":1024,"devices":0,"daily_time_min":0,"weekly_time_min":0,"monthly_time_min":0,"daily_data_mb":0,"weekly_data_mb":0,"monthly_data_mb":0,"mikrotik_address_list":null,"attributes":{}}', 0);
INSERT INTO product (id, code, policy, body, archived)
VALUES (x'01a1fd49358576bbbbd0515a237d9c56', 'day', x'01a1fd49358576bbbbd051593e431c60', '{"id":"01a1fd49-3585-76bb-bbd0-515a237d9c56","code":"day","description":{"es":"Un día"},"policy":"01a1fd49-3585-76bb-bbd0-51593e431c60","price_list":{"minor":500,"currency":[69,85,82]},"recover_residual":"no","injection":false,"erp_code":null,"total_time_min":0,"daily_time_min":60,"weekly_time_min":0,"monthly_time_min":0,"total_data_mb":0,"daily_data_mb":0,"weekly_data_mb":0,"monthly_data_mb":0,"first_day_of_week":1,"mikrotik_profile":null,"mikrotik_address_list":null,"expiration":{"type":"days_hours","days":"1","hours":"0"},"notify_expiration":false,"level":"manager"}', 0);
INSERT INTO ticket_type (id, name, format, product, price, price_per_day, devices, credentials, use_within_days, print_on_issue, user_id_required, position, archived)
VALUES (x'01a1fd49358576bbbbd0515bb87e2d37', '24 hours', 'single', x'01a1fd49358576bbbbd0515a237d9c56', 500, 300, 2, 'code', 180, 1, 0, 1, 0);
INSERT INTO ticket (id, serial, created_at, user_id, user_id_lower, kind, source, ticket_type, price, devices, status, use_by, first_login_at, expires_at, lapses_at, connections, session_seconds, upload_bytes, download_bytes, account, product, product_assigned_at, product_first_login_at, baseline_seconds, baseline_bytes, total_bytes, username_hash, credentials_sealed)
VALUES (x'01a1fd49359072f9809f547e0491c6e5', 1, 1782907200000, '214', '214', 0, 0, x'01a1fd49358576bbbbd0515bb87e2d37', 500, 2, 1, 1798459200000, 1782907200000, 1782993600000, 1782993600000, 1, 60, 1, 2, x'01a1fd49359072f9809f547f89fa984b', x'01a1fd49358576bbbbd0515a237d9c56', 1782907200000, 1782907200000, 0, 0, 1099511627776, x'fb0955139ecc4a79e6ae78ccc031f19f3f9b7f1dd816db639b6fd64b9e6a9fb5', x'63edd1aad0721aee65bab4178606db7273d88d6f9010061a341a198b386ee45957e957b03c948e6b3ac405c927162df05c6896');
INSERT INTO gateway (id, name, vendor, network, secret_sealed, disconnect_port, send_disconnect, allow_missing_ma, swap_octets, interim_seconds)
VALUES (x'01a1fd49359072f9809f5480ea1d4530', 'lobby', 'mikrotik', '192.0.2.1/32', x'5f67d358b60731903a48d2b0c208fd5eba2df5ab71e9e253dbf4086d406b631c4d5a8830355b644152c1e27a20752ceb49fd', 3799, 1, 0, 0, 300);
INSERT INTO session (id, account, gateway, acct_session_id, username, mac, calling_station_id, ip, nas, started_at, updated_at, seconds, upload, download)
VALUES (x'01a1fd49359072f9809f54818ec78e55', x'01a1fd49359072f9809f547f89fa984b', x'01a1fd49359072f9809f5480ea1d4530', '80000001', 'abcdefghjk', 187723558162722, 'AA-BB-CC-00-11-22', '10.5.50.2', 'lobby', 1782907200000, 1782907260000, 60, 1, 2);
INSERT INTO usage (account, day, seconds, upload, download)
VALUES (x'01a1fd49359072f9809f547f89fa984b', 739798, 60, 1, 2);
INSERT INTO refusal (id, at, gateway, account, mac, reason)
VALUES (1, 1782907200000, x'01a1fd49359072f9809f5480ea1d4530', x'01a1fd49359072f9809f547f89fa984b', 187723558162722, '{"reason":"too_many_devices","allowed":2}');
INSERT INTO event (seq, at, actor, kind, subject, after)
VALUES (1, 1782907200000, 'desk', 'ticket.issued', x'01a1fd49359072f9809f547e0491c6e5', '{"serial":1}');
INSERT INTO outbox (id, kind, subject, body, created_at, due_at, attempts)
VALUES (x'01a1fd49359072f9809f5482970fa6ff', 'disconnect', x'01a1fd49359072f9809f54818ec78e55', '{"gateway":"lobby"}', 1782907200000, 1782907200000, 0);
INSERT INTO setting (name, value)
VALUES ('key_check', 'bd66568f832c150ae8306851fc68115eb8c52c1b33b2cadf4cf98094439c51bb');
