package io.lanista.strategy.bandit;

import io.lanista.api.option.Option;
import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.strategy.tpe.ParzenModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Asks a model of the trials with the most steps of which there are enough, and draws a share of the candidates evenly (Falkner et
 * al. 2018, section 3.2).
 */
final class ModelSource implements Source {
    static final Option<Double> RANDOM = Option.real(
            "random",
            1.0 / 3,
            0,
            1,
            "The share of candidates that are drawn evenly, which keeps Hyperband's guarantees.");
    static final Option<Long> MIN_POINTS = Option.integer(
            "min_points",
            0,
            0,
            1_000_000,
            "From how many trials at one number of steps a model is made; 0 for one more than there are decisions.");

    /** One for each rung. */
    private final List<ParzenModel> models = new ArrayList<>();

    private final double random;
    private final long enough;

    ModelSource(SearchRequest request, int rungs) {
        random = request.options().get(RANDOM);
        long given = request.options().get(MIN_POINTS);
        enough = given > 0 ? given : request.space().decisions().size() + 1;
        for (int i = 0; i < rungs; i++) {
            models.add(new ParzenModel(
                    request.space(),
                    request.architectures(),
                    request.options(),
                    request.objectives().size() > 1));
        }
        // Finished trials were trained in full.
        request.past().forEach(past -> {
            models.forEach(model -> model.avoid(past.choices()));
            models.get(rungs - 1).observe(past.choices(), past.outcome());
        });
    }

    @Override
    public Optional<Choices> next(RandomGenerator generator) {
        if (generator.nextDouble() >= random) {
            for (int rung = models.size() - 1; rung >= 0; rung--) {
                if (models.get(rung).scored() >= enough) {
                    return models.get(rung).propose(generator).or(() -> draw(generator));
                }
            }
        }
        return draw(generator);
    }

    private Optional<Choices> draw(RandomGenerator generator) {
        return models.get(0).draw(generator);
    }

    @Override
    public void started(int trial, int rung, Choices choices) {
        models.forEach(model -> model.avoid(choices));
        models.get(rung).start(trial, choices);
    }

    @Override
    public void ended(int trial, int rung, Outcome outcome) {
        models.get(rung).end(trial, outcome);
    }
}
