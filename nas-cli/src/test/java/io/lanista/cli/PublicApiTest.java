package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.strategy.Strategy;
import io.lanista.djl.train.TrainedNetwork;
import io.lanista.layer.LayerType;
import io.lanista.onnx.OnnxMapping;
import io.lanista.runtime.NasRuntime;
import io.lanista.testkit.StrategyContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The public API of each module is committed as text, so that a change of it is reviewed as text. With {@code -Dlanista.api.write}
 * the texts are written anew.
 */
class PublicApiTest {
    private static final Path TEXTS = Path.of("..", "docs", "api");

    static Stream<Arguments> modules() {
        return Stream.of(
                Arguments.of("nas-api", Strategy.class),
                Arguments.of("nas-layers", LayerType.class),
                Arguments.of("nas-djl", TrainedNetwork.class),
                Arguments.of("nas-onnx", OnnxMapping.class),
                Arguments.of("nas-runtime", NasRuntime.class),
                Arguments.of("nas-testkit", StrategyContract.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modules")
    void isWhatTheCommittedTextSays(String module, Class<?> anchor) throws IOException {
        String now = PublicApi.of(anchor);
        Path file = TEXTS.resolve(module + ".txt");
        if (System.getProperty("lanista.api.write") != null) {
            Files.writeString(file, now);
        }
        assertThat(now)
                .as("The public API of " + module + " differs from docs/api/" + module
                        + ".txt. If that is intended, write the"
                        + " texts anew with -Dlanista.api.write, commit them, and see docs/compatibility.md for what may change"
                        + " when.")
                .isEqualTo(Files.readString(file));
    }
}
