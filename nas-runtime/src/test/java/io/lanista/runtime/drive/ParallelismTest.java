package io.lanista.runtime.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.data.DataSet;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.local.Machine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ParallelismTest {
    private static final long GIBIBYTE = 1L << 30;
    private static final SearchSpace SPACE = SearchSpace.of(Model.named("wide")
            .input("x", 500)
            .then("hidden", Layer.of("linear", "units", Value.choice("width", 8, 20_000)))
            .then("head", Layer.of("linear", "units", Model.OUTPUTS))
            .build());

    private static Parallelism of(int cores, long memory, String executor, Optional<TrainingSetup> setup) {
        return Parallelism.of(new Machine(cores, OptionalLong.of(memory)), executor, 1, setup, SPACE);
    }

    @Test
    void coresAndMemoryDecideByWhatTheLargestNetworkTakes() {
        DataSet part = DataSet.classification(new long[] {500}, List.of("a", "b"), new float[1000], new int[] {0, 1});
        Optional<TrainingSetup> setup = Optional.of(TrainingSetup.of(DataSplit.of(part, part, part)));

        // 10 million weights, five times: 191 MB beside the 700 of a worker.
        Parallelism few = of(8, 4 * GIBIBYTE, "forked", setup);
        assertThat(few.trials()).isEqualTo(4);
        assertThat(few.why()).startsWith("4 at once, since each takes about 89").endsWith("(8 cores)");
        assertThat(of(8, 4 * GIBIBYTE, "inline", setup).trials()).isEqualTo(8);
        assertThat(of(2, 40 * GIBIBYTE, "forked", setup))
                .isEqualTo(new Parallelism(2, "2 at once, since there are 2 cores"));
        assertThat(of(2, 1, "forked", setup).trials()).isEqualTo(1);
        assertThat(of(4, 1, "inline", Optional.empty()).trials()).isEqualTo(4);
    }

    @Test
    void aClusterIsNotCounted() {
        assertThatThrownBy(() -> of(2, GIBIBYTE, "spark", Optional.empty()))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContainingAll("(parallel)", "'spark'", "give a number");
    }
}
