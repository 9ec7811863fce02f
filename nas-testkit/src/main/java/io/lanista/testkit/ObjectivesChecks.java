package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import io.lanista.base.front.Hypervolume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What a strategy keeps where there are several objectives. */
final class ObjectivesChecks {
    private static final List<String> METRICS = List.of("accuracy", "latency");

    private final StrategyContract contract;

    ObjectivesChecks(StrategyContract contract) {
        this.contract = contract;
    }

    void all() {
        if (!contract.knowsSeveralObjectives()) {
            refusal();
            return;
        }
        symmetry();
        replay();
        survival();
        past();
        attraction();
    }

    /** One that never looks at scores, such as even draws, needs to refuse nothing. */
    private void refusal() {
        try {
            harness(StandardSpaces.flat(), false, false).trials(14).run();
        } catch (OptionException e) {
            assertThat(e).hasMessageContaining("objectives");
        } catch (IllegalStateException e) {
            throw new AssertionError(
                    "A strategy that knows one objective says so when it is opened, and this one failed later: " + e
                            + " Maybe ask the request for its objective() first.",
                    e);
        }
    }

    /** What was proposed, for {@link GoldenAnswers}. */
    List<Choices> portrait(SearchSpace space) {
        return harness(space, false, true).parallelism(2).trials(25).run().proposed();
    }

    /** The second landscape falls where the first one rises in part, so that there is something to weigh. */
    private static List<ToDoubleFunction<Choices>> landscapes(
            SearchSpace space, boolean flipFirst, boolean flipSecond) {
        Landscape first = new Landscape(space, 3);
        Landscape second = new Landscape(space, 4);
        return List.of(
                choices -> (flipFirst ? -1 : 1) * first.applyAsDouble(choices),
                choices -> (flipSecond ? -1 : 1) * second.applyAsDouble(choices));
    }

    private SearchHarness harness(SearchSpace space, boolean flipFirst, boolean flipSecond) {
        List<Objective> objectives = List.of(
                new Objective(METRICS.get(0), flipFirst ? Direction.MINIMIZE : Direction.MAXIMIZE),
                new Objective(METRICS.get(1), flipSecond ? Direction.MINIMIZE : Direction.MAXIMIZE));
        return SearchHarness.of(contract.strategy(), space)
                .options(contract.options())
                .steps(contract.steps())
                .objectives(objectives, landscapes(space, flipFirst, flipSecond));
    }

    /** Each objective may be turned round, and the answers stay. */
    private void symmetry() {
        for (SearchSpace space : List.of(StandardSpaces.flat(), StandardSpaces.numeric())) {
            List<Choices> straight =
                    harness(space, false, false).trials(40).run().proposed();
            for (boolean first : List.of(false, true)) {
                List<Choices> turned =
                        harness(space, first, !first).trials(40).run().proposed();
                assertThat(turned)
                        .as("the proposals when the objective (" + METRICS.get(first ? 0 : 1)
                                + ") is minimised with its sign changed. Maybe compare scores by their gains.")
                        .isEqualTo(straight);
            }
        }
    }

    private void replay() {
        for (SearchSpace space : List.of(StandardSpaces.flat(), StandardSpaces.conditional(), StandardSpaces.tiny())) {
            Recording whole = eventful(space).run();
            StrategyChecks.fail(Differences.between(
                    whole, eventful(space).run(), "With several objectives", StrategyChecks.OWN_RANDOMNESS));
            for (int prefix = 0; prefix <= whole.events().size(); prefix += 3) {
                if (StrategyChecks.isBetweenSteps(whole, prefix)) {
                    StrategyChecks.fail(
                            Differences.resumed(whole, eventful(space).replay(whole.first(prefix)), prefix));
                }
            }
        }
    }

    private SearchHarness eventful(SearchSpace space) {
        return harness(space, false, true)
                .trials(14)
                .parallelism(3)
                .fates(StrategyChecks.mixed())
                .rejecting(trial -> trial % 6 == 4);
    }

    private void survival() {
        for (SearchSpace space : StandardSpaces.all().values()) {
            harness(space, false, true)
                    .parallelism(3)
                    .fates(StrategyChecks.mixed())
                    .run();
            harness(space, false, true).fates(trial -> Fate.NOT_A_NUMBER).run();
            harness(space, false, true).fates(trial -> Fate.FAILED).run();
        }
        harness(StandardSpaces.tiny(), false, true)
                .rejectingDuplicates()
                .parallelism(2)
                .trials(300)
                .run();
    }

    private void past() {
        SearchSpace space = StandardSpaces.conditional();
        List<PastTrial> past = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Metrics metrics = Metrics.of(Map.of(METRICS.get(0), i / 5.0, METRICS.get(1), i == 3 ? Double.NaN : i % 2));
            Scores scores = Scores.of(
                            List.of(Objective.maximize(METRICS.get(0)), Objective.minimize(METRICS.get(1))), metrics)
                    .orElseThrow();
            past.add(new PastTrial(space.sample(TestSeeds.generator(99, i)), Outcome.scored(scores, metrics)));
        }
        harness(space, false, true).past(past).parallelism(2).run();
    }

    /** The front is larger when both are wanted than when both are to be avoided. */
    private void attraction() {
        SearchSpace space = StandardSpaces.flat();
        double towards = 0;
        double away = 0;
        for (long seed = 1; seed <= 4; seed++) {
            towards += volume(space, seed, false);
            away += volume(space, seed, true);
        }
        assertThat(towards)
                .as(
                        "the hypervolume of what is proposed when both objectives are wanted, beside that when both are to be"
                                + " avoided")
                .isGreaterThanOrEqualTo(away - 0.02);
    }

    private double volume(SearchSpace space, long seed, boolean opposite) {
        List<Objective> objectives = METRICS.stream()
                .map(metric -> opposite ? Objective.minimize(metric) : Objective.maximize(metric))
                .toList();
        List<ToDoubleFunction<Choices>> landscapes = landscapes(space, false, false);
        List<double[]> found = SearchHarness.of(contract.strategy(), space)
                .options(contract.options())
                .steps(contract.steps())
                .seed(seed)
                .trials(60)
                .objectives(objectives, landscapes)
                .run()
                .proposed()
                .stream()
                .map(choices -> landscapes.stream()
                        .mapToDouble(landscape -> landscape.applyAsDouble(choices))
                        .toArray())
                .toList();
        return new Hypervolume(new double[] {0, 0}).of(found);
    }
}
