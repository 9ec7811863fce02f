package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.api.model.Shape;
import io.lanista.api.space.Choices;
import io.lanista.djl.block.Fragment;
import java.util.List;

/** An operation in which nothing is to be decided. */
record FragmentPart(String path, Fragment fragment, Meaning meaning) implements Part {
    @Override
    public Shape output() {
        return fragment.output();
    }

    @Override
    public boolean isZero() {
        return meaning.isZero();
    }

    @Override
    public boolean isSkip() {
        return meaning.isSkip();
    }

    @Override
    public boolean hasWeights() {
        return fragment.parameters() > 0;
    }

    @Override
    public NDArray apply(List<NDArray> inputs, MixedPass pass) {
        return fragment.forward(inputs, pass.pass());
    }

    @Override
    public ExpectedCost cost(Cost cost, MixedPass pass) {
        return ExpectedCost.of(fragment.uses().stream().mapToDouble(cost::of).sum());
    }

    @Override
    public void trace(Choices choices, String frozen, Origins paths) {
        paths.put(frozen, path);
    }
}
