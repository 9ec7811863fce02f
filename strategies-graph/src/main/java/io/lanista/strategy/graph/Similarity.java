package io.lanista.strategy.graph;

import java.util.List;

/**
 * How alike two candidates are, from 0 to 1, of which {@link Shape} takes a mean: the normalised Weisfeiler–Lehman kernel of their
 * graphs, and {@code exp(-d / l)} with the distance d of their answers.
 */
final class Similarity {
    /**
     * What is fitted of a kernel.
     *
     * @param depth how many rounds of relabelling count
     * @param share the weight of the answers; the rest is that of the graph
     * @param length l
     * @param noise the variance of the noise over that of the objective
     */
    record Shape(int depth, double share, double length, double noise) {
        double of(Pair pair) {
            return (1 - share) * pair.graphs[depth] + share * StrictMath.exp(-pair.distance / length);
        }
    }

    /**
     * Two candidates beside each other.
     *
     * @param graphs their graphs' kernel for each depth; two candidates without graphs are as alike as can be
     * @param distance of their answers
     */
    record Pair(double[] graphs, double distance) {}

    /**
     * What is known of one candidate.
     *
     * @param numbers its answers
     * @param histograms its labels in each round
     * @param norms those of all labels up to each round
     */
    record Seen(double[] numbers, List<Histogram> histograms, double[] norms) {}

    private final AnswerSpace answers;
    private final WeisfeilerLehman graphs;

    /**
     * @param depth how many rounds of relabelling there are at most
     */
    Similarity(AnswerSpace answers, int depth) {
        this.answers = answers;
        this.graphs = new WeisfeilerLehman(depth);
    }

    Seen see(Candidate candidate) {
        List<Histogram> histograms = graphs.histograms(candidate.parts());
        double[] norms = new double[histograms.size()];
        double sum = 0;
        for (int depth = 0; depth < norms.length; depth++) {
            sum += histograms.get(depth).dot(histograms.get(depth));
            norms[depth] = Math.sqrt(sum);
        }
        return new Seen(answers.numbers(candidate.choices()), histograms, norms);
    }

    Pair pair(Seen left, Seen right) {
        double[] byDepth = new double[left.norms.length];
        double sum = 0;
        for (int depth = 0; depth < byDepth.length; depth++) {
            sum += left.histograms.get(depth).dot(right.histograms.get(depth));
            double norm = left.norms[depth] * right.norms[depth];
            byDepth[depth] = norm > 0 ? sum / norm : left.norms[depth] == right.norms[depth] ? 1 : 0;
        }
        return new Pair(byDepth, answers.distance(left.numbers, right.numbers));
    }
}
