package io.lanista.layer;

/** When the result of a layer is zero, whatever its weights are. */
public enum ZeroRule {
    /** Whether the result is zero doesn't follow from zeros on the inputs. */
    NEVER,
    /** If all its inputs are zero, as with a convolution without bias. */
    IF_ALL_INPUTS_ARE,
    /** If one of its inputs is zero, as with a product. */
    IF_ANY_INPUT_IS,
    /** Always: no connection at all. */
    ALWAYS
}
