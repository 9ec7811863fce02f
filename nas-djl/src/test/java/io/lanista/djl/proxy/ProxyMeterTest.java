package io.lanista.djl.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Graph;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Repeat;
import io.lanista.api.model.Value;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.random.Seeds;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.TrainingSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProxyMeterTest {
    private static final TrainingSetup GLYPHS =
            TrainingSetup.of(DataSources.standard().load("glyphs", Map.of("size", 8, "per_class", 10), Path.of("")));
    private static final SearchSpace SPACE = SearchSpace.of(Model.named("images")
            .input("image", 1, 8, 8)
            .then("stem", Graph.sequence(Layer.of("conv2d", "out_channels", 4, "kernel", 3), Layer.of("batch_norm")))
            .then(
                    "blocks",
                    Repeat.of(
                            "depth",
                            1,
                            3,
                            Graph.sequence(
                                    Layer.of("conv2d", "out_channels", Value.choice("width", 4, 8), "kernel", 3),
                                    Layer.of("batch_norm"),
                                    Layer.of("relu"))))
            .then("pool", Layer.of("global_avg_pool"))
            .then("head", Layer.of("linear", "units", Model.OUTPUTS))
            .build());

    private static Model model(int seed) {
        return SPACE.freeze(SPACE.sample(Seeds.generator(seed)));
    }

    @ParameterizedTest
    @EnumSource
    void aScoreFollowsFromTheModelAndTheSeed(Proxy proxy) {
        double[] first = new ProxyMeter(GLYPHS, 16, 1).measure(model(1), proxy);
        assertThat(new ProxyMeter(GLYPHS, 16, 1).measure(model(1), proxy)).isEqualTo(first);
        assertThat(first).hasSize(proxy.parts().size());
        for (double part : first) {
            assertThat(part).isFinite();
        }
        boolean isControl = proxy == Proxy.PARAMS || proxy == Proxy.FLOPS || proxy == Proxy.COMPLEXITY;
        double[] other = new ProxyMeter(GLYPHS, 16, 2).measure(model(1), proxy);
        assertThat(other[0] == first[0]).isEqualTo(isControl);
    }

    @ParameterizedTest
    @EnumSource
    void tablesAreMeasuredToo(Proxy proxy) {
        float[] features = new float[40 * 3];
        double[] targets = new double[40];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) Math.sin(i);
            targets[i / 3] += features[i];
        }
        DataSet data = DataSet.regression(new long[] {3}, features, targets, 1);
        Model model = Model.named("rows")
                .input("row", 3)
                .then("one", Layer.of("linear", "units", 8))
                .then("two", Layer.of("relu"))
                .then("three", Layer.of("linear", "units", 4))
                .then("four", Layer.of("silu"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
        double[] parts = new ProxyMeter(TrainingSetup.of(DataSplit.of(data, data, data)), 100, 1).measure(model, proxy);
        for (double part : parts) {
            assertThat(part).isFinite();
        }
    }

    @Test
    void whatNothingDependsOnScoresLowest() {
        Model dead = Model.named("dead")
                .input("image", 1, 8, 8)
                .then("stem", Layer.of("conv2d", "out_channels", 4, "kernel", 3))
                .then("none", Graph.sequence(Layer.of("zero")))
                .then("relu", Layer.of("relu"))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
        ProxyMeter meter = new ProxyMeter(GLYPHS, 16, 1);
        for (Proxy proxy : List.of(Proxy.NWOT, Proxy.JACOV, Proxy.SYNFLOW, Proxy.EXPRESSIVITY)) {
            assertThat(meter.measure(dead, proxy)[0])
                    .as(proxy.word())
                    .isFinite()
                    .isLessThan(meter.measure(model(1), proxy)[0]);
        }
    }

    @Test
    void aSampleIsTheSameOnSeveralThreads() throws InterruptedException {
        ProxyMeter meter = new ProxyMeter(GLYPHS, 16, 1);
        List<Choices> draws = ProxySample.draw(SPACE, 6, Seeds.generator(5));
        assertThat(draws).hasSize(6).doesNotHaveDuplicates();
        ProxySample one = ProxySample.of(meter, SPACE, Proxy.AZ_NAS, draws, 1);
        ProxySample two = ProxySample.of(meter, SPACE, Proxy.AZ_NAS, draws, 3);
        assertThat(two.scores()).isEqualTo(one.scores());
        List<Double> sorted = new ArrayList<>();
        for (double score : one.scores()) {
            sorted.add(score);
        }
        sorted.sort(null);
        assertThat(one.threshold(0.5)).isEqualTo(sorted.get(3));
        assertThat(one.threshold(0.01)).isEqualTo(sorted.get(5));
    }

    @Test
    void anUnknownNameIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> Proxy.of("nwto"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("no proxy 'nwto'")
                .hasMessageContaining("az-nas")
                .hasMessageContaining("Maybe 'nwot'");
    }
}
