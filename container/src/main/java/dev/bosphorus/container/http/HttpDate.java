package dev.bosphorus.container.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Dates as HTTP writes them (RFC 9110, 5.6.7), in whole seconds. */
final class HttpDate {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);

    private HttpDate() {
    }

    static String format(long epochSecond) {
        return FORMAT.format(Instant.ofEpochSecond(epochSecond));
    }

    /** Seconds since 1970; {@link Long#MIN_VALUE} for no date, or one in a form that nobody has sent for decades. */
    static long parse(String text) {
        if (text == null) {
            return Long.MIN_VALUE;
        }
        try {
            return FORMAT.parse(text, Instant::from).getEpochSecond();
        } catch (DateTimeParseException e) {
            return Long.MIN_VALUE;
        }
    }
}
