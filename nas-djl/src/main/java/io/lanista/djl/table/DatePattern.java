package io.lanista.djl.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * In which order dates have their parts; a time of day may follow, and how far it is from UTC, as in
 * {@code 2024-01-31T13:00:00+01:00}.
 */
public enum DatePattern {
    /** 2024-01-31, 2024/01/31. */
    YEAR_FIRST,
    /** 31.01.2024, 31/01/2024. */
    DAY_FIRST,
    /** 01/31/2024. */
    MONTH_FIRST;

    static final double DAY = 86_400;

    private static final Pattern DATE = Pattern.compile("(\\d{1,4})([-/.])(\\d{1,2})\\2(\\d{1,4})"
            + "(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?)?\\s?(Z|[+-]\\d{2}:?\\d{2})?");
    private static final int YEAR_DIGITS = 4;

    /** The order in which all of these are dates; of day and month the day comes first, unless there are slashes between. */
    static Optional<DatePattern> of(Collection<String> words) {
        return of(words, 0);
    }

    /** The order in which all but so many of these are dates. */
    static Optional<DatePattern> of(Collection<String> words, long exceptions) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        boolean slashes = words.iterator().next().contains("/");
        DatePattern[] tried = slashes
                ? new DatePattern[] {YEAR_FIRST, MONTH_FIRST, DAY_FIRST}
                : new DatePattern[] {YEAR_FIRST, DAY_FIRST, MONTH_FIRST};
        for (DatePattern pattern : tried) {
            if (words.stream().filter(word -> !pattern.fits(word)).count() <= exceptions) {
                return Optional.of(pattern);
            }
        }
        return Optional.empty();
    }

    /** Whether these could as well begin with the month as with the day, and would mean other dates then. */
    static boolean isAmbiguous(Collection<String> words) {
        return words.stream().allMatch(word -> DAY_FIRST.fits(word) && MONTH_FIRST.fits(word))
                && words.stream().anyMatch(word -> DAY_FIRST.seconds(word) != MONTH_FIRST.seconds(word));
    }

    boolean fits(String word) {
        return !Double.isNaN(seconds(word));
    }

    /** Seconds since 1970 in UTC; NaN if the word is no such date. */
    double seconds(String word) {
        if (word.isEmpty() || word.charAt(0) < '0' || word.charAt(0) > '9') {
            return Double.NaN; // Most words that are no dates need no pattern to say so.
        }
        Matcher parts = DATE.matcher(word);
        if (!parts.matches()) {
            return Double.NaN;
        }
        String year = parts.group(this == YEAR_FIRST ? 1 : 4);
        String month = parts.group(this == MONTH_FIRST ? 1 : 3);
        String day = parts.group(this == YEAR_FIRST ? 4 : this == DAY_FIRST ? 1 : 3);
        if (year.length() != YEAR_DIGITS || month.length() > 2 || day.length() > 2) {
            return Double.NaN;
        }
        try {
            LocalDate date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return date.toEpochDay() * DAY + clock(parts) - offset(parts.group(9));
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    private static double clock(Matcher parts) {
        if (parts.group(5) == null) {
            return 0;
        }
        int hour = Integer.parseInt(parts.group(5));
        int minute = Integer.parseInt(parts.group(6));
        int second = parts.group(7) == null ? 0 : Integer.parseInt(parts.group(7));
        double fraction = parts.group(8) == null ? 0 : Double.parseDouble("0." + parts.group(8));
        return hour > 23 || minute > 59 || second > 60 ? Double.NaN : 3600.0 * hour + 60 * minute + second + fraction;
    }

    private static double offset(@Nullable String zone) {
        return zone == null ? 0 : ZoneOffset.of(zone).getTotalSeconds();
    }
}
