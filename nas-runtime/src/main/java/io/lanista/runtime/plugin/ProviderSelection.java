package io.lanista.runtime.plugin;

import io.lanista.base.text.DidYouMean;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.framework.Version;

/** Finds the one provider that a user means among those of a kind; otherwise the message lists what there is. */
final class ProviderSelection {
    private ProviderSelection() {}

    /** By name; of the same name the highest version first. */
    static final Comparator<PluginProvider<?>> ORDER = Comparator.<PluginProvider<?>, String>comparing(
                    PluginProvider::name)
            .thenComparing(p -> p.origin().bundle())
            .thenComparing(p -> Version.parseVersion(p.origin().version()), Comparator.reverseOrder());

    /** The provider that fits; of several versions of one bundle the highest. */
    static <S> PluginProvider<S> select(Spi<S> spi, String text, List<PluginProvider<S>> all) {
        ProviderQuery query = ProviderQuery.parse(spi.noun(), text);
        List<PluginProvider<S>> named = keep(all, p -> p.name().equals(query.name()));
        if (named.isEmpty()) {
            throw new NoSuchProviderException(
                    "No " + spi.noun() + " '" + query.name() + "'. " + available(query.name(), names(all)));
        }
        List<PluginProvider<S>> ofBundle = keep(named, p -> query.matchesBundle(p.origin()));
        if (ofBundle.isEmpty()) {
            throw new NoSuchProviderException("The bundle '" + query.bundle() + "' offers no " + spi.noun() + " '"
                    + query.name() + "'. " + available(query.text(), qualifiedNames(named)));
        }
        List<PluginProvider<S>> fitting = keep(ofBundle, p -> query.matchesVersion(p.origin()));
        if (fitting.isEmpty()) {
            throw new NoSuchProviderException("No version of the " + spi.noun() + " '" + query.name() + "' fits '"
                    + query.version() + "'. Available: " + versions(ofBundle) + ".");
        }
        if (qualifiedNames(fitting).size() > 1) {
            throw new NoSuchProviderException("More than one bundle offers a " + spi.noun() + " '" + query.name()
                    + "'. Say which: " + String.join(" or ", qualifiedNames(fitting)) + ".");
        }
        return fitting.stream().min(ORDER).orElseThrow();
    }

    private static <S> List<PluginProvider<S>> keep(List<PluginProvider<S>> all, Predicate<PluginProvider<S>> fits) {
        return all.stream().filter(fits).toList();
    }

    private static <S> List<String> names(List<PluginProvider<S>> providers) {
        return providers.stream().map(PluginProvider::name).distinct().sorted().toList();
    }

    private static <S> List<String> qualifiedNames(List<PluginProvider<S>> providers) {
        return providers.stream()
                .map(PluginProvider::qualifiedName)
                .distinct()
                .sorted()
                .toList();
    }

    private static <S> String versions(List<PluginProvider<S>> providers) {
        return providers.stream()
                .sorted(ORDER)
                .map(p -> p.qualifiedName() + "@" + p.origin().version())
                .collect(Collectors.joining(", "));
    }

    private static String available(String typed, List<String> names) {
        return "Available: " + (names.isEmpty() ? "none" : String.join(", ", names)) + "."
                + DidYouMean.sentence(typed, names);
    }
}
