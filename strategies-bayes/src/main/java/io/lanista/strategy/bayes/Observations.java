package io.lanista.strategy.bayes;

import io.lanista.api.space.Choices;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.trial.Objective;
import io.lanista.api.trial.Scores;
import io.lanista.strategy.parts.Elite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was tried and how it went. */
final class Observations {
    /** A trial that ended; it has no gains if it failed. */
    record Observation(Choices choices, Row row, double[] gains) {
        boolean isScored() {
            return gains.length > 0;
        }

        /** The gain of a search after one objective. */
        double gain() {
            return gains[0];
        }
    }

    private record Running(Choices choices, Row row) {}

    private static final double SMALL = 1e-3;
    private static final double PERCENTILE = 0.05;

    /** With several objectives, so many of the best are told apart. */
    private static final int KEPT = 128;

    private final List<Observation> ended = new ArrayList<>();
    private final Map<Integer, Running> running = new LinkedHashMap<>();
    /** Where the trials that ended stand in {@link #ended}, by their numbers. */
    private final Map<Integer, Integer> places = new HashMap<>();

    private final Set<Row> proposed = new HashSet<>();
    private final List<Objective> objectives;
    private final Elite<Observation> elite = new Elite<>(KEPT);
    private int scored;

    Observations(List<Objective> objectives) {
        this.objectives = objectives;
    }

    void propose(int trial, Choices choices, Row row) {
        running.put(trial, new Running(choices, row));
        proposed.add(row);
    }

    void end(int trial, Outcome outcome) {
        Running trialEnded = running.remove(trial);
        if (trialEnded != null) {
            places.put(trial, ended.size());
            add(trialEnded.choices, trialEnded.row, outcome);
        }
    }

    /** A trial of a search after one objective has a better founded score than the one that it ended with. */
    void revise(int trial, Outcome mean) {
        Integer place = places.get(trial);
        if (place != null && ended.get(place).isScored()) {
            Observation before = ended.get(place);
            ended.set(place, new Observation(before.choices, before.row, gains(mean)));
        }
    }

    void add(Choices choices, Row row, Outcome outcome) {
        proposed.add(row);
        Observation observation = new Observation(choices, row, gains(outcome));
        if (observation.isScored()) {
            outcome.reached().ifPresent(scores -> elite.add(observation, scores));
        }
        ended.add(observation);
        scored += observation.isScored() ? 1 : 0;
    }

    private static double[] gains(Outcome outcome) {
        return outcome.reached()
                .map(Scores::gains)
                .filter(gains -> Arrays.stream(gains).allMatch(Double::isFinite))
                .orElse(new double[0]);
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
        if (objectives.size() > 1) {
            return elite.best().stream().limit(count).map(Elite.Member::item).toList();
        }
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
            double target =
                    -Math.log((above - Math.max(observation.isScored() ? observation.gain() : worst, worst)) / range);
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

    /**
     * The targets of one of several objectives are its gains. Failed trials count as the worst scored one, those that still run as the
     * mean.
     */
    TrainingSet trainingSet(int objective, boolean[] ordered) {
        double worst = elite.worst()[objective];
        List<Row> rows = new ArrayList<>();
        double[] targets = new double[ended.size() + running.size()];
        double sum = 0;
        for (Observation observation : ended) {
            double target = observation.isScored() ? observation.gains[objective] : worst;
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

    /**
     * What the front's hypervolume is measured from, and grows by with a candidate: in each objective the reference that was given, or
     * else the worst value that was seen; but never below a bound, since what breaks it is not wanted.
     */
    ExpectedHypervolume hypervolume() {
        double[] reference = elite.worst();
        for (int i = 0; i < reference.length; i++) {
            Objective objective = objectives.get(i);
            if (objective.reference().isPresent()) {
                reference[i] =
                        objective.score(objective.reference().getAsDouble()).gain();
            }
            if (objective.bound().isPresent()) {
                reference[i] = Math.max(
                        reference[i],
                        objective.score(objective.bound().getAsDouble()).gain());
            }
        }
        List<double[]> front = elite.best().subList(0, elite.frontSize()).stream()
                .filter(member -> member.scores().violation() == 0)
                .map(member -> member.item().gains)
                .toList();
        return new ExpectedHypervolume(front, reference);
    }
}
