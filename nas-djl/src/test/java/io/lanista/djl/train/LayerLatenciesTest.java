package io.lanista.djl.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.file.DataException;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.ModelAnalysis;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerLatenciesTest {
    private static final ModelAnalysis PERCEPTRON = ModelAnalysis.of(
            Model.named("p")
                    .input("x", 4)
                    .then("a", Layer.of("linear", "units", 8L))
                    .then("r", Layer.of("relu"))
                    .then("b", Layer.of("linear", "units", 3L))
                    .build(),
            LayerCatalogue.standard());

    @TempDir
    Path folder;

    private LayerLatencies table(String text) throws Exception {
        return LayerLatencies.read(Files.writeString(folder.resolve("phone.csv"), text));
    }

    private static String row(int layer, String millis) {
        return "\"" + PERCEPTRON.layers().get(layer).layer() + "\","
                + PERCEPTRON.layers().get(layer).inputs().get(0) + "," + millis + "\n";
    }

    @Test
    void aNetworkTakesTheFixedPartAndTheSumOfItsLayers() throws Exception {
        LayerLatencies table = table("layer,inputs,ms\nnetwork,,0.5\n" + row(0, "1.25") + row(2, "2"));
        assertThat(table.predict(PERCEPTRON))
                .as("an activation that isn't there is free")
                .isEqualTo(3.75);
    }

    @Test
    void aLayerThatIsMissingIsNamed() throws Exception {
        LayerLatencies table = table("layer,inputs,ms\n" + row(0, "1.25"));
        assertThatThrownBy(() -> table.predict(PERCEPTRON))
                .isInstanceOf(InvalidArchitectureException.class)
                .hasMessageContaining("phone.csv")
                .hasMessageContaining("linear{bias=true, units=3}");
    }

    @Test
    void whatIsNoTableOfLatenciesIsRefusedInOneSentence() {
        assertThatThrownBy(() -> table("layer,ms\na,1\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column 'inputs'");
        assertThatThrownBy(() -> table("layer,inputs,ms\na,b,fast\n"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("(fast)");
        assertThatThrownBy(() -> table("layer,inputs,ms\na,b,-1\n")).isInstanceOf(DataException.class);
    }

    @Test
    void whatIsMeasuredIsWrittenAndReadBack() throws Exception {
        LayerLatencies measured = LayerLatencies.measure(PERCEPTRON.layers(), BlockCatalogue.standard(), 1, line -> {});
        assertThat(measured.size()).isEqualTo(4);
        Path file = folder.resolve("here.csv");
        measured.write(file);
        assertThat(LayerLatencies.read(file).predict(PERCEPTRON))
                .isCloseTo(measured.predict(PERCEPTRON), within(1e-12));
    }

    @Test
    void oneAtATimeMeasures() {
        IllegalStateException enough = new IllegalStateException("enough waiting");
        try (MeasuringTurn first = MeasuringTurn.await(() -> {})) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> MeasuringTurn.await(() -> {
                        throw enough;
                    }))
                    .isSameAs(enough);
        }
        MeasuringTurn.await(() -> {
                    throw enough;
                })
                .close();
    }
}
