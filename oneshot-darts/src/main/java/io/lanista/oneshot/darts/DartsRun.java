package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.space.Choices;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.supernet.SearchEpoch;
import io.lanista.djl.supernet.SearchPlan;
import io.lanista.djl.supernet.SupernetBuilder;
import io.lanista.djl.supernet.SupernetRun;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One search by any of this bundle's trainers. */
final class DartsRun extends SupernetRun {
    /** For the comparison of candidates. */
    private static final int CANDIDATES = 0;
    /** For the measurement of sharpness; the same in every epoch, so that epochs can be compared. */
    private static final int SHARPNESS = 1;

    private final DartsOptions options;
    private final Method method;
    private final DartsSteps steps;
    private final Guard guard;
    private final Sharpness sharpness;
    private final Finalists finalists;
    private @Nullable Choices chosen;

    DartsRun(OneShotRequest request, Method method) {
        this(request, new DartsOptions(request.options()), method);
    }

    private DartsRun(OneShotRequest request, DartsOptions options, Method method) {
        super(request, plan(options, method));
        this.options = options;
        this.method = method;
        try {
            this.steps = new DartsSteps(
                    supernet(),
                    method,
                    options,
                    options.cost(request),
                    weightUpdater(options.weightOptimizer()),
                    architectureUpdater(options.architectureOptimizer(method.firstMoment())));
            this.guard = new Guard(supernet(), options);
            this.sharpness =
                    new Sharpness(supernet(), setup(), halves().architecture(), options.batchSize(), manager());
            this.finalists =
                    new Finalists(supernet(), setup(), objective(), options, halves().architecture(), manager());
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
    }

    private static SearchPlan plan(DartsOptions options, Method method) {
        return SearchPlan.epochs(options.epochs())
                .batchSize(options.batchSize())
                .weightShare(options.weightShare())
                .mixing(method::mix)
                .supernet(builder -> form(builder.partialChannels(method.parts()), options));
    }

    private static SupernetBuilder form(SupernetBuilder builder, DartsOptions options) {
        SupernetBuilder scaled = options.normScales() ? builder : builder.withoutNormScales();
        return options.isCompiled() ? scaled : scaled.generic();
    }

    @Override
    public void fit(OneShotProgress progress) {
        super.fit(progress);
        if (chosen == null) { // Restored after its last epoch.
            chosen = finalists.best(generator(CANDIDATES), progress, (name, value) -> {});
        }
    }

    @Override
    protected void train(SearchEpoch epoch) {
        steps.run(epoch);
    }

    @Override
    protected void trained(SearchEpoch epoch) {
        int number = epoch.number();
        if (number > options.warmUp() && guard.look(number, sharpness(), epoch.progress(), epoch::metric)) {
            end();
        }
        if (isOver()) {
            chosen = finalists.best(generator(CANDIDATES), epoch.progress(), epoch::metric);
        }
    }

    private Optional<Double> sharpness() {
        return options.isGuarded()
                ? Optional.of(method.smoothly(() -> sharpness.estimate(generator(SHARPNESS))))
                : Optional.empty();
    }

    @Override
    public Choices export() {
        return chosen != null ? chosen : finalists.allowed().get(0);
    }

    @Override
    protected NamedArrays state() {
        return guard.save();
    }

    @Override
    protected void restoreState(NamedArrays state) {
        guard.restore(state);
        chosen = null;
    }
}
