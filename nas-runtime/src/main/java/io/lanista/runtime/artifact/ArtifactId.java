package io.lanista.runtime.artifact;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import java.util.regex.Pattern;

/**
 * Under which name a plug-in is published, whatever its version.
 *
 * @param group such as {@code com.acme}
 * @param artifact such as {@code annealing}
 */
public record ArtifactId(String group, String artifact) {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][\\w.-]*");

    /** Checks: both become parts of paths and addresses. */
    public ArtifactId {
        if (!isPart(group) || !isPart(artifact)) {
            throw new LanistaException(
                    Blame.USER,
                    "'" + group + ":" + artifact
                            + "' is not a group and an artifact. They have letters, digits, '.', '-' and '_': com.acme:annealing.");
        }
    }

    /** Whether a text can be one of the two. */
    public static boolean isPart(String text) {
        return PART.matcher(text).matches() && !text.contains("..");
    }

    @Override
    public String toString() {
        return group + ":" + artifact;
    }
}
