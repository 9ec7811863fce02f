package io.lanista.strategy.tpe;

import io.lanista.api.space.Choices;
import io.lanista.api.trial.Scores;
import io.lanista.strategy.parts.Elite;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was tried: the finished trials from best to worst, those that are running, and all that was ever proposed. With several
 * objectives, only the best ones are in order.
 */
final class History {
    /** A trial; without a score, it runs or has failed. */
    record Trial(Choices choices, Point point, @Nullable Scores scores, int order) {}

    /** How many trials are looked at for niches, so that the cost doesn't grow with the history. */
    private static final int REACH = 256;

    /** With several objectives, so many of the best are in order. */
    private static final int KEPT = 128;

    /** With one objective: the best first, failed trials last. With several: those that aren't in the elite, in no order. */
    private final List<Trial> sorted = new ArrayList<>();

    private final Elite<Trial> elite = new Elite<>(KEPT);
    private final boolean several;
    private final Map<Integer, Trial> running = new LinkedHashMap<>();
    private final Map<Integer, Trial> ended = new HashMap<>();
    private final Set<Point> proposed = new HashSet<>();
    private int scored;
    private int finished;

    /**
     * @param several whether there are several objectives
     */
    History(boolean several) {
        this.several = several;
    }

    void propose(int trial, Choices choices, Point point) {
        running.put(trial, new Trial(choices, point, null, 0));
        proposed.add(point);
    }

    void avoid(Point point) {
        proposed.add(point);
    }

    void end(int trial, @Nullable Scores scores) {
        Trial last = running.remove(trial);
        if (last != null) {
            ended.put(trial, finish(last.choices, last.point, scores));
        }
    }

    /** A trial of a search after one objective has a better founded score than the one that it ended with. */
    void revise(int number, Scores scores) {
        Trial before = ended.get(number);
        if (before != null && before.scores != null && sorted.removeIf(trial -> trial == before)) {
            Trial after = new Trial(before.choices, before.point, scores, before.order);
            insert(after);
            ended.put(number, after);
        }
    }

    /** A trial has ended, perhaps one of an earlier run. */
    Trial finish(Choices choices, Point point, @Nullable Scores scores) {
        proposed.add(point);
        Trial trial = new Trial(choices, point, scores, finished++);
        if (several) {
            if (scores == null) {
                sorted.add(trial);
            } else {
                sorted.addAll(elite.add(trial, scores));
                scored += scores.areFinite() ? 1 : 0;
            }
            return trial;
        }
        insert(trial);
        scored += scores == null ? 0 : 1;
        return trial;
    }

    private void insert(Trial trial) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (before(sorted.get(middle), trial)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        sorted.add(low, trial);
    }

    /** Better scores first, earlier trials first among equal ones, failed trials last. */
    private static boolean before(Trial left, Trial right) {
        if (left.scores == null || right.scores == null) {
            return left.scores != null || (right.scores == null && left.order < right.order);
        }
        int order = right.scores.only().compareTo(left.scores.only());
        return order < 0 || (order == 0 && left.order < right.order);
    }

    boolean isProposed(Point point) {
        return proposed.contains(point);
    }

    /** Finished trials, best first. */
    List<Trial> sorted() {
        return several
                ? new Joined<>(elite.best().stream().map(Elite.Member::item).toList(), sorted)
                : sorted;
    }

    /** How many of {@link #sorted} no other one dominates. */
    int frontSize() {
        return several ? elite.frontSize() : Math.min(1, scored);
    }

    /** Two lists, one after the other, seen as one. */
    private static final class Joined<T> extends AbstractList<T> {
        private final List<T> first;
        private final List<T> second;

        Joined(List<T> first, List<T> second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public T get(int index) {
            return index < first.size() ? first.get(index) : second.get(index - first.size());
        }

        @Override
        public int size() {
            return first.size() + second.size();
        }
    }

    /**
     * The best trials that lie apart: each differs from every better one of them in more than a share of the decisions
     * (clearing; Pétrowski, "A clearing procedure as a niching method for genetic algorithms", ICEC 1996). There may be fewer.
     */
    List<Trial> niches(int count, double radius) {
        List<Trial> niches = new ArrayList<>();
        List<Trial> sorted = sorted();
        int reach = Math.min(scored, several ? KEPT : REACH);
        for (int i = 0; i < reach && niches.size() < count; i++) {
            Trial trial = sorted.get(i);
            if (isApart(trial, niches, radius)) {
                niches.add(trial);
            }
        }
        return niches;
    }

    private static boolean isApart(Trial trial, List<Trial> niches, double radius) {
        for (Trial better : niches) {
            if (trial.point.distance(better.point) <= radius) {
                return false;
            }
        }
        return true;
    }

    Collection<Trial> running() {
        return running.values();
    }

    int runningCount() {
        return running.size();
    }

    /** How many trials have a score; they come first. */
    int scored() {
        return scored;
    }
}
