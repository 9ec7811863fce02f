package io.lanista.strategy.tpe;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Splits the trials into good ones and others, draws candidates around good ones, and proposes the one that is likelier among the
 * good than among the others by the largest factor. Nothing is proposed twice. Confined to one thread.
 *
 * <p>Public for strategies that have it inside; their bundles hold a copy of this package, which is not exported.
 */
public final class ParzenModel {
    private static final int FALLBACK_ATTEMPTS = 200;
    private static final int EXHAUSTIBLE = 2_000_000;

    private record Candidate(Choices choices, Point point, double score) {}

    private final SearchSpace space;
    private final Options options;
    private final Columns columns;
    private final History history = new History();

    /**
     * A model without observations.
     *
     * @param options values for {@link #options()} at least
     */
    public ParzenModel(SearchSpace space, Options options) {
        this.space = space;
        this.options = options;
        this.columns = new Columns(space, options.get(TpeStrategy.CHANGES), options.get(TpeStrategy.MOST_BANDWIDTH));
    }

    /** The options that it reads. */
    public static List<Option<?>> options() {
        return TpeStrategy.MODEL_OPTIONS;
    }

    /** Takes note of a trial that ended without having been {@linkplain #start started} here. */
    public void observe(Choices choices, Outcome outcome) {
        history.finish(choices, columns.encode(choices), scoreOf(outcome));
    }

    /** Takes note of a trial that runs: it counts among the bad ones while it does. */
    public void start(int trial, Choices choices) {
        history.propose(trial, choices, columns.encode(choices));
    }

    /** Takes note of the end of a trial that was {@linkplain #start started}. */
    public void end(int trial, Outcome outcome) {
        history.end(trial, scoreOf(outcome));
    }

    /** These choices are not proposed any more. */
    public void avoid(Choices choices) {
        history.avoid(columns.encode(choices));
    }

    /** How many trials ended with a score. */
    public int scored() {
        return history.scored();
    }

    /** Whether a started trial hasn't ended. */
    public boolean isAnyRunning() {
        return history.runningCount() > 0;
    }

    /**
     * Choices that the model likes best, or, if it only knows what was proposed before, a new neighbour of a good trial. At least
     * one trial needs a score.
     */
    public Optional<Choices> propose(RandomGenerator random) {
        return modelled(random).or(() -> neighbourOfBest(random));
    }

    /** Choices drawn evenly from what wasn't proposed; empty if nothing is left, or so little that draws don't find it. */
    public Optional<Choices> draw(RandomGenerator random) {
        return unseenSample(random).or(this::anyUnseen);
    }

    private static @Nullable Score scoreOf(Outcome outcome) {
        Score score = null;
        if (outcome instanceof Outcome.Scored scored) {
            score = scored.score();
        } else if (outcome instanceof Outcome.Stopped stopped) {
            score = stopped.score().orElse(null);
        }
        return score == null || Double.isNaN(score.value()) ? null : score;
    }

