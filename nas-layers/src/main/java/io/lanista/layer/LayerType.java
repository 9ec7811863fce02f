package io.lanista.layer;

import io.lanista.api.model.Graph;
import io.lanista.api.model.InvalidArchitectureException;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a kind of layer takes and makes. Stateless and safe for use by several threads; every method is a pure function.
 *
 * <p>Wherever a method takes a layer, it is concrete, was checked against {@link #attributes()}, and has a value for each of
 * them, since the {@link LayerCatalogue} has filled in the defaults. Shapes are those of one example, without the batch
 * axis. The number of inputs has been checked too.
 */
@ConsumerType
public interface LayerType {
    /** The name by which layers ask for it, such as {@code conv2d}. */
    String name();

    /**
     * The shape that comes out.
     *
     * @throws InvalidArchitectureException if the inputs don't fit; the message is a sentence that shows the shape that
     *     was needed and the one that came, and the caller adds the place
     */
    Shape infer(Layer layer, List<Shape> inputs);

    /** The attributes that it takes, in the order in which help shows them. */
    default List<Attribute> attributes() {
        return List.of();
    }

    /** How many inputs it needs at least. */
    default int minInputs() {
        return 1;
    }

    /** How many inputs it takes at most. */
    default int maxInputs() {
        return 1;
    }

    /**
     * The layer with values for those attributes whose default depends on the shapes, such as {@code out_channels}. All
     * others are filled in already.
     *
     * @throws InvalidArchitectureException if it doesn't follow from the inputs
     */
    default Layer complete(Layer layer, List<Shape> inputs) {
        return layer;
    }

    /** How many trainable numbers it has; running statistics are not among them. */
    default long parameters(Layer layer, List<Shape> inputs) {
        return 0;
    }

    /** Multiply-accumulates for one example, see {@link FlopCounting#MULTIPLY_ADDS}. */
    default long flops(Layer layer, List<Shape> inputs) {
        return 0;
    }

    /** What {@link FlopCounting#WITH_ELEMENTWISE} counts beside {@link #flops}, for one example. */
    default long elementwise(Layer layer, List<Shape> inputs) {
        return 0;
    }

    /** Whether the order of the inputs doesn't matter. */
    default boolean isCommutative() {
        return false;
    }

    /**
     * When the result is zero, whatever the weights are. Normalisations count as {@link ZeroRule#IF_ALL_INPUTS_ARE}, as in
     * NAS-Bench-201: the shift that they learn starts at zero, and a constant carries nothing of the image.
     */
    default ZeroRule zeros(Layer layer) {
        return ZeroRule.NEVER;
    }

    /** Whether the result is the sum of the inputs. */
    default boolean isSum() {
        return false;
    }

    /** Whether, on these inputs, the result is the first input as it is. */
    default boolean isIdentity(Layer layer, List<Shape> inputs) {
        return false;
    }

    /**
     * Whether, on these inputs, it is a skip connection: it hands its input on as it is, or only makes it smaller. Searches in
     * a supernet that choose little else count as collapsed.
     */
    default boolean isSkip(Layer layer, List<Shape> inputs) {
        return isIdentity(layer, inputs);
    }

    /**
     * Whether it has one input and no weights, draws nothing at random, and makes each channel of its result from the same
     * channel of its input, in the same way for all channels. Such a layer may be applied once to the channels of several
     * images side by side.
     */
    default boolean isChannelwise(Layer layer) {
        return false;
    }

    /** Whether it normalises, so that its weights only scale and shift; it doesn't count for a model's depth. */
    default boolean isNormalization() {
        return false;
    }

    /**
     * The layer with normalisations by the batch that learn neither scales nor shifts; the layer as it is, if it has no such
     * normalisations.
     *
     * @param layer as its space has it: attributes that are left at their default have no value
     */
    default Layer withoutNormScales(Layer layer) {
        return layer;
    }

    /**
     * How many examples a batch must have while the layer trains: 2 where each value is normalised by those at the same place
     * in the other examples, otherwise 1.
     */
    default int leastBatch(Layer layer, List<Shape> inputs) {
        return 1;
    }

    /**
     * The same computation as a graph of simpler layers, one graph input for each input of the layer, if this type is
     * defined like that. Whoever builds the layer may then build that graph instead.
     */
    default Optional<Graph> expansion(Layer layer, List<Shape> inputs) {
        return Optional.empty();
    }

    /** What it computes, in a sentence or two. */
    default String description() {
        return "";
    }
}
