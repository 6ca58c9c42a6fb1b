package dev.bosphorus.examples.naming;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What may be the name of a person or of a place. The messages are fit for the reason of a Close frame. */
public final class Names {

    private static final Pattern PERSON = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._'-]{0,23}");
    private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,31}");

    private Names() {
    }

    /**
     * The name of a room or a board, in lower case: 1 to 32 letters, digits and hyphens of ASCII.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static String place(String text) {
        if (!PLACE.matcher(text).matches()) {
            throw new IllegalArgumentException("a place is named with 1 to 32 letters, digits and hyphens");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * The name of a person from the query parameter {@code name}, trimmed and in normal form C: 1 to 24 letters, digits,
     * spaces and {@code . _ ' -}, beginning with a letter or digit.
     *
     * @throws IllegalArgumentException where it is missing or none
     */
    public static String person(Map<String, List<String>> query) {
        List<String> values = query.getOrDefault("name", List.of());
        String name = values.isEmpty() ? "" : Normalizer.normalize(values.get(0).strip(), Normalizer.Form.NFC);
        if (!PERSON.matcher(name).matches()) {
            throw new IllegalArgumentException("?name= needs 1 to 24 letters, digits, spaces and . _ ' -");
        }
        return name;
    }
}
