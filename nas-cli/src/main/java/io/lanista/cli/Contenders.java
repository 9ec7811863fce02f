package io.lanista.cli;

import io.lanista.api.strategy.Strategy;
import io.lanista.bench.Contender;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.plugin.Lease;
import java.util.ArrayList;
import java.util.List;

/** Strategies with their options, held for as long as they are compared. */
final class Contenders implements AutoCloseable {
    private final List<Lease<Strategy>> leases = new ArrayList<>();
    private final List<Contender> all = new ArrayList<>();

    Contenders(NasRuntime runtime, List<String> described) {
        for (String text : described) {
            StrategyText strategy = StrategyText.parse(text);
            Lease<Strategy> lease = runtime.lease(Strategy.class, strategy.name());
            leases.add(lease);
            all.add(Contender.of(lease.get(), strategy.options()));
        }
    }

    List<Contender> all() {
        return all;
    }

    @Override
    public void close() {
        leases.forEach(Lease::close);
    }
}
