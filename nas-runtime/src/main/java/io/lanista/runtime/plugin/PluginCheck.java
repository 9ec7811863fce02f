package io.lanista.runtime.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Constants;

/**
 * Says beforehand what the host would say of a plug-in, and what it can't see before the plug-in is used.
 *
 * <p>{@link #check} starts a host for this one jar: the code that the plug-in runs while it loads (static initialisers, constructors,
 * names) is run here as well. {@link #exits} looks into the jar and runs nothing of it.
 */
public final class PluginCheck {
    private final List<Spi<?>> spis;
    private final List<Path> companions = new ArrayList<>();

    /** For a host that looks for these kinds of providers. */
    public PluginCheck(List<Spi<?>> spis) {
        this.spis = List.copyOf(spis);
    }

    /** Adds a plug-in whose packages the checked one may need. */
    public PluginCheck with(Path companion) {
        companions.add(companion);
        return this;
    }

    /**
     * Finds calls that end the JVM, and runs nothing of the plug-in for it.
     *
     * @return one sentence for each class with such a call; none, too, where the jar can't be read, which {@link #check} says
     */
    public List<String> exits(Path jar) {
        List<String> sentences = new ArrayList<>();
        try {
            UsedPackages.of(jar)
                    .exits()
                    .forEach((user, call) -> sentences.add(jar.getFileName() + " calls " + call + " (in " + user
                            + "), which ends the host and every search in it. Throw an exception instead."));
        } catch (PluginFault | IOException e) {
            return List.of();
        }
        return sentences;
    }

    /**
     * The result of a check.
     *
     * @param info what the host says: what it would load, or the sentences that say why not
     * @param warnings what the host would not notice, but users might, one sentence each
     */
    public record Report(PluginInfo info, List<String> warnings) {
        /** Copies the list. */
        public Report {
            warnings = List.copyOf(warnings);
        }

        /** True if the host would use all of the plug-in, and nothing in it looks like a mistake. */
        public boolean isClean() {
            return info.state() == PluginInfo.State.ACTIVE && info.problems().isEmpty() && warnings.isEmpty();
        }
    }

    /**
     * Checks a jar.
     *
     * @throws PluginException if the host itself can't start
     */
    public Report check(Path jar) {
        PluginHostBuilder builder = PluginHost.builder(spis).jar(jar);
        companions.forEach(builder::jar);
        try (PluginHost host = builder.start()) {
            PluginInfo info = host.plugins().stream()
                    .filter(plugin -> plugin.file().equals(jar.toString()))
                    .findFirst()
                    .orElseThrow();
            if (info.state() != PluginInfo.State.ACTIVE) {
                return new Report(info, List.of());
            }
            List<String> warnings = warnings(jar, info);
            host.providers().stream()
                    .filter(provider -> provider.origin().file().equals(info.file()))
                    .forEach(provider -> warnings.addAll(silences(provider)));
            return new Report(info, warnings);
        }
    }

    /** What a provider can't say about itself. */
    private static List<String> silences(PluginProvider<?> provider) {
        List<String> silences = new ArrayList<>();
        for (Runnable question : List.<Runnable>of(provider::description, provider::options)) {
            try {
                question.run();
            } catch (PluginException e) {
                silences.add(String.valueOf(e.getMessage()));
            }
        }
        return silences;
    }

    private List<String> warnings(Path jar, PluginInfo info) {
        String name = String.valueOf(jar.getFileName());
        List<String> warnings = new ArrayList<>(exits(jar));
        if (info.provides().isEmpty() && info.problems().isEmpty()) {
            warnings.add(name
                    + " provides nothing that this host looks for. Maybe its META-INF/services is missing; the kinds"
                    + " are " + spis.stream().map(spi -> spi.type().getName()).toList() + ".");
        }
        try {
            PluginJar content = PluginJar.read(jar);
            UsedPackages used = UsedPackages.of(jar);
            boolean requiresBundles = content.header(Constants.REQUIRE_BUNDLE) != null;
            if (!requiresBundles) {
                used.notImported(content)
                        .forEach((packageName, user) ->
                                warnings.add(name + " uses the package " + packageName + " (in " + user
                                        + ") without importing it, and so fails when it gets there. Add it to Import-Package, or put"
                                        + " its library inside."));
            }
        } catch (PluginFault | IOException e) {
            throw new PluginException("Can't read " + jar + " a second time: " + e.getMessage(), e);
        }
        return warnings;
    }
}
