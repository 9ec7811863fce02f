package io.lanista.djl.supernet;

import ai.djl.ndarray.NDManager;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.block.BlockCatalogue;
import java.util.random.RandomGenerator;

/** Builds a {@link Supernet}. */
public final class SupernetBuilder {
    private final SearchSpace space;
    private final BlockCatalogue blocks;
    private MixedBlockFactory layerChoices = SoftmaxMix::new;
    private MixedBlockFactory inputChoices = SoftmaxMix::new;
    private boolean scales = true;
    private boolean compiled = true;
    private boolean paths;
    private int parts = 1;

    SupernetBuilder(SearchSpace space, BlockCatalogue blocks) {
        this.space = space;
        this.blocks = blocks;
    }

    /**
     * What stands in the place of every choice of a layer, and of every edge of a cell. Choices that are nested in a
     * candidate are replaced before the choice around them; no block is replaced again.
     */
    public SupernetBuilder replaceLayerChoice(MixedBlockFactory factory) {
        layerChoices = factory;
        return this;
    }

    /**
     * What stands in the place of every choice of inputs, and of every choice of a depth (whose candidates are the outputs
     * of the depths).
     */
    public SupernetBuilder replaceInputChoice(MixedBlockFactory factory) {
        inputChoices = factory;
        return this;
    }

    /**
     * Leaves out the scales and shifts of batch normalisations in candidates and in cells, as the papers' programs do while
     * they search: a candidate that may scale itself makes its weight in the mixture mean nothing. Exported networks have
     * them, and begin with ones and zeros.
     */
    public SupernetBuilder withoutNormScales() {
        scales = false;
        return this;
    }

    /**
     * Computes every choice by itself, with its mixed block. Otherwise, choices of one list of candidates that read one tensor,
     * as in the cells of DARTS and NAS-Bench-201, are computed together where that is possible, which takes less time and
     * memory and gives the same results up to rounding.
     */
    public SupernetBuilder generic() {
        compiled = false;
        return this;
    }

    /**
     * Computes single architectures only, see {@link Supernet#path}: there is nothing in the place of the choices and there are no
     * architecture parameters. Such a supernet holds choices of values, too: weights as large as any architecture has them, of which each
     * one takes its slice. Settings of the model, such as a learning rate, mean nothing in it.
     */
    public SupernetBuilder paths() {
        paths = true;
        return this;
    }

    /**
     * Lets the candidates of every choice of a layer, and of every edge of a cell, work on the first of so many equal parts of
     * their input's channels (Xu et al., "PC-DARTS", ICLR 2020, section 3.1). The mixed blocks get the whole input, and must make
     * a whole output: {@link ChoiceSite#parts}. Such a supernet has no weights that a network could inherit.
     *
     * @param parts 1 for all channels
     */
    public SupernetBuilder partialChannels(int parts) {
        if (parts < 1) {
            throw new IllegalArgumentException("The number of parts (" + parts + ") must be at least 1.");
        }
        this.parts = parts;
        return this;
    }

    /**
     * Makes the supernet with initial weights; they are drawn before the architecture parameters.
     *
     * @param manager owns the tensors
     * @throws OptionException if the space has a decision that a supernet can't hold; the message names it
     */
    public Supernet allocate(NDManager manager, RandomGenerator random) {
        if (!space.furtherMutators().isEmpty()) {
            throw Refusal.of(
                    "The mutator (%s) rewrites the model, so the space has no single supernet.",
                    space.furtherMutators().get(0).label());
        }
        SupernetPlanner planner = paths
                ? SupernetPlanner.ofPaths(blocks, scales)
                : new SupernetPlanner(blocks, layerChoices, inputChoices, scales, compiled, parts);
        Part part = planner.plan(space.base());
        return new Supernet(space, blocks, part, planner, manager, random);
    }
}
