package io.lanista.oneshot.paths;

import io.lanista.api.model.Domain;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Score;
import io.lanista.djl.backend.NamedArrays;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The evolutionary search of Guo et al. 2020, algorithm 1: a first round that is drawn at random; then, in each round, half of the
 * architectures are mutations and half are crossovers of the best ones so far. What the space doesn't allow, such as more than a
 * given cost, is passed over before it is measured, and nothing is measured twice; where too few are left, others are drawn. Of equal
 * scores, the one with less loss is the better one.
 */
final class Evolution {
    /** For each place of a round, how many architectures are looked at before it is drawn instead, or stays empty. */
    private static final int ATTEMPTS = 20;

    /** What decides between equal scores, as in runs: less of it is better. */
    private static final String LOSS = "loss";

    private static final String SCORES = "scores";
    private static final String LOSSES = "losses";
    private static final String CHOICES = "choices";

    private final SearchSpace space;
    private final Objective objective;
    private final int population;
    private final int parents;
    private final double mutation;
    private final List<Scored> all = new ArrayList<>();
    private final Set<Choices> seen = new HashSet<>();
    private int drawn;

    /**
     * What was measured.
     *
     * @param loss infinite if there is none
     */
    record Scored(Choices choices, Score score, float loss) implements Comparable<Scored> {
        @Override
        public int compareTo(Scored other) {
            int byScore = score.compareTo(other.score);
            return byScore != 0 ? byScore : Float.compare(other.loss, loss);
        }
    }

    Evolution(SearchSpace space, Objective objective, int population, int parents, double mutation) {
        this.space = space;
        this.objective = objective;
        this.population = population;
        this.parents = parents;
        this.mutation = mutation;
    }

    /** A new one with rounds of another size. */
    Evolution ofSize(int size) {
        return new Evolution(space, objective, size, parents, mutation);
    }

    /**
     * Tries the architectures of one round. If that is interrupted, nothing has changed.
     *
     * @param measure gives the problem's metrics, which are kept as float32 numbers
     */
    void round(RandomGenerator random, Function<Choices, Map<String, Double>> measure) {
        List<Choices> candidates = all.isEmpty() ? random(random, new HashSet<>(), population) : offspring(random);
        List<Scored> round = new ArrayList<>();
        for (Choices choices : candidates) {
            Map<String, Double> measured = measure.apply(choices);
            double value = measured.getOrDefault(objective.metric(), Double.NaN);
            double loss = measured.getOrDefault(LOSS, Double.NaN);
            round.add(new Scored(
                    choices,
                    objective.score((float) value),
                    Double.isNaN(loss) ? Float.POSITIVE_INFINITY : (float) loss));
        }
        drawn = all.isEmpty() ? round.size() : drawn;
        round.forEach(this::add);
    }

    private void add(Scored scored) {
        all.add(scored);
        seen.add(scored.choices);
    }

    private List<Choices> random(RandomGenerator random, Set<Choices> besides, int count) {
        List<Choices> found = new ArrayList<>();
        for (int attempt = 0; found.size() < count && attempt < count * ATTEMPTS; attempt++) {
            Choices choices = onGrid(space.sample(random), random);
            if (!seen.contains(choices) && besides.add(choices)) {
                found.add(choices);
            }
        }
        return found;
    }

    private List<Choices> offspring(RandomGenerator random) {
        List<Scored> best =
                all.stream().sorted(Comparator.reverseOrder()).limit(parents).toList();
        Set<Choices> round = new HashSet<>();
        List<Choices> found = new ArrayList<>();
        int mutations = population / 2;
        for (int attempt = 0; found.size() < mutations && attempt < mutations * ATTEMPTS; attempt++) {
            add(mutated(one(best, random), random), round, found);
        }
        int crossings = population - mutations;
        int before = found.size();
        for (int attempt = 0; found.size() < before + crossings && attempt < crossings * ATTEMPTS; attempt++) {
            add(crossed(one(best, random), one(best, random), random), round, found);
        }
        found.addAll(random(random, round, population - found.size()));
        return found;
    }

