package io.lanista.strategy.tpe;

import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Draws by going through the space's decisions, for spaces with dynamic mutators: what they ask follows from earlier answers. */
final class WalkedSource implements CandidateSource {
    private static final int ATTEMPTS = 200;
    private final SearchSpace space;
    private final Columns columns;
    private final double share;
    private final Map<Point, Choices> drawn = new HashMap<>();

    WalkedSource(SearchSpace space, Columns columns, double share) {
        this.space = space;
        this.columns = columns;
        this.share = share;
    }

    @Override
    public void begin() {
        drawn.clear();
    }

    @Override
    public Point around(List<History.Trial> good, RandomGenerator random) {
        int component = random.nextInt(good.size() + 1);
        return walk(good.get(0).choices(), decision -> {
            int index = columns.index(decision);
            Column column = columns.get(index);
            int from = component < good.size() && share > 0 && random.nextDouble() < share
                    ? random.nextInt(good.size() + 1)
                    : component;
            double observed = from < good.size() ? good.get(from).point().code(index) : Double.NaN;
            return column.decode(Double.isNaN(observed) ? column.drawPrior(random) : column.draw(observed, random));
        });
    }

    @Override
    public Point step(History.Trial from, RandomGenerator random) {
        Choices choices = from.choices();
        List<Decision> changeable = space.active(choices).stream()
                .filter(decision ->
                        !decision.domain().isFinite() || decision.domain().size() > 1)
                .toList();
        if (changeable.isEmpty()) {
            return from.point();
        }
        Decision changed = changeable.get(random.nextInt(changeable.size()));
        return walk(choices, decision -> {
            Object old = choices.values().get(decision.label());
            if (old != null
                    && decision.domain().contains(old)
                    && !decision.label().equals(changed.label())) {
                return old;
            }
            Object value = SearchSpace.uniform(decision.domain(), random);
            while (decision.equals(changed) && value.equals(old)) {
                value = SearchSpace.uniform(decision.domain(), random);
            }
            return value;
        });
    }

    /** Answers that a mutator can't apply are drawn again; after many failures, the fallback stands in. */
    private Point walk(Choices fallback, Function<Decision, Object> pick) {
        Choices choices = fallback;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                choices = space.walk((decision, answers) -> pick.apply(decision));
                break;
            } catch (InvalidArchitectureException e) {
                continue; // An invalid mutation: draw again.
            }
        }
        Point point = columns.encode(choices);
        drawn.put(point, choices);
        return point;
    }

    @Override
    public Choices choices(Point candidate) {
        return drawn.getOrDefault(candidate, Choices.NONE);
    }
}
