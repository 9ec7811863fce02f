package io.lanista.benchmarks.toys;

import io.lanista.api.space.Choices;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A made-up objective on a space, to be maximised.
 *
 * @param family what kind it is, such as {@code pairs}
 * @param space what is searched
 * @param truth the value of an architecture
 * @param best the greatest value, or the greatest that a long search with knowledge of the formula finds
 * @param typical the mean value of architectures drawn evenly
 * @param noise the standard deviation of what an evaluation adds to the truth, in units of {@code best - typical}
 */
record Toy(
        String family, SearchSpace space, ToDoubleFunction<Choices> truth, double best, double typical, double noise) {
    static final List<Objective> OBJECTIVES = List.of(Objective.maximize("value"));

    /** How far a value is from the best: 0 for the best, 1 for the mean of even draws. */
    double regret(double value) {
        return Math.max(0, (best - value) / (best - typical));
    }

    /** The same objective seen through noise. */
    Toy noisy(double deviation) {
        return new Toy(family + "+noise", space, truth, best, typical, deviation);
    }

    /** The indexes of the answers among the candidates of each decision. */
    static int[] codes(SearchSpace space, Choices choices) {
        List<Decision> decisions = space.decisions();
        int[] codes = new int[decisions.size()];
        for (int i = 0; i < codes.length; i++) {
            Decision decision = decisions.get(i);
            codes[i] = decision.domain()
                    .values()
                    .indexOf(choices.get(decision.label()).orElseThrow());
        }
        return codes;
    }
}
