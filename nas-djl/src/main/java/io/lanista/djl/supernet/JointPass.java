package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.block.Pass;
import java.util.List;

/**
 * One pass of a batch through a {@link JointChoices}.
 *
 * @param pass weights, mode and generator
 * @param scales for each candidate, its weight in each choice, repeated for each channel: {@code (choices · channels)}
 * @param choices how many
 */
record JointPass(Pass pass, List<NDArray> scales, int choices) {
    NDArray scale(int candidate) {
        return scales.get(candidate);
    }
}
