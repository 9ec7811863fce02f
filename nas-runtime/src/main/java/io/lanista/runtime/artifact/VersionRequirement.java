package io.lanista.runtime.artifact;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which versions will do: any release, one version, or a range such as {@code [1,2)}. In a range without a preview at either end, previews
 * (snapshots, alphas, release candidates) will not do.
 *
 * @param text as it is written; empty for any release
 */
public record VersionRequirement(String text) {
    /** Any release. */
    public static final VersionRequirement ANY = new VersionRequirement("");

    private static final Pattern RANGE =
            Pattern.compile("([\\[(])\\s*([^,\\[\\]()\\s]*)\\s*,\\s*([^,\\[\\]()\\s]*)\\s*([\\])])");
    private static final Pattern EXACT = Pattern.compile("\\[\\s*([^,\\[\\]()\\s]+)\\s*\\]");
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][\\w.+-]*");

    /** Checks. */
    public VersionRequirement {
        if (!text.isEmpty()
                && !VERSION.matcher(text).matches()
                && !RANGE.matcher(text).matches()
                && !EXACT.matcher(text).matches()) {
            throw new LanistaException(
                    Blame.USER,
                    "'" + text + "' is neither a version nor a range of versions. Maybe '1.2.0' or '[1.2,2)'.");
        }
    }

    /** The only version that will do, if there is just one. */
    public Optional<ArtifactVersion> only() {
        Matcher exact = EXACT.matcher(text);
        if (exact.matches()) {
            return Optional.of(new ArtifactVersion(exact.group(1)));
        }
        return VERSION.matcher(text).matches() ? Optional.of(new ArtifactVersion(text)) : Optional.empty();
    }

    /** Whether a version will do. */
    public boolean includes(ArtifactVersion version) {
        if (text.isEmpty()) {
            return !version.isPreview();
        }
        Optional<ArtifactVersion> only = only();
        if (only.isPresent()) {
            return only.get().text().equals(version.text());
        }
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new IllegalStateException(text); // Checked when it was made.
        }
        ArtifactVersion low = end(range.group(2));
        ArtifactVersion high = end(range.group(3));
        boolean previews = low != null && low.isPreview() || high != null && high.isPreview();
        return (previews || !version.isPreview())
                && (low == null || above(version, low, range.group(1).equals("[")))
                && (high == null || above(high, version, range.group(4).equals("]")));
    }

    private static @Nullable ArtifactVersion end(String text) {
        return text.isEmpty() ? null : new ArtifactVersion(text);
    }

    private static boolean above(ArtifactVersion high, ArtifactVersion low, boolean orEqual) {
        int compared = high.compareTo(low);
        return compared > 0 || orEqual && compared == 0;
    }

    @Override
    public String toString() {
        return text.isEmpty() ? "any release" : text;
    }
}
