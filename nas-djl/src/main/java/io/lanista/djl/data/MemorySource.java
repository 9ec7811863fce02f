package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import java.nio.file.Path;
import java.util.List;

/** Data that the embedding program holds already. */
final class MemorySource implements DataSource {
    private final DataParts parts;

    MemorySource(DataParts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Option<?>> options() {
        return List.of();
    }

    @Override
    public DataParts load(Options options, Path folder) {
        return parts;
    }
}
