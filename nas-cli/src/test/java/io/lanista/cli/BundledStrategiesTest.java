package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Strategy;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.NasRuntimeBuilder;
import io.lanista.runtime.plugin.Lease;
import io.lanista.testkit.Recording;
import io.lanista.testkit.SearchHarness;
import io.lanista.testkit.StandardSpaces;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundles of strategies as they were packed, asked through the host. */
class BundledStrategiesTest {
    private static final List<String> STRATEGIES = List.of(
            "asha", "bohb", "grid", "hyperband", "local-search", "random", "regularized-evolution", "smac", "tpe");

    @TempDir
    private Path plugins;

    private static List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.filter(
                            folder -> folder.getFileName().toString().startsWith("strategies-"))
                    .toList()) {
                Path jar = module.resolve("target").resolve(module.getFileName() + "-1.0.0.jar");
                assumeTrue(
                        Files.exists(jar),
                        "The bundle (" + jar + ") isn't packed. Maybe run './mvnw verify' rather than 'test'.");
                jars.add(jar);
            }
        }
        return jars;
    }

    private static Recording run(Strategy strategy, SearchSpace space) {
        return SearchHarness.of(strategy, space)
                .steps(9)
                .parallelism(2)
                .trials(15)
                .run();
    }

    @Test
    void theyAnswerAsOnAClassPath() throws IOException {
        NasRuntimeBuilder builder = NasRuntime.builder().plugins(plugins);
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars()) {
            Files.copy(jar, plugins.resolve(jar.getFileName()));
            urls.add(jar.toUri().toURL());
        }
        try (NasRuntime host = builder.build();
                URLClassLoader flat =
                        new URLClassLoader(urls.toArray(URL[]::new), getClass().getClassLoader())) {
            List<Strategy> strategies = ServiceLoader.load(Strategy.class, flat).stream()
                    .filter(provider -> provider.type().getClassLoader() == flat)
                    .map(ServiceLoader.Provider::get)
                    .toList();
            assertThat(strategies).extracting(Strategy::name).containsExactlyInAnyOrderElementsOf(STRATEGIES);
            for (Strategy strategy : strategies) {
                try (Lease<Strategy> lease = host.lease(Strategy.class, strategy.name())) {
                    assertThat(lease.get().getClass().getClassLoader()).isNotSameAs(flat);
                    for (SearchSpace space : List.of(StandardSpaces.conditional(), StandardSpaces.numeric())) {
                        assertThat(run(lease.get(), space)).as(strategy.name()).isEqualTo(run(strategy, space));
                    }
                }
            }
        }
    }
}