    private Optional<Choices> modelled(RandomGenerator random) {
        List<History.Trial> best = good(random);
        int good = best.size();
        List<Point> goodPoints = best.stream().map(History.Trial::point).toList();
        ParzenDensity likely = new ParzenDensity(columns, goodPoints, good);
        int others = history.sorted().size() - good + history.runningCount();
        ParzenDensity unlikely = new ParzenDensity(columns, others(good, others, random), others);
        boolean stepping = random.nextDouble() < options.get(TpeStrategy.NEIGHBOURS);
        List<Candidate> candidates = new ArrayList<>();
        for (long i = options.get(TpeStrategy.CANDIDATES); i > 0; i--) {
            Choices choices = stepping ? step(best, random) : around(best, random);
            Point point = columns.encode(choices);
            if (!history.isProposed(point)) {
                candidates.add(new Candidate(choices, point, likely.log(point) - unlikely.log(point)));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        return candidates.stream()
                .map(Candidate::choices)
                .filter(this::isAllowed)
                .findFirst();
    }

    private int goodCount(RandomGenerator random) {
        int scored = history.scored();
        long usual =
                Math.min((long) Math.ceil(options.get(TpeStrategy.GAMMA) * scored), options.get(TpeStrategy.MOST_GOOD));
        long count = options.get(TpeStrategy.VARY_GOOD) ? 1 + random.nextLong(2 * usual) : usual;
        return (int) Math.min(count, scored);
    }

    private List<History.Trial> good(RandomGenerator random) {
        int count = goodCount(random);
        double skip = options.get(TpeStrategy.SKIP);
        List<History.Trial> good = new ArrayList<>(count);
        for (int i = 0; i < history.scored() && good.size() < count; i++) {
            if (skip == 0 || random.nextDouble() >= skip) {
                good.add(history.sorted().get(i));
            }
        }
        return good.isEmpty() ? history.sorted().subList(0, 1) : good;
    }

    /** The other trials and those that still run, or an even sample of them. */
    private List<Point> others(int good, int count, RandomGenerator random) {
        long most = options.get(TpeStrategy.MOST_BAD);
        List<Point> points = new ArrayList<>();
        int finished = history.sorted().size() - good;
        if (count <= most) {
            history.sorted().subList(good, good + finished).forEach(trial -> points.add(trial.point()));
            history.running().forEach(trial -> points.add(trial.point()));
            return points;
        }
        history.running().forEach(trial -> points.add(trial.point()));
        while (points.size() < most) {
            points.add(history.sorted().get(good + random.nextInt(finished)).point());
        }
        return points;
    }

    /** Choices drawn from the kernels around one good trial, or from the prior. */
    private Choices around(List<History.Trial> best, RandomGenerator random) {
        int component = random.nextInt(best.size() + 1);
        Point centre = component < best.size() ? best.get(component).point() : null;
        return walk(decision -> {
            int index = columns.index(decision);
            Column column = columns.get(index);
            double observed = centre == null ? Double.NaN : centre.code(index);
            return column.decode(Double.isNaN(observed) ? column.drawPrior(random) : column.draw(observed, random));
        });
    }

    /** One decision of a good trial changed; what becomes active by it is drawn from the prior. */
    private Choices step(List<History.Trial> best, RandomGenerator random) {
        Choices from = best.get(random.nextInt(best.size())).choices();
        List<Decision> active = space.isDynamic() ? space.active(from) : activeOf(from);
        List<Decision> changeable = active.stream()
                .filter(decision ->
                        !decision.domain().isFinite() || decision.domain().size() > 1)
                .toList();
        if (changeable.isEmpty()) {
            return from;
        }
        Decision changed = changeable.get(random.nextInt(changeable.size()));
        return walk(decision -> {
            Object old = from.values().get(decision.label());
            if (decision.label().equals(changed.label())) {
                Object value = SearchSpace.uniform(decision.domain(), random);
                while (value.equals(old)) {
                    value = SearchSpace.uniform(decision.domain(), random);
                }
                return value;
            }
            return old != null && decision.domain().contains(old)
                    ? old
                    : SearchSpace.uniform(decision.domain(), random);
        });
    }

    private List<Decision> activeOf(Choices choices) {
        return space.decisions().stream()
                .filter(decision -> choices.values().containsKey(decision.label()))
                .toList();
    }

    private interface Pick {
        Object pick(Decision decision);
    }

    /** Answers that a mutator can't apply are drawn again; after many failures, an even sample stands in. */
    private Choices walk(Pick pick) {
        for (int attempt = 0; attempt < FALLBACK_ATTEMPTS; attempt++) {
            try {
                return space.walk((decision, answers) -> pick.pick(decision));
            } catch (InvalidArchitectureException e) {
                continue; // An invalid mutation: draw again.
            }
        }
        return history.sorted().get(0).choices();
    }

    private Optional<Choices> neighbourOfBest(RandomGenerator random) {
        for (int attempt = 0; attempt < FALLBACK_ATTEMPTS; attempt++) {
            int reach = Math.min(history.scored(), 1 + attempt / 20);
            Choices choices = step(history.sorted().subList(0, reach), random);
            if (isNew(choices)) {
                return Optional.of(choices);
            }
        }
        return Optional.empty();
    }

    private Optional<Choices> unseenSample(RandomGenerator random) {
        for (int attempt = 0; attempt < FALLBACK_ATTEMPTS; attempt++) {
            try {
                Choices choices = space.sample(random);
                if (!history.isProposed(columns.encode(choices))) {
                    return Optional.of(choices);
                }
            } catch (InfeasibleException e) {
                return Optional.empty(); // Nothing is allowed: the search ends.
            }
        }
        return Optional.empty();
    }

    /** When drawing finds nothing new, a space that isn't too large is gone through in order. */
    private Optional<Choices> anyUnseen() {
        boolean small = space.size()
                .filter(size -> size.bitLength() < Integer.SIZE && size.intValue() <= EXHAUSTIBLE)
                .isPresent();
        return small
                ? space.enumerate()
                        .filter(choices -> !history.isProposed(columns.encode(choices)))
                        .findFirst()
                : Optional.empty();
    }

    private boolean isNew(Choices choices) {
        return !history.isProposed(columns.encode(choices)) && isAllowed(choices);
    }

    private boolean isAllowed(Choices choices) {
        return space.validate(choices).isEmpty();
    }
}
