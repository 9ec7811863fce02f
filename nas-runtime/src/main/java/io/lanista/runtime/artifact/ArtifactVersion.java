package io.lanista.runtime.artifact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as Maven orders them: numbers by their size, {@code alpha < beta < milestone < rc < SNAPSHOT < (release) < sp}, other words
 * after that by the alphabet; zeros at the end count for nothing.
 *
 * @param text as it is written
 */
public record ArtifactVersion(String text) implements Comparable<ArtifactVersion> {
    private static final Pattern PART = Pattern.compile("\\d+|[a-zA-Z]+");
    private static final List<String> QUALIFIERS = List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");
    private static final int RELEASE = QUALIFIERS.indexOf("");
    private static final String SNAPSHOT = "-SNAPSHOT";

    /** Whether it is a state of work that may change, and no release. */
    public boolean isSnapshot() {
        return text.endsWith(SNAPSHOT);
    }

    /** Whether it comes before its release: a snapshot, an alpha, a release candidate. */
    public boolean isPreview() {
        return parts().stream().anyMatch(part -> !isNumber(part) && rank(part) < RELEASE);
    }

    /** The part before {@code -SNAPSHOT}. */
    public String base() {
        return isSnapshot() ? text.substring(0, text.length() - SNAPSHOT.length()) : text;
    }

    @Override
    public int compareTo(ArtifactVersion other) {
        List<String> mine = parts();
        List<String> theirs = other.parts();
        for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
            int compared = compare(i < mine.size() ? mine.get(i) : "", i < theirs.size() ? theirs.get(i) : "");
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return text;
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        Matcher found = PART.matcher(text);
        while (found.find()) {
            parts.add(found.group().toLowerCase(Locale.ROOT));
        }
        return parts;
    }

    /** A part that is missing is the release, and the number 0. */
    private static int compare(String mine, String theirs) {
        boolean numbers = (isNumber(mine) || mine.isEmpty()) && (isNumber(theirs) || theirs.isEmpty());
        if (numbers) {
            return number(mine).compareTo(number(theirs));
        }
        if (isNumber(mine)) {
            return 1; // 1.0.1 comes after 1.0-rc and 1.0-sp.
        }
        if (isNumber(theirs)) {
            return -1;
        }
        int ranks = Integer.compare(rank(mine), rank(theirs));
        return ranks != 0 || rank(mine) < QUALIFIERS.size() ? ranks : mine.compareTo(theirs);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && Character.isDigit(part.charAt(0));
    }

    private static BigInteger number(String part) {
        return part.isEmpty() ? BigInteger.ZERO : new BigInteger(part);
    }

    private static int rank(String word) {
        String known = switch (word) {
            case "a" -> "alpha";
            case "b" -> "beta";
            case "m" -> "milestone";
            case "cr" -> "rc";
            case "ga", "final", "release" -> "";
            default -> word;
        };
        int rank = QUALIFIERS.indexOf(known);
        return rank < 0 ? QUALIFIERS.size() : rank;
    }
}
