/** The help has no colours where it isn't read at a terminal. The library looks when it is loaded, so this goes before it. */
if (!process.stdout.isTTY && process.env['FORCE_COLOR'] === undefined) process.env['NO_COLOR'] ??= '1';
