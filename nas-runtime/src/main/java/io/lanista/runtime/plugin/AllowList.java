package io.lanista.runtime.plugin;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The jars that may be loaded, by the SHA-256 of their content. The framework itself verifies nothing, signatures included. */
final class AllowList {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Set<String> digests;

    /** With digests in hexadecimal, in upper or lower case. */
    AllowList(Collection<String> digests) {
        this.digests = digests.stream()
                .map(digest -> digest.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        for (String digest : this.digests) {
            if (!SHA_256.matcher(digest).matches()) {
                throw new IllegalArgumentException(
                        "'" + digest
                                + "' is not a SHA-256: it has 64 hexadecimal digits. Maybe take it from 'sha256sum plugin.jar'.");
            }
        }
    }

    /** Throws unless a file with this digest is on the list. */
    void check(String digest) throws PluginFault {
        if (!digests.contains(digest)) {
            throw new PluginFault("is not on the list of allowed plug-ins; its SHA-256 is " + digest
                    + ". Add it if you trust the file.");
        }
    }
}
