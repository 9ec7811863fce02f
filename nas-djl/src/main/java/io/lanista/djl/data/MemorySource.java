package io.lanista.djl.data;

/** Data that the embedding program holds already. */
final class MemorySource implements DataSource {
    private final RawData data;

    MemorySource(RawData data) {
        this.data = data;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public RawData open(DataRequest request) {
        return data;
    }
}
