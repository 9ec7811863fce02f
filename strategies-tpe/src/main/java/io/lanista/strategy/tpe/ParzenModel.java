package io.lanista.strategy.tpe;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.api.space.Architectures;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Scores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    /** At most so many draws for each candidate that is wanted: what was proposed before, or drawn already, is none. */
    private static final int DRAWS = 4;

    private static final int EXHAUSTIBLE = 2_000_000;

    private final SearchSpace space;
    private final Options options;
    private final boolean checked;
    private final boolean distinct;
    private final Columns columns;
    private final CandidateSource source;
    private final History history;
    private final Architectures architectures;
    private final Set<Object> known = new HashSet<>();

    /**
     * A model without observations.
     *
     * @param options values for {@link #options()} at least
     * @param several whether the search is after several objectives
     */
    public ParzenModel(SearchSpace space, Architectures architectures, Options options, boolean several) {
        this.history = new History(several);
        this.space = space;
        this.options = options;
        this.distinct = options.get(TpeStrategy.DISTINCT) && !several;
        this.architectures = architectures;
        this.checked = space.needsValidation();
        this.columns = new Columns(space, options.get(TpeStrategy.CHANGES), options.get(TpeStrategy.MOST_BANDWIDTH));
        double crossover = options.get(TpeStrategy.CROSSOVER);
        this.source = space.isDynamic()
                ? new WalkedSource(space, columns, crossover)
                : new CodedSource(space, columns, crossover);
    }

    /** The options that it reads. */
    public static List<Option<?>> options() {
        return TpeStrategy.MODEL_OPTIONS;
    }

    /** Takes note of a trial that ended without having been {@linkplain #start started} here. */
    public void observe(Choices choices, Outcome outcome) {
        note(choices);
        history.finish(choices, columns.encode(choices), scoresOf(outcome));
    }

    /** Takes note of a trial that runs: it counts among the bad ones while it does. */
    public void start(int trial, Choices choices) {
        note(choices);
        history.propose(trial, choices, columns.encode(choices));
    }

    /** Takes note of the end of a trial that was {@linkplain #start started}. */
    public void end(int trial, Outcome outcome) {
        history.end(trial, scoresOf(outcome));
    }

    /** Takes note of the mean over several evaluations of a trial that has ended, in a search after one objective. */
    public void revise(int trial, Outcome mean) {
        Scores scores = scoresOf(mean);
        if (scores != null) {
            history.revise(trial, scores);
        }
    }

    /** These choices are not proposed any more. */
    public void avoid(Choices choices) {
        note(choices);
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
        source.begin();
        return modelled(random).or(() -> neighbourOfBest(random));
    }

    /** Choices drawn evenly from what wasn't proposed; empty if nothing is left, or so little that draws don't find it. */
    public Optional<Choices> draw(RandomGenerator random) {
        return unseenSample(random).or(this::anyUnseen);
    }

    private static @Nullable Scores scoresOf(Outcome outcome) {
        return outcome.reached()
                .filter(scores -> scores.all().stream().noneMatch(score -> Double.isNaN(score.value())))
                .orElse(null);
    }

    private Optional<Choices> modelled(RandomGenerator random) {
        List<History.Trial> good = good(random);
        List<Point> candidates = candidates(good, random);
        double[] scores = scores(candidates, good, random);
        for (int tried = 0; tried < scores.length; tried++) {
            int best = indexOfMax(scores);
            Choices choices = source.choices(candidates.get(best));
            if (isNew(choices) && isAllowed(choices)) {
                return Optional.of(choices);
            }
            scores[best] = Double.NEGATIVE_INFINITY;
        }
        return Optional.empty();
    }

    /** New ones, as many as are wanted if they turn up. */
    private List<Point> candidates(List<History.Trial> good, RandomGenerator random) {
        boolean stepping = random.nextDouble() < options.get(TpeStrategy.NEIGHBOURS);
        Set<Point> candidates = new LinkedHashSet<>();
        long wanted = options.get(TpeStrategy.CANDIDATES);
        for (long draws = DRAWS * wanted; draws > 0 && candidates.size() < wanted; draws--) {
            Point point =
                    stepping ? source.step(good.get(random.nextInt(good.size())), random) : source.around(good, random);
            if (!history.isProposed(point)) {
                candidates.add(point);
            }
        }
        return List.copyOf(candidates);
    }

    /** How much likelier each candidate is among the good trials than among the others. */
    private double[] scores(List<Point> candidates, List<History.Trial> good, RandomGenerator random) {
        List<Point> goodPoints = good.stream().map(History.Trial::point).toList();
        int others = history.sorted().size() - good.size() + history.runningCount();
        List<Point> otherPoints = others(good.size(), others, random);
        ParzenDensity likely = new ParzenDensity(columns, goodPoints, good.size(), options.get(TpeStrategy.CROSSOVER));
        ParzenDensity unlikely = new ParzenDensity(columns, otherPoints, others, 0);
        return candidates.stream()
                .mapToDouble(point -> likely.at(point) / unlikely.at(point))
                .toArray();
    }

    private static int indexOfMax(double[] numbers) {
        int best = 0;
        for (int i = 1; i < numbers.length; i++) {
            best = numbers[i] > numbers[best] ? i : best;
        }
        return best;
    }

    /** The best trials, or the best ones that lie apart; how many is drawn, unless told otherwise. */
    private List<History.Trial> good(RandomGenerator random) {
        int scored = history.scored();
        long usual =
                Math.min((long) Math.ceil(options.get(TpeStrategy.GAMMA) * scored), options.get(TpeStrategy.MOST_GOOD));
        long drawn = options.get(TpeStrategy.VARY_GOOD) ? 1 + random.nextLong(2 * usual) : usual;
        int count = (int) Math.min(drawn, scored);
        return random.nextDouble() < options.get(TpeStrategy.NICHES)
                ? history.niches(count, options.get(TpeStrategy.NICHE_RADIUS))
                : history.sorted().subList(0, count);
    }

    /**
     * All but so many best trials, and those that still run, or an even sample of them. What is as good as the good trials but lies
     * too near to one of them counts for neither.
     */
    private List<Point> others(int best, int count, RandomGenerator random) {
        List<History.Trial> finished =
                history.sorted().subList(best, history.sorted().size());
        long most = options.get(TpeStrategy.MOST_BAD);
        List<Point> points = new ArrayList<>();
        history.running().forEach(trial -> points.add(trial.point()));
        if (count <= most) {
            finished.forEach(trial -> points.add(trial.point()));
            return points;
        }
        while (points.size() < most) {
            points.add(finished.get(random.nextInt(finished.size())).point());
        }
        return points;
    }

    private Optional<Choices> neighbourOfBest(RandomGenerator random) {
        for (int attempt = 0; attempt < FALLBACK_ATTEMPTS; attempt++) {
            int reach = Math.min(history.scored(), 1 + attempt / 20);
            Point point = source.step(history.sorted().get(random.nextInt(reach)), random);
            Choices choices = source.choices(point);
            if (!history.isProposed(point) && isNew(choices) && isAllowed(choices)) {
                return Optional.of(choices);
            }
        }
        return Optional.empty();
    }

    private Optional<Choices> unseenSample(RandomGenerator random) {
        for (int attempt = 0; attempt < FALLBACK_ATTEMPTS; attempt++) {
            try {
                Choices choices = space.sample(random);
                if (!history.isProposed(columns.encode(choices)) && isNew(choices)) {
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

    private void note(Choices choices) {
        if (distinct) {
            known.add(architectures.classOf(choices));
        }
    }

    /** Whether nothing that comes to the same was proposed. */
    private boolean isNew(Choices choices) {
        return !distinct || !known.contains(architectures.classOf(choices));
    }

    private boolean isAllowed(Choices choices) {
        return !checked || space.validate(choices).isEmpty();
    }
}
