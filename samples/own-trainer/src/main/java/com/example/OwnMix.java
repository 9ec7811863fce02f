package com.example;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Activations;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.Tensors;
import io.lanista.djl.backend.Weights;
import io.lanista.djl.supernet.ChoiceSite;
import io.lanista.djl.supernet.MixedBlock;
import io.lanista.djl.supernet.MixedPass;
import io.lanista.djl.supernet.SoftmaxMix;
import java.util.List;
import java.util.stream.IntStream;

/** Stands in the place of a choice: the mean of all candidates' outputs, weighted by a softmax over its own alphas. */
final class OwnMix implements MixedBlock {
    private final ChoiceSite site;
    private final int alphas;

    OwnMix(ChoiceSite site) {
        this.site = site;
        this.alphas = site.alpha("alphas", Initial.normal(0, 1e-3), site.branches().size());
    }

    @Override
    public NDArray forward(List<NDArray> inputs, MixedPass pass) {
        NDArray softmax = Activations.softmax(pass.architecture().get(alphas), 0);
        List<NDArray> weights = Tensors.split(softmax, 0, IntStream.range(0, site.branches().size()).mapToLong(i -> 1).toArray());
        return Tensors.sum(IntStream.range(0, weights.size())
                .mapToObj(i -> Tensors.multiply(site.branches().get(i).apply(inputs, pass), weights.get(i)))
                .toList());
    }

    @Override
    public double[] probabilities(Weights architecture) {
        return SoftmaxMix.softmax(architecture.get(alphas).toFloatArray());
    }
}
