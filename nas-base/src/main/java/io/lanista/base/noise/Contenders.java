package io.lanista.base.noise;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Things of which more is better, measured with noise, some of them several times: which is best, and which of them is worth another
 * look. What a thing is expected to be follows from its measurements and from what else is in the field: a mean of few measurements
 * is shrunk towards the field's. Of things that are equal the earlier one is better. Confined to one thread.
 *
 * @param <K> what stands for a thing; compared by {@code equals}
 */
public final class Contenders<K> {
    /** Two are told apart once the second is better with no more than this probability. */
    private static final double DOUBT = 0.05;

    private final Map<K, Measured> things = new LinkedHashMap<>();
    private boolean differing;
    private @Nullable NormalField field;

    /** Nothing was measured. */
    public Contenders() {}

    /**
     * Takes note of a measurement.
     *
     * @param value a finite number
     * @param error its own standard error, if it tells one; 0 otherwise
     */
    public void add(K thing, double value, double error) {
        Measured first = new Measured(value, error);
        Measured measured = things.putIfAbsent(thing, first);
        if (measured != null) {
            measured.add(value, error);
            differing |= measured.squares() > 0;
        }
        field = null;
    }

    /** What was measured of a thing; empty if nothing was. */
    public Optional<Measured> measured(K thing) {
        return Optional.ofNullable(things.get(thing));
    }

    /** Whether something was measured several times and not found to be the same. */
    public boolean isNoisy() {
        return differing;
    }

    /** What a thing that was measured is expected to be. */
    public double expected(K thing) {
        return expected(known(thing));
    }

    /** What a thing would be expected to be that was measured once, and found to be this. */
    public double expectedOnce(double value) {
        return field().expected(value, field().noise());
    }

    /** How far the mean of a thing's measurements may be off: its standard error, by the noise of the whole field. */
    public double standardError(K thing) {
        return Math.sqrt(known(thing).variance(field().noise()));
    }

    /** The thing that is expected to be best; empty if nothing was measured. */
    public Optional<K> best() {
        K best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (Map.Entry<K, Measured> thing : things.entrySet()) {
            double expected = expected(thing.getValue());
            if (best == null || expected > most) {
                most = expected;
                best = thing.getKey();
            }
        }
        return Optional.ofNullable(best);
    }

    /** So many things, those first that are expected to be best. */
    public List<K> best(int count) {
        return things.keySet().stream()
                .sorted(Comparator.<K>comparingDouble(this::expected).reversed())
                .limit(count)
                .toList();
    }

    /**
     * What is to be measured next, so that it gets clear which is best. There are two that count: the leader, which is expected to be
     * best, and the rival, which is most likely to be better nevertheless (two that are compared, as in the racing of Maron and Moore
     * 1994, with the pair chosen as by Chen's optimal allocation of computing budgets, 2000). Whichever of them is known less well
     * is looked at again; once the rival is hardly likely to be better, nothing is.
     *
     * @param pending how many measurements of a thing are under way; they count as if they had been made
     * @return empty while there are few things, and where the leader is clear
     */
    public Optional<K> doubtful(ToIntFunction<K> pending) {
        if (things.size() < NormalField.LEAST) {
            return Optional.empty();
        }
        K leader = best().orElseThrow();
        double expected = expected(leader);
        double doubt = doubt(leader, pending);
        K rival = null;
        double nearest = Double.NEGATIVE_INFINITY;
        for (Map.Entry<K, Measured> thing : things.entrySet()) {
            double apart = Math.sqrt(doubt + doubt(thing.getKey(), pending));
            double distance = (expected(thing.getValue()) - expected) / apart;
            if (apart > 0 && distance > nearest && !thing.getKey().equals(leader)) {
                nearest = distance;
                rival = thing.getKey();
            }
        }
        if (rival == null || Normal.below(nearest) <= DOUBT) {
            return Optional.empty();
        }
        return Optional.of(doubt(rival, pending) > doubt ? rival : leader);
    }

    private double expected(Measured thing) {
        return field().expected(thing.mean(), thing.variance(field().noise()));
    }

    private double doubt(K thing, ToIntFunction<K> pending) {
        Measured known = known(thing);
        double share = known.count() / (double) (known.count() + pending.applyAsInt(thing));
        return field().doubt(known.variance(field().noise()) * share);
    }

    private Measured known(K thing) {
        Measured known = things.get(thing);
        if (known == null) {
            throw new IllegalArgumentException("Nothing was measured of (" + thing + ").");
        }
        return known;
    }

    private NormalField field() {
        NormalField known = field;
        if (known == null) {
            known = NormalField.of(things.values());
            field = known;
        }
        return known;
    }
}
