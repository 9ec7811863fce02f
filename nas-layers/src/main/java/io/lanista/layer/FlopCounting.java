package io.lanista.layer;

/** What counts as a floating-point operation. Papers differ, so the counting has to be named along with a number. */
public enum FlopCounting {
    /**
     * Multiply-accumulates of convolutions, linear layers, attention and recurrent layers, one for each pair of a
     * multiplication and an addition; biases, normalisation, activations, pooling and sums are free. This is how MobileNet,
     * ShuffleNet and DARTS report "FLOPs", "MAdds" or "multiply-adds".
     */
    MULTIPLY_ADDS,

    /**
     * Multiply-accumulates, and one for each value that an activation makes, two for each value of an affine normalisation
     * (one without scale and shift), and one for each place of each pooling window. Sums of tensors are free. This is how
     * the NAS-Bench-201 table counts (Dong and Yang, 2020).
     */
    WITH_ELEMENTWISE
}
