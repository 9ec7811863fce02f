package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.runtime.plugin.PluginKinds;
import io.lanista.runtime.plugin.Spi;
import io.lanista.testkit.DataSourceContract;
import io.lanista.testkit.EvaluatorContract;
import io.lanista.testkit.ExecutorContract;
import io.lanista.testkit.LayerProviderContract;
import io.lanista.testkit.OneShotTrainerContract;
import io.lanista.testkit.OnnxMappingContract;
import io.lanista.testkit.RunListenerContract;
import io.lanista.testkit.SpaceContract;
import io.lanista.testkit.StrategyContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever kind of plug-in there is, its authors find it in the documents, and a test to inherit. */
class PluginKindsTest {
    private static final List<Class<?>> CONTRACTS = List.of(
            StrategyContract.class,
            OneShotTrainerContract.class,
            EvaluatorContract.class,
            SpaceContract.class,
            LayerProviderContract.class,
            DataSourceContract.class,
            OnnxMappingContract.class,
            ExecutorContract.class,
            RunListenerContract.class);

    static List<Spi<?>> kinds() {
        return PluginKinds.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hasARowInTheDocuments(Spi<?> kind) throws IOException {
        assertThat(Files.readString(Path.of("../docs/plugins.md")))
                .contains("| " + kind.noun() + " | `" + kind.type().getName() + "` |");
    }

    /** What the contract asks its author for is an object of the kind; of a space, what the provider opens. */
    @ParameterizedTest
    @MethodSource("kinds")
    void hasAContractToInherit(Spi<?> kind) {
        Class<?> asked = kind.type() == SpaceProvider.class ? SearchSpace.class : kind.type();
        assertThat(CONTRACTS)
                .anyMatch(contract ->
                        Arrays.stream(contract.getMethods()).anyMatch(method -> method.getReturnType() == asked));
    }
}
