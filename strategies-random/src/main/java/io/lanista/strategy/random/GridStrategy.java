package io.lanista.strategy.random;

import io.lanista.api.option.Option;
import io.lanista.api.strategy.Search;
import io.lanista.api.strategy.SearchRequest;
import io.lanista.api.strategy.Strategy;
import java.util.List;

/**
 * Tries everything in the order of the space's decisions, the last one changing fastest; ranges of real numbers by evenly
 * spaced points. Done after the last one.
 */
public final class GridStrategy implements Strategy {
    private static final Option<Long> POINTS = Option.integer(
            "points",
            5,
            1,
            10_000,
            "How many evenly spaced points stand for a range of real numbers, both ends among them; one point is the middle.");

    /** For the service loader. */
    public GridStrategy() {}

    @Override
    public String name() {
        return "grid";
    }

    @Override
    public String description() {
        return "Tries all that the space allows in order; ranges of real numbers by evenly spaced points.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(POINTS);
    }

    @Override
    public Search open(SearchRequest request) {
        return new GridSearch(
                request.space(), request.past(), request.options().get(POINTS).intValue());
    }
}
