package io.lanista.runtime.text;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 90s}, {@code 10m}, {@code 1h30m}; a number alone counts seconds. */
public final class Durations {
    /** What may be written, in words. */
    public static final String ALLOWED = "a length of time such as 90s, 10m or 1h30m";

    private static final Pattern PARTS =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9}(?:\\.\\d{1,3})?)s?)?");

    private Durations() {}

    /** The length of time that is written, if it is one and longer than nothing. */
    public static Optional<Duration> parse(String text) {
        Matcher parts = PARTS.matcher(text.strip());
        if (text.isBlank() || !parts.matches()) {
            return Optional.empty();
        }
        double seconds = ((number(parts, 1) * 24 + number(parts, 2)) * 60 + number(parts, 3)) * 60 + number(parts, 4);
        return seconds > 0 ? Optional.of(Duration.ofMillis(Math.round(seconds * 1_000))) : Optional.empty();
    }

    private static double number(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Double.parseDouble(digits);
    }
}
