package io.lanista.runtime.plugin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * What a user asks for: {@code [bundle:]name[@version]}.
 *
 * @param text as the user wrote it
 * @param bundle the symbolic name of the bundle, or null for any
 * @param name the name of the provider
 * @param version null for the highest; a range such as {@code [1.2,2)}; or the beginning of a version: {@code 1.2} fits every
 *     1.2.x, and {@code 1.2.0} that one only
 */
record ProviderQuery(
        String text,
        @Nullable String bundle,
        String name,
        @Nullable String version) {
    private static final Pattern SYNTAX = Pattern.compile("(?:([^:@\\s]+):)?([^:@\\s]+)(?:@(.+))?");
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+){0,2}(\\.[\\w-]+)?");

    static ProviderQuery parse(String noun, String text) {
        Matcher parts = SYNTAX.matcher(text.strip());
        if (!parts.matches()) {
            throw new NoSuchProviderException("'" + text + "' is not the name of a " + noun
                    + ". Write 'name', 'name@1.2.0', 'name@[1.2,2)' or 'bundle:name'.");
        }
        String version = parts.group(3);
        if (version != null && !isVersion(version)) {
            throw new NoSuchProviderException("'" + version + "' in '" + text
                    + "' is neither a version nor a range of versions. Maybe '1.2.0' or '[1.2,2)'.");
        }
        return new ProviderQuery(text.strip(), parts.group(1), parts.group(2), version);
    }

    boolean matchesBundle(PluginOrigin origin) {
        return bundle == null || bundle.equals(origin.bundle());
    }

    boolean matchesVersion(PluginOrigin origin) {
        if (version == null) {
            return true;
        }
        if (isRange(version)) {
            return new VersionRange(version).includes(Version.parseVersion(origin.version()));
        }
        return (origin.version() + ".").startsWith(version + ".");
    }

    private static boolean isVersion(String version) {
        if (!isRange(version)) {
            return VERSION.matcher(version).matches();
        }
        try {
            return new VersionRange(version).getRight() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isRange(String version) {
        return version.startsWith("[") || version.startsWith("(");
    }
}
