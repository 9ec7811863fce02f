package io.lanista.strategy.bayes;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was tried and how it went. */
final class Observations {
    /** A trial that ended; its gain is minus infinity if it failed. */
    record Observation(Choices choices, Row row, double gain) {
        boolean isScored() {
            return gain > Double.NEGATIVE_INFINITY;
        }
    }

    private record Running(Choices choices, Row row) {}

    private static final double SMALL = 1e-3;
    private static final double PERCENTILE = 0.05;

    private final List<Observation> ended = new ArrayList<>();
    private final Map<Integer, Running> running = new LinkedHashMap<>();
    private final Set<Row> proposed = new HashSet<>();
    private int scored;

    void propose(int trial, Choices choices, Row row) {
        running.put(trial, new Running(choices, row));
        proposed.add(row);
    }

    void end(int trial, Outcome outcome) {
        Running trialEnded = running.remove(trial);
        if (trialEnded != null) {
            add(trialEnded.choices, trialEnded.row, outcome);
        }
    }

    void add(Choices choices, Row row, Outcome outcome) {
        proposed.add(row);
        Observation observation = new Observation(choices, row, gain(outcome));
        ended.add(observation);
        scored += observation.isScored() ? 1 : 0;
    }

    private static double gain(Outcome outcome) {
        Optional<Score> score = Optional.empty();
        if (outcome instanceof Outcome.Scored scored) {
            score = Optional.of(scored.score());
        } else if (outcome instanceof Outcome.Stopped stopped) {
            score = stopped.score();
        }
        double gain = score.map(Score::gain).orElse(Double.NEGATIVE_INFINITY);
        return Double.isInfinite(gain) ? Double.NEGATIVE_INFINITY : gain;
    }

    boolean isProposed(Row row) {
        return proposed.contains(row);
    }

    int scored() {
        return scored;
    }

    boolean isAnyRunning() {
        return !running.isEmpty();
    }

    /** The best of the trials that have a score, best first, earlier ones first among equals. */
    List<Observation> best(long count) {
        return ended.stream()
                .filter(Observation::isScored)
                .sorted(Comparator.comparingDouble(Observation::gain).reversed())
                .limit(count)
                .toList();
    }

    /**
     * The targets are minus the logarithm of the distance to a point somewhat above the best score: as far above as the best
     * twentieth of the scores is below (SMAC3's log-scaled encoding). So differences among good trials count, and those among
     * bad ones hardly. Failed trials count as the worst scored one. Those that still run count as the mean of the targets (the
     * constant liar of Ginsbourger et al. 2010), so that parallel proposals differ. At least one trial needs a score.
     */
    TrainingSet trainingSet(boolean[] ordered) {
        double[] gains = ended.stream()
                .filter(Observation::isScored)
                .mapToDouble(Observation::gain)
                .sorted()
                .toArray();
        double worst = gains[0];
        double top = gains[gains.length - 1];
        double range = top > worst ? top - worst : 1;
        double percentile = gains[(int) Math.floor((gains.length - 1) * (1 - PERCENTILE))];
        double above = top + (top - percentile) + SMALL * range;
        List<Row> rows = new ArrayList<>();
        double[] targets = new double[ended.size() + running.size()];
        double sum = 0;
        for (Observation observation : ended) {
            double target = -Math.log((above - Math.max(observation.gain, worst)) / range);
            targets[rows.size()] = target;
            sum += target;
            rows.add(observation.row);
        }
        for (Running trial : running.values()) {
            targets[rows.size()] = sum / ended.size();
            rows.add(trial.row);
        }
        return new TrainingSet(rows, targets, ordered);
    }
}
