package io.lanista.djl.block;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One pass of batches through several networks at once.
 *
 * @param all the parameters of all
 * @param randoms for masks, one for each network; none if nothing is drawn
 */
record FusedPass(Pass all, List<? extends RandomGenerator> randoms) {
    int members() {
        return all.weights().layout().members();
    }

    /** A pass through one of them. */
    Pass of(int member) {
        RandomGenerator random = randoms.isEmpty() ? NoRandomness.INSTANCE : randoms.get(member);
        return new Pass(all.weights().of(member), all.buffers().of(member), all.constants(), all.training(), random);
    }
}
