package io.lanista.strategy.tpe;

import io.lanista.api.space.Choices;
import io.lanista.api.trial.Score;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was tried: the finished trials from best to worst, those that are running, and all that was ever proposed. */
final class History {
    /** A trial; without a score, it runs or has failed. */
    record Trial(Choices choices, Point point, @Nullable Score score, int order) {}

    /** How many trials are looked at for niches, so that the cost doesn't grow with the history. */
    private static final int REACH = 256;

    private final List<Trial> sorted = new ArrayList<>();
    private final Map<Integer, Trial> running = new LinkedHashMap<>();
    private final Set<Point> proposed = new HashSet<>();
    private int scored;

    void propose(int trial, Choices choices, Point point) {
        running.put(trial, new Trial(choices, point, null, 0));
        proposed.add(point);
    }

    void avoid(Point point) {
        proposed.add(point);
    }

    void end(int trial, @Nullable Score score) {
        Trial ended = running.remove(trial);
        if (ended != null) {
            finish(ended.choices, ended.point, score);
        }
    }

    /** A trial has ended, perhaps one of an earlier run. */
    void finish(Choices choices, Point point, @Nullable Score score) {
        proposed.add(point);
        Trial trial = new Trial(choices, point, score, sorted.size());
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
        scored += score == null ? 0 : 1;
    }

    /** Better scores first, earlier trials first among equal ones, failed trials last. */
    private static boolean before(Trial left, Trial right) {
        if (left.score == null || right.score == null) {
            return left.score != null || (right.score == null && left.order < right.order);
        }
        int order = right.score.compareTo(left.score);
        return order < 0 || (order == 0 && left.order < right.order);
    }

    boolean isProposed(Point point) {
        return proposed.contains(point);
    }

    /** Finished trials, best first. */
    List<Trial> sorted() {
        return sorted;
    }

    /**
     * The best trials that lie apart: each differs from every better one of them in more than a share of the decisions
     * (clearing; Pétrowski, "A clearing procedure as a niching method for genetic algorithms", ICEC 1996). There may be fewer.
     */
    List<Trial> niches(int count, double radius) {
        List<Trial> niches = new ArrayList<>();
        for (int i = 0; i < Math.min(scored, REACH) && niches.size() < count; i++) {
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
