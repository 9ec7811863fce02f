package io.lanista.strategy.bayes;

import io.lanista.api.model.Domain;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Climbs from one candidate to its best neighbour, which differs in one decision, until none is better. Candidates that were
 * proposed before are passed over.
 */
final class LocalSearch {
    /** A place in the space with what is expected of it. */
    record Place(Choices choices, Row row, double value) {}

    /** A place after a change; without choices where only the row was needed. */
    private record Neighbour(
            Decision changed, Object answer, @Nullable Choices choices, Row row, double value) {
        Place place(Place from) {
            return new Place(choices == null ? from.choices.with(changed.label(), answer) : choices, row, value);
        }
    }

    /** So many values of a longer domain are drawn: as many nearby as anywhere. */
    private static final int VALUES = 8;

    /** A tenth of the range counts as nearby (SMAC3: a standard deviation of 0.2). */
    private static final double NEARBY = 0.1;

    private static final int MOST_STEPS = 100;

    private final SearchSpace space;
    private final Encoding encoding;
    private final Observations observations;
    private final Acquisition acquisition;
    private final RandomGenerator random;

    LocalSearch(
            SearchSpace space,
            Encoding encoding,
            Observations observations,
            Acquisition acquisition,
            RandomGenerator random) {
        this.space = space;
        this.encoding = encoding;
        this.observations = observations;
        this.acquisition = acquisition;
        this.random = random;
    }

    /** The places that the climb came by, in order; empty if everything around the start was proposed before. */
    List<Place> climb(Choices start) {
        List<Place> places = new ArrayList<>();
        Place current = new Place(start, encoding.encode(start), Double.NEGATIVE_INFINITY);
        for (int step = 0; step < MOST_STEPS; step++) {
            Place next = bestNeighbour(current);
            if (next == null || next.value <= current.value) {
                break;
            }
            places.add(next);
            current = next;
        }
        return places;
    }

    private @Nullable Place bestNeighbour(Place from) {
        Neighbour best = null;
        int equals = 0;
        for (Decision decision : active(from.choices)) {
            Object old = from.choices.get(decision.label()).orElseThrow();
            for (Object value : alternatives(decision.domain(), old)) {
                Neighbour next = neighbour(from, decision, value);
                if (next == null || observations.isProposed(next.row) || (best != null && next.value < best.value)) {
                    continue;
                }
                equals = best != null && next.value == best.value ? equals + 1 : 1;
                // A forest has plateaus: of equal neighbours, each is as likely.
                if (equals == 1 || random.nextInt(equals) == 0) {
                    best = next;
                }
            }
        }
        return best == null ? null : best.place(from);
    }

    private List<Decision> active(Choices choices) {
        List<Decision> decisions = space.isDynamic() ? space.active(choices) : space.decisions();
        return decisions.stream()
                .filter(decision -> choices.values().containsKey(decision.label()))
                .toList();
    }

    private Set<Object> alternatives(Domain domain, Object old) {
        Set<Object> values = new LinkedHashSet<>();
        if (domain.isFinite() && domain.size() <= 2 * VALUES) {
            values.addAll(domain.values());
        } else {
            List<Object> all = domain.values();
            int place = domain.isOrdered() ? placeOf(domain, old) : 0;
            for (int i = 0; i < VALUES; i++) {
                values.add(SearchSpace.uniform(domain, random));
                if (domain.isOrdered()) {
                    double near = place + random.nextGaussian() * NEARBY * all.size();
                    values.add(all.get((int) Math.max(0, Math.min(all.size() - 1, Math.round(near)))));
                }
            }
        }
        values.remove(old);
        return values;
    }

    private static int placeOf(Domain domain, Object value) {
        if (domain instanceof Domain.RealRange range) {
            return (int) Math.round(range.fraction((Double) value) * (Domain.RealRange.STEPS - 1));
        }
        if (domain instanceof Domain.IntRange range) {
            return range.indexOf((Long) value);
        }
        return domain.values().indexOf(value);
    }

    private @Nullable Neighbour neighbour(Place from, Decision decision, Object value) {
        if (encoding.isFree(decision)) {
            Row row = encoding.change(from.row, decision, value);
            return new Neighbour(decision, value, null, row, acquisition.at(row));
        }
        try {
            Choices changed = change(from.choices, decision, value);
            Row row = encoding.encode(changed);
            return new Neighbour(decision, value, changed, row, acquisition.at(row));
        } catch (InvalidArchitectureException e) {
            return null; // A mutator can't be applied with this answer.
        }
    }

    private Choices change(Choices from, Decision changed, Object value) {
        return space.walk((decision, answers) -> {
            Object kept = from.values().get(decision.label());
            if (decision.label().equals(changed.label())) {
                return value;
            }
            return kept != null && decision.domain().contains(kept)
                    ? kept
                    : SearchSpace.uniform(decision.domain(), random);
        });
    }
}
