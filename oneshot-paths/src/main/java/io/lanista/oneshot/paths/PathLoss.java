package io.lanista.oneshot.paths;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Activations;
import io.lanista.djl.backend.Autograd;
import io.lanista.djl.backend.Losses;
import io.lanista.djl.train.Batch;
import io.lanista.djl.train.ClassificationProblem;
import io.lanista.djl.train.TrainingSetup;

/** What a path of a batch learns from. */
interface PathLoss {
    /** From what is wanted. */
    PathLoss WANTED = (outputs, first, batch) -> batch.loss(outputs);

    /**
     * The loss, one recorded number.
     *
     * @param outputs of the path
     * @param first the outputs of the batch's first path, which may be the same
     */
    NDArray of(NDArray outputs, NDArray first, Batch batch);

    /**
     * Of all paths but the first from what the first one says, where that is the probabilities of classes (Yu et al. 2020, section 3.1);
     * other problems' paths all learn from what is wanted. Only losses of the latter kind are reported.
     */
    static PathLoss distilled(TrainingSetup setup) {
        if (!(setup.problem() instanceof ClassificationProblem)) {
            return WANTED;
        }
        return (outputs, first, batch) -> outputs == first
                ? batch.loss(outputs)
                : Losses.softCrossEntropy(outputs, Activations.softmax(Autograd.detach(first), 1));
    }
}
