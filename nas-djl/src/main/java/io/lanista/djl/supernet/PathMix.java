package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.Scalars;
import java.util.List;

/**
 * One candidate of a choice at a time, the others not computed: single paths through a supernet (Guo et al., "Single Path One-Shot
 * Neural Architecture Search with Uniform Sampling", ECCV 2020, section 3.2). Which one says {@link Supernet#oneHot}; its
 * architecture parameters are never trained. Before one is chosen, all candidates count alike in the {@linkplain
 * Supernet#probabilities probabilities}, and the first one is computed. Serves any choice.
 */
public final class PathMix implements MixedBlock {
    private final ChoiceSite site;
    private final AlphaSlot alpha;

    /** A mix at this place. */
    public PathMix(ChoiceSite site) {
        this.site = site;
        this.alpha = site.alpha("path", Initial.zeros(), site.branches().size());
    }

    @Override
    public NDArray forward(List<NDArray> inputs, MixedPass pass) {
        float[] path = path(pass);
        int chosen = 0;
        for (int i = 1; i < path.length; i++) {
            chosen = path[i] > path[chosen] ? i : chosen;
        }
        NDArray output = site.branches().get(chosen).apply(inputs, pass);
        return isLeftOut(pass) ? Scalars.times(output, 0) : output;
    }

    private float[] path(MixedPass pass) {
        return pass.once(List.of("path", site.label()), () -> pass.alphas().values(alpha));
    }

    @Override
    public boolean isLeftOut(MixedPass pass) {
        for (float value : path(pass)) {
            if (value == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public double[] probabilities(Alphas alphas) {
        return SoftmaxMix.softmax(alphas.values(alpha));
    }

    @Override
    public void choose(int candidate, AlphaValues values) {
        values.choose(alpha, candidate);
    }

    @Override
    public void leaveOut(AlphaValues values) {
        for (int i = 0; i < site.branches().size(); i++) {
            values.exclude(alpha, i);
        }
    }
}
