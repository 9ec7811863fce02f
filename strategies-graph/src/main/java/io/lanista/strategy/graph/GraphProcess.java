package io.lanista.strategy.graph;

import io.lanista.strategy.graph.Similarity.Pair;
import io.lanista.strategy.graph.Similarity.Seen;
import io.lanista.strategy.graph.Similarity.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The surrogate of NAS-BOWL (Ru et al., ICLR 2021): a Gaussian process whose kernel is the Weisfeiler–Lehman kernel, rated by expected
 * improvement. The kernel's shape is fitted again whenever there are a twentieth more trials. What runs counts with what is expected
 * of it (the kriging believer of Ginsbourger et al. 2010), so that parallel proposals differ.
 */
final class GraphProcess implements Surrogate {
    private static final double REFIT = 1.05;

    private final Similarity similarity;
    private final ShapeFit fit;
    private final int points;
    private final List<Seen> seen = new ArrayList<>();
    private final List<Pair[]> pairs = new ArrayList<>();
    private int fitted;

    /**
     * @param depth how many rounds of relabelling there are at most
     * @param points with how many trials it is conditioned at most: the best of them
     */
    GraphProcess(AnswerSpace answers, int depth, int points) {
        this.similarity = new Similarity(answers, depth);
        this.fit = new ShapeFit(depth);
        this.points = points;
    }

    @Override
    public double[] rate(
            List<Trial> ended, List<Candidate> running, List<Candidate> candidates, RandomGenerator random) {
        ended.stream().skip(seen.size()).forEach(trial -> add(similarity.see(trial.candidate())));
        double[] scores = NormalScores.of(ended);
        int[] used = best(scores);
        List<Seen> observed = new ArrayList<>();
        double[] targets = new double[used.length + running.size()];
        Pair[][] among = new Pair[used.length][];
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < used.length; i++) {
            observed.add(seen.get(used[i]));
            targets[i] = scores[used[i]];
            top = Math.max(top, targets[i]);
            among[i] = new Pair[i + 1];
            for (int j = 0; j <= i; j++) {
                among[i][j] = pairs.get(used[i])[used[j]];
            }
        }
        if (ended.size() > REFIT * fitted) {
            fitted = ended.size();
            fit.refine(among, Arrays.copyOf(targets, used.length));
        }
        GaussianProcess process = believe(observed, among, targets, running);
        double[] rates = new double[candidates.size()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = process.predict(alike(similarity.see(candidates.get(i)), observed))
                    .improvement(top);
        }
        return rates;
    }

    private void add(Seen next) {
        seen.add(next);
        pairs.add(seen.stream().map(other -> similarity.pair(next, other)).toArray(Pair[]::new));
    }

    /** The places of the best trials, in their order. */
    private int[] best(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double least = sorted[Math.max(0, sorted.length - points)];
        List<Integer> places = new ArrayList<>();
        for (int i = scores.length - 1; i >= 0; i--) {
            if (scores[i] >= least && places.size() < points) {
                places.add(0, i);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The process with what runs; that is added to what was observed. */
    private GaussianProcess believe(List<Seen> observed, Pair[][] among, double[] targets, List<Candidate> running) {
        Shape shape = fit.shape();
        double[][] kernel = Arrays.copyOf(ShapeFit.kernel(among, shape), targets.length);
        int known = among.length;
        GaussianProcess process =
                new GaussianProcess(Arrays.copyOf(kernel, known), Arrays.copyOf(targets, known), shape.noise());
        if (running.isEmpty()) {
            return process;
        }
        for (int i = known; i < targets.length; i++) {
            Seen runs = similarity.see(running.get(i - known));
            double[] row = alike(runs, observed);
            targets[i] = process.predict(Arrays.copyOf(row, known)).mean();
            kernel[i] = Arrays.copyOf(row, i + 1);
            kernel[i][i] = 1;
            observed.add(runs);
        }
        return new GaussianProcess(kernel, targets, shape.noise());
    }

    private double[] alike(Seen one, List<Seen> others) {
        return others.stream()
                .mapToDouble(other -> fit.shape().of(similarity.pair(one, other)))
                .toArray();
    }
}
