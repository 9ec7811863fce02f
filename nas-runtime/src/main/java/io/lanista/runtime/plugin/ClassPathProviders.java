package io.lanista.runtime.plugin;

import io.lanista.runtime.folder.NestedLibraries;
import io.lanista.runtime.plugin.ProviderScan.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;

/**
 * Finds the providers on the host's own class path with a plain {@link ServiceLoader}: the same bundle works there too. A jar with
 * OSGi headers keeps its name and version; everything else is gathered under {@link PluginOrigin#CLASS_PATH}.
 */
final class ClassPathProviders {
    /** A loader that always fails at the same place is given up. */
    private static final int MAX_FAULTS = 100;

    static final String FILE = "class path";
    private static final PluginOrigin NAMELESS = new PluginOrigin(PluginOrigin.CLASS_PATH, "0.0.0", FILE);

    private final ProviderScan scan;
    private final ClassLoader loader;
    private final Map<PluginOrigin, Result> found = new LinkedHashMap<>();

    private ClassPathProviders(ProviderScan scan, ClassLoader loader) {
        this.scan = scan;
        this.loader = loader;
    }

    /** What the class loader sees, by the jar that it comes from. */
    static Map<PluginOrigin, Result> find(List<Spi<?>> spis, ProviderScan scan, ClassLoader loader) {
        ClassPathProviders providers = new ClassPathProviders(scan, loader);
        spis.forEach(providers::findAll);
        return providers.found;
    }

    private <S> void findAll(Spi<S> spi) {
        Iterator<ServiceLoader.Provider<S>> services =
                ServiceLoader.load(spi.type(), loader).stream().iterator();
        int faults = 0;
        while (faults < MAX_FAULTS) {
            try {
                if (!services.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<S> service = services.next();
                PluginOrigin origin = originOf(service.type());
                scan.add(at(origin), spi, service.type().getName(), origin, service::get);
            } catch (ServiceConfigurationError | LinkageError e) {
                at(NAMELESS).faults().add("The class path: " + PluginFault.describe(e) + ".");
                faults++;
            }
        }
    }

    private Result at(PluginOrigin origin) {
        return found.computeIfAbsent(origin, o -> new Result(new ArrayList<>(), new ArrayList<>()));
    }

    private static PluginOrigin originOf(Class<?> provider) {
        CodeSource source = provider.getProtectionDomain().getCodeSource();
        return Optional.ofNullable(source)
                .map(CodeSource::getLocation)
                .flatMap(NestedLibraries::placeOf)
                .filter(Files::isRegularFile)
                .map(ClassPathProviders::originOfJar)
                .orElse(NAMELESS);
    }

    private static PluginOrigin originOfJar(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String name = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
            String version = main.getValue(Constants.BUNDLE_VERSION);
            return name == null
                    ? NAMELESS
                    : new PluginOrigin(
                            HeaderClause.paths(name).get(0), version == null ? "0.0.0" : version.strip(), FILE);
        } catch (IOException e) {
            return NAMELESS;
        }
    }
}