    private static Choices one(List<Scored> best, RandomGenerator random) {
        return best.get(random.nextInt(best.size())).choices;
    }

    private void add(@Nullable Choices choices, Set<Choices> round, List<Choices> found) {
        if (choices != null
                && !seen.contains(choices)
                && !round.contains(choices)
                && space.validate(choices).isEmpty()) {
            round.add(choices);
            found.add(choices);
        }
    }

    private @Nullable Choices mutated(Choices parent, RandomGenerator random) {
        return walked((decision, answers) -> {
            Optional<Object> own = parent.get(decision.label()).filter(decision.domain()::contains);
            return own.isPresent() && random.nextDouble() >= mutation ? own.get() : drawn(decision.domain(), random);
        });
    }

    private @Nullable Choices crossed(Choices one, Choices other, RandomGenerator random) {
        return walked((decision, answers) -> {
            boolean first = random.nextBoolean();
            return (first ? one : other)
                    .get(decision.label())
                    .or(() -> (first ? other : one).get(decision.label()))
                    .filter(decision.domain()::contains)
                    .orElseGet(() -> drawn(decision.domain(), random));
        });
    }

    /** Of a range of real numbers, one of those that stand for it. */
    private static Object drawn(Domain domain, RandomGenerator random) {
        return domain.isFinite()
                ? SearchSpace.uniform(domain, random)
                : domain.values().get(random.nextInt(domain.values().size()));
    }

    /** A range of real numbers is a learning rate or the like, which shared weights know nothing of. */
    private Choices onGrid(Choices choices, RandomGenerator random) {
        return space.decisions().stream().allMatch(decision -> decision.domain().isFinite())
                ? choices
                : space.walk((decision, answers) -> decision.domain().isFinite()
                        ? choices.get(decision.label()).orElseThrow()
                        : drawn(decision.domain(), random));
    }

    private @Nullable Choices walked(SearchSpace.Picker picker) {
        try {
            return space.walk(picker);
        } catch (InfeasibleException e) {
            return null; // Another one then.
        }
    }

    /** The best so far; of equals, the first. */
    Optional<Scored> best() {
        Scored best = null;
        for (Scored scored : all) {
            best = best == null || scored.compareTo(best) > 0 ? scored : best;
        }
        return Optional.ofNullable(best);
    }

    /** How many were measured. */
    int size() {
        return all.size();
    }

    /** How many of them the first round drew. */
    int drawn() {
        return drawn;
    }

    /** The median of the first round; of an even number, the worse one of the two in the middle. */
    double medianOfDrawn() {
        List<Score> scores =
                all.subList(0, drawn).stream().map(Scored::score).sorted().toList();
        return scores.get((scores.size() - 1) / 2).value();
    }

    /** All that was measured; an architecture is written as the index of each answer among the values of its decision. */
    NamedArrays save() {
        float[] scores = new float[all.size()];
        float[] losses = new float[all.size()];
        List<Float> answers = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) all.get(i).score.value();
            losses[i] = all.get(i).loss;
            Choices choices = all.get(i).choices;
            for (Decision decision : space.active(choices)) {
                Object value = choices.get(decision.label()).orElseThrow();
                answers.add((float) decision.domain().values().indexOf(value));
            }
        }
        float[] indexes = new float[answers.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = answers.get(i);
        }
        return NamedArrays.builder()
                .add(SCORES, scores, scores.length)
                .add(LOSSES, losses, losses.length)
                .add(CHOICES, indexes, indexes.length)
                .add("drawn", new float[] {drawn}, 1)
                .build();
    }

    void restore(NamedArrays state) {
        all.clear();
        seen.clear();
        float[] indexes = state.values(CHOICES);
        float[] scores = state.values(SCORES);
        float[] losses = state.values(LOSSES);
        int[] next = {0};
        for (int i = 0; i < scores.length; i++) {
            Choices choices =
                    space.walk((decision, answers) -> decision.domain().values().get((int) indexes[next[0]++]));
            add(new Scored(choices, objective.score(scores[i]), losses[i]));
        }
        drawn = (int) state.values("drawn", 1)[0];
    }
}
