package io.lanista.oneshot.darts;

import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Label;
import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Metrics;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.data.Task;
import io.lanista.djl.supernet.DjlBackend;
import io.lanista.djl.supernet.DjlBackend.Halves;
import io.lanista.djl.supernet.Supernet;
import io.lanista.djl.supernet.SupernetBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One search by any of this bundle's trainers. */
final class DartsRun implements OneShotRun {
    private static final String FILE = "search.bin";
    private static final String SUPERNET = "supernet/";
    private static final String WEIGHTS = "weight-updater/";
    private static final String ARCHITECTURE = "architecture-updater/";
    private static final String GUARD = "guard/";
    private static final String PROGRESS = "progress";

    private final DartsOptions options;
    private final Method method;
    private final Seeds seeds;
    private final NDManager manager;
    private final Supernet supernet;
    private final SearchEpoch training;
    private final Guard guard;
    private final Sharpness sharpness;
    private final Finalists finalists;
    private int epoch;
    private boolean ended;
    private @Nullable Choices chosen;

    private DartsRun(OneShotRequest request, DjlBackend djl, Method method, NDManager manager) {
        this.options = new DartsOptions(request.options());
        this.method = method;
        this.seeds = new Seeds(request.seed());
        this.manager = manager;
        Halves halves = djl.halves(options.weightShare(), seeds.halves());
        this.supernet = builder(request, djl).allocate(manager, seeds.initial());
        this.training = new SearchEpoch(supernet, method, options, halves, manager);
        this.guard = new Guard(supernet, options);
        this.sharpness = new Sharpness(supernet, halves.architecture(), options.batchSize(), manager);
        this.finalists = new Finalists(supernet, options, halves.architecture(), djl.backend());
    }

    private SupernetBuilder builder(OneShotRequest request, DjlBackend djl) {
        SupernetBuilder builder = Supernet.of(request.space(), djl.blocks())
                .replaceLayerChoice(method::mix)
                .replaceInputChoice(method::mix)
                .partialChannels(method.parts());
        builder = options.normScales() ? builder : builder.withoutNormScales();
        return options.isCompiled() ? builder : builder.generic();
    }

    static DartsRun open(OneShotRequest request, Method method) {
        DjlBackend djl = request.backend(DjlBackend.class);
        if (djl.data().task() != Task.CLASSIFICATION) {
            throw new OptionException(
                    "This trainer learns to tell classes apart, and the data have numbers to predict. Maybe a strategy suits them.");
        }
        NDManager manager = djl.backend().newManager();
        try {
            return new DartsRun(request, djl, method, manager);
        } catch (RuntimeException | Error failure) {
            manager.close();
            throw failure;
        }
    }

    @Override
    public void fit(OneShotProgress progress) {
        while (epoch < options.epochs() && !ended) {
            Map<String, Double> metrics = new HashMap<>();
            training.run(epoch + 1, seeds.epoch(epoch + 1), progress, metrics);
            epoch++;
            metrics.put("entropy", entropy());
            if (epoch > options.warmUp()) {
                ended = guard.look(epoch, sharpness(), progress, metrics);
            }
            if (epoch == options.epochs() || ended) {
                chosen = finalists.best(seeds.candidates(), progress, metrics);
            }
            progress.epoch(epoch, options.epochs(), Metrics.of(metrics));
        }
        if (chosen == null) { // Restored after its last epoch.
            chosen = finalists.best(seeds.candidates(), progress, new HashMap<>());
        }
    }

    private Optional<Double> sharpness() {
        return options.isGuarded() && method.isSmooth()
                ? Optional.of(sharpness.estimate(seeds.sharpness()))
                : Optional.empty();
    }

    /** The mean entropy of the decisions, each as a share of the largest that is possible. */
    private double entropy() {
        return supernet.probabilities().values().stream()
                .filter(candidates -> candidates.size() > 1)
                .mapToDouble(candidates -> candidates.values().stream()
                                .mapToDouble(p -> p > 0 ? -p * Math.log(p) : 0)
                                .sum()
                        / Math.log(candidates.size()))
                .average()
                .orElse(0);
    }

    @Override
    public Choices export() {
        return chosen != null ? chosen : finalists.allowed().get(0);
    }

    @Override
    public Map<Label, Map<Object, Double>> weights() {
        return supernet.probabilities();
    }

    @Override
    public void save(Path folder) throws IOException {
        NamedArrays.Builder guarded = NamedArrays.builder();
        guard.save(guarded);
        NamedArrays.builder()
                .addAll(SUPERNET, supernet.save())
                .addAll(WEIGHTS, training.weightUpdater().save())
                .addAll(ARCHITECTURE, training.architectureUpdater().save())
                .addAll(GUARD, guarded.build())
                .add(PROGRESS, new float[] {epoch, ended ? 1 : 0}, 2)
                .build()
                .write(folder.resolve(FILE));
    }

    @Override
    public void restore(Path folder) throws IOException {
        NamedArrays saved = NamedArrays.read(folder.resolve(FILE));
        supernet.load(saved.part(SUPERNET));
        training.weightUpdater().restore(saved.part(WEIGHTS));
        training.architectureUpdater().restore(saved.part(ARCHITECTURE));
        guard.restore(saved.part(GUARD));
        float[] progress = saved.values(PROGRESS, 2);
        epoch = (int) progress[0];
        ended = progress[1] == 1;
        chosen = null;
    }

    @Override
    public void close() {
        manager.close();
    }
}
