package io.lanista.strategy.tpe;

import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws codes, for spaces without dynamic mutators: choices are made of the winner only. */
final class CodedSource implements CandidateSource {
    private final Columns columns;
    private final double share;
    private final boolean[] changeable;

    CodedSource(SearchSpace space, Columns columns, double share) {
        this.columns = columns;
        this.share = share;
        this.changeable = new boolean[columns.count()];
        space.decisions()
                .forEach(decision -> changeable[columns.index(decision)] =
                        !decision.domain().isFinite() || decision.domain().size() > 1);
    }

    @Override
    public void begin() {
        // Candidates are decoded from their codes: there is nothing to forget.
    }

    @Override
    public Point around(List<History.Trial> good, RandomGenerator random) {
        int component = random.nextInt(good.size() + 1);
        double[] codes = empty();
        for (int column = 0; column < codes.length; column++) {
            if (columns.isActive(column, codes)) {
                int from = component < good.size() && share > 0 && random.nextDouble() < share
                        ? random.nextInt(good.size() + 1)
                        : component;
                double observed = from < good.size() ? good.get(from).point().code(column) : Double.NaN;
                codes[column] = drawn(column, observed, random);
            }
        }
        return new Point(codes);
    }

    private double drawn(int column, double observed, RandomGenerator random) {
        return Double.isNaN(observed)
                ? columns.get(column).drawPrior(random)
                : columns.get(column).draw(observed, random);
    }

    @Override
    public Point step(History.Trial from, RandomGenerator random) {
        int changed = changed(from.point(), random);
        double[] codes = empty();
        for (int column = 0; column < codes.length; column++) {
            if (columns.isActive(column, codes)) {
                double old = from.point().code(column);
                codes[column] = Double.isNaN(old) ? columns.get(column).drawPrior(random) : old;
                while (column == changed && codes[column] == old) {
                    codes[column] = columns.get(column).drawPrior(random);
                }
            }
        }
        return new Point(codes);
    }

    private int changed(Point from, RandomGenerator random) {
        int[] candidates = new int[from.columns()];
        int count = 0;
        for (int column = 0; column < candidates.length; column++) {
            if (changeable[column] && from.isActive(column)) {
                candidates[count++] = column;
            }
        }
        return count == 0 ? -1 : candidates[random.nextInt(count)];
    }

    private double[] empty() {
        double[] codes = new double[columns.count()];
        Arrays.fill(codes, Double.NaN);
        return codes;
    }

    @Override
    public Choices choices(Point candidate) {
        return columns.decode(candidate);
    }
}
