package io.lanista.strategy.random;

import io.lanista.api.model.Domain;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.strategy.Answer;
import io.lanista.api.strategy.Ask;
import io.lanista.api.strategy.Outcome;
import io.lanista.api.strategy.PastTrial;
import io.lanista.api.strategy.Search;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts through the decisions like an odometer. Each round walks the space, which shows what decisions there are behind
 * the answers so far; so questions that depend on answers are met like any others.
 */
final class GridSearch implements Search {
    private final SearchSpace space;
    private final int points;
    private final Set<Choices> past = new HashSet<>();
    /** Which value of each decision on the way comes next, in the order of the walk; null after the last round. */
    private @Nullable List<Integer> odometer = new ArrayList<>();

    GridSearch(SearchSpace space, List<PastTrial> past, int points) {
        this.space = space;
        this.points = points;
        past.forEach(trial -> this.past.add(trial.choices()));
    }

    @Override
    public Answer ask(Ask ask) {
        while (odometer != null) {
            Choices choices = round(odometer);
            if (choices != null
                    && !past.contains(choices)
                    && space.validate(choices).isEmpty()) {
                return Answer.tryOut(choices);
            }
        }
        return Answer.DONE;
    }

    /** The choices at which the odometer stands, or null if they make no architecture; and turns the odometer. */
    private @Nullable Choices round(List<Integer> position) {
        List<Integer> sizes = new ArrayList<>();
        Choices choices;
        try {
            choices = space.walk((decision, answers) -> {
                int place = sizes.size();
                sizes.add(size(decision.domain()));
                return value(decision.domain(), place < position.size() ? position.get(place) : 0);
            });
        } catch (InvalidArchitectureException e) {
            choices = null;
        }
        odometer = turned(position, sizes);
        return choices;
    }

    /** The next position: the last wheel that has a value left goes on by one, and those after it start anew. */
    private static @Nullable List<Integer> turned(List<Integer> position, List<Integer> sizes) {
        for (int wheel = sizes.size() - 1; wheel >= 0; wheel--) {
            int at = wheel < position.size() ? position.get(wheel) : 0;
            if (at + 1 < sizes.get(wheel)) {
                List<Integer> next = new ArrayList<>();
                for (int i = 0; i < wheel; i++) {
                    next.add(i < position.size() ? position.get(i) : 0);
                }
                next.add(at + 1);
                return next;
            }
        }
        return null;
    }

    private int size(Domain domain) {
        if (domain instanceof Domain.RealRange range) {
            return range.low() == range.high() ? 1 : points;
        }
        return domain.size();
    }

    private Object value(Domain domain, int index) {
        if (domain instanceof Domain.RealRange range) {
            return range.at(points == 1 ? 0.5 : index / (points - 1.0));
        }
        return domain.values().get(index);
    }

    @Override
    public void tell(int trial, Outcome outcome) {
        // Nothing is learnt from results.
    }
}
