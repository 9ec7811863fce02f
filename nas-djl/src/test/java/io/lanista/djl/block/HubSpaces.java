package io.lanista.djl.block;

import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import java.util.Map;
import java.util.ServiceLoader;

/** The hub's spaces, for tests of what is made of their networks. */
public final class HubSpaces {
    private HubSpaces() {}

    /** A space for ten classes. */
    public static SearchSpace open(String name, String size) {
        SpaceProvider provider = ServiceLoader.load(SpaceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
        return provider.open(Options.parse(name, provider.options(), Map.of("size", size, "classes", 10)));
    }
}
