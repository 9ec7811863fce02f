package io.lanista.hub;

import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Opens spaces of the hub as a host does. */
final class Hub {
    private Hub() {}

    static List<SpaceProvider> providers() {
        return ServiceLoader.load(SpaceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    static SearchSpace open(String name, Object... options) {
        SpaceProvider provider = providers().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
        Map<String, Object> given = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            given.put((String) options[i], options[i + 1]);
        }
        return provider.open(Options.parse("space '" + name + "'", provider.options(), given));
    }

    /** The folder with data that isn't part of the project. */
    static Path data() {
        String folder = System.getenv("LANISTA_DATA");
        return folder != null ? Path.of(folder) : Path.of("..", "..", "shared", "data");
    }
}
