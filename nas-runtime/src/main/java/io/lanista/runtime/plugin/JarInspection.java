package io.lanista.runtime.plugin;

import io.lanista.runtime.artifact.Artifact;
import io.lanista.runtime.plugin.JarRules.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Constants;

/**
 * What can be said of a plug-in's jar by reading it, without running anything of it.
 *
 * @param bundle its symbolic name
 * @param version the version of the bundle
 * @param sha256 the digest of its bytes, in 64 hexadecimal digits
 * @param artifact under which name it says that it is published
 * @param provides the classes that it offers for each kind, by the noun of the kind
 * @param misfits why this host can't run it, one sentence each, without the name of its file; none if it can
 */
public record JarInspection(
        String bundle,
        String version,
        String sha256,
        Optional<Artifact> artifact,
        Map<String, List<String>> provides,
        List<String> misfits) {
    /** Copies. */
    public JarInspection {
        provides = new TreeMap<>(provides);
        misfits = List.copyOf(misfits);
    }

    /**
     * Reads a jar.
     *
     * @throws PluginException if it is damaged, or no plug-in; the sentence names the file
     */
    public static JarInspection of(Path jar) {
        try {
            PluginJar content = PluginJar.read(jar);
            HostPackages host = HostPackages.of(PluginHostBuilder.sharedBy(PluginKinds.all()));
            JarRules rules = new JarRules(host, Runtime.version().feature());
            Identity identity = rules.identify(content);
            return new JarInspection(
                    identity.bundle(),
                    identity.version().toString(),
                    sha256(jar),
                    content.artifact(),
                    provides(content),
                    misfits(content, rules, host));
        } catch (PluginFault e) {
            throw new PluginException(jar.getFileName() + " " + e.sentence(), e);
        } catch (IOException e) {
            throw new PluginException(jar.getFileName() + " can't be read (" + PluginFault.describe(e) + ").", e);
        }
    }

    /** The SHA-256 of a file, in hexadecimal. */
    public static String sha256(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static Map<String, List<String>> provides(PluginJar content) {
        Map<String, List<String>> provides = new TreeMap<>();
        for (Spi<?> spi : PluginKinds.all()) {
            Collection<String> classes =
                    content.services().getOrDefault(spi.type().getName(), java.util.Set.of());
            if (!classes.isEmpty()) {
                provides.put(spi.noun(), List.copyOf(classes));
            }
        }
        return provides;
    }

    private static List<String> misfits(PluginJar content, JarRules rules, HostPackages host) {
        List<String> misfits = new ArrayList<>();
        try {
            rules.check(content);
        } catch (PluginFault e) {
            misfits.add(e.sentence());
        }
        for (HeaderClause clause : HeaderClause.parse(content.header(Constants.IMPORT_PACKAGE))) {
            String range = clause.attributes().get(Constants.VERSION_ATTRIBUTE);
            for (String name : clause.paths()) {
                if (clause.mandatory() && isOfLanista(name) && !host.fits(name, range)) {
                    List<String> offered = host.versionsOf(name);
                    misfits.add("needs " + name + (range == null ? "" : " " + range) + "; this host offers "
                            + (offered.isEmpty() ? "no such package" : String.join(", ", offered)) + ".");
                    return misfits; // One says it: the packages of the API have one version.
                }
            }
        }
        return misfits;
    }

    /** What other plug-ins can't offer. */
    private static boolean isOfLanista(String packageName) {
        return packageName.startsWith("io.lanista.") || packageName.startsWith("ai.djl.");
    }
}
