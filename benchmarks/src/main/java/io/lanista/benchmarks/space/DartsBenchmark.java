package io.lanista.benchmarks.space;

import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.hub.Darts;
import io.lanista.hub.Genotype;
import io.lanista.layer.CanonicalForm;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.text.ModelText;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The published DARTS_V2 network, 36 channels and 20 cells. Hashes are remembered by a model, so the cost of one is the
 * difference between {@link #freezeAndHash} and {@link #freeze}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DartsBenchmark {
    private final SearchSpace space = open();
    private final Choices choices = Genotype.DARTS_V2.choices();
    private final Model model = space.freeze(choices);

    private static SearchSpace open() {
        Darts hub = new Darts();
        return hub.open(Options.parse("space 'darts'", hub.options(), Map.of("classes", 10)));
    }

    /** Choices to a model. The bar: 100 µs. */
    @Benchmark
    public Model freeze() {
        return space.freeze(choices);
    }

    /** The same, and the model's hash. The bar: 50 µs more. */
    @Benchmark
    public String freezeAndHash() {
        return space.freeze(choices).hash();
    }

    /** The coarse hash, which goes through all layers and their shapes. */
    @Benchmark
    public String coarseHash() {
        return CanonicalForm.hash(model, LayerCatalogue.standard());
    }

    /** A model to JSON and back. The bar: 500 µs. */
    @Benchmark
    public Model json() {
        return ModelText.fromJson(ModelText.toJson(model), "benchmark");
    }
}
