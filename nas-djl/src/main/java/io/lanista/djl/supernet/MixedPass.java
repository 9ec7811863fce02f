package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Label;
import io.lanista.djl.block.Pass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One pass of a batch through a supernet. */
public final class MixedPass {
    private final Pass pass;
    private final Alphas alphas;
    private final Map<Object, Object> known = new HashMap<>();

    MixedPass(Pass pass, Alphas alphas) {
        this.pass = pass;
        this.alphas = alphas;
    }

    /** Weights, mode and generator. */
    public Pass pass() {
        return pass;
    }

    /** The architecture parameters, recorded or not. */
    public Alphas alphas() {
        return alphas;
    }

    /** The architecture parameter in a slot that {@link ChoiceSite#alpha} gave. */
    public NDArray alpha(AlphaSlot slot) {
        return alphas.get(slot);
    }

    /** The probability of each candidate of a decision, each of shape {@code (1)}. */
    static List<NDArray> singles(MixedBlock block, Label label, MixedPass pass) {
        return pass.once(List.of("probabilities", label), () -> SoftmaxMix.singles(block.relaxedProbabilities(pass)));
    }

    /**
     * Something that is worked out once in a pass, such as the candidates' weights: all places with one label then agree,
     * also if it is drawn at random.
     *
     * @param key whose it is: the label, usually
     */
    @SuppressWarnings("unchecked")
    public <T> T once(Object key, Supplier<T> compute) {
        Object earlier = known.get(key);
        if (earlier == null) {
            earlier = compute.get();
            known.put(key, earlier);
        }
        return (T) earlier;
    }
}
