package io.lanista.djl.frozen;

import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes the steps of a network as a program for the engine. Convolutions and dense layers are those of XNNPACK, which has weights in its
 * own order, and ends with a clamp. Steps overwrite what no later one reads. Used for one network.
 */
final class ProgramWriter {
    private final List<FrozenStep> steps;
    private final List<Shape> shapes;
    private final int result;
    private final StringBuilder pack = new StringBuilder();
    private final StringBuilder run = new StringBuilder();
    private final List<String> types = new ArrayList<>();
    private final List<float[]> weights = new ArrayList<>();

    /** Tensors whose memory no other one shares. */
    private final Set<Integer> owners = new HashSet<>();

    private int count;
    private int now;

    ProgramWriter(List<FrozenStep> steps, List<Shape> shapes, int result) {
        this.steps = steps;
        this.shapes = shapes;
        this.result = result;
    }

    Script script(NDManager manager) {
        Shape input = shapes.get(0);
        if (input.rank() > 1) {
            alias(0, 0, channelsLast(input));
        }
        for (FrozenStep step : steps) {
            step.write(this);
            now++;
        }
        constant(new float[1], 1); // So that something is packed in any case.
        String type = "Tuple[" + String.join(", ", types) + "]";
        StringBuilder packed = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            packed.append('p').append(i).append(", ");
        }
        String functions = String.format(
                Locale.ROOT,
                "  def pack(self: __torch__.%1$s, w: Tensor) -> %2$s:%n%3$s    return (%4$s)%n"
                        + "  def run(self: __torch__.%1$s, v0: Tensor, p: %2$s) -> Tensor:%n    %4$s= p%n%5$s    return v%6$d%n",
                Script.NAME,
                type,
                pack,
                packed,
                run,
                result);
        return new Script(manager, functions, all());
    }

    /** XNNPACK hands the order in memory on, but that of images of one channel isn't told from the other one unless it is laid down. */
    private static String channelsLast(Shape image) {
        String pixels = call("permute", "v0", "[0, 2, 3, 1]");
        String sizes = String.format(Locale.ROOT, "[-1, %d, %d, %d]", image.get(1), image.get(2), image.get(0));
        return call("permute", call("reshape", call("reshape", pixels, "[-1]"), sizes), "[0, 3, 1, 2]");
    }

    private float[] all() {
        float[] all = new float[count];
        int at = 0;
        for (float[] some : weights) {
            System.arraycopy(some, 0, all, at, some.length);
            at += some.length;
        }
        return all;
    }

    Shape shape(int tensor) {
        return shapes.get(tensor);
    }

    /** Makes a tensor. */
    void add(int to, String expression) {
        owners.add(to);
        assign(to, expression);
    }

    /** Makes a tensor that may share another one's memory, so that none of the two may be written over. */
    void alias(int to, int from, String expression) {
        owners.remove(from);
        assign(to, expression);
    }

    private void assign(int to, String expression) {
        run.append(String.format(Locale.ROOT, "    v%d = %s%n", to, expression));
    }

    /** Applies a function to a tensor that the current step made. */
    void activate(int to, Activation activation) {
        if (activation != Activation.NONE) {
            add(to, call(activation.function() + "_", "v" + to));
        }
    }

    /** Whether the current step may write over one of the tensors that it reads. */
    boolean isLast(int tensor) {
        return tensor != result
                && owners.contains(tensor)
                && Collections.frequency(steps.get(now).reads(), tensor) == 1
                && steps.stream().skip(now + 1L).noneMatch(step -> step.reads().contains(tensor));
    }

    /** What is known beforehand: the name of a tensor. */
    String constant(float[] values, int... shape) {
        return packed("Tensor", weights(values, shape));
    }

    /** What XNNPACK prepares: the name of weights with their biases, strides, and limits of what comes out. */
    String prepared(String kind, Activation activation, String... parts) {
        String limits =
                activation == Activation.RELU ? "0., None" : activation == Activation.RELU6 ? "0., 6." : "None, None";
        return packed(
                "__torch__.torch.classes.xnnpack." + (kind.equals("conv2d") ? "Conv2d" : "Linear") + "OpContext",
                "ops.prepacked." + kind + "_clamp_prepack(" + String.join(", ", parts) + ", " + limits + ")");
    }

    private String packed(String type, String expression) {
        pack.append(String.format(Locale.ROOT, "    p%d = %s%n", types.size(), expression));
        types.add(type);
        return "p" + (types.size() - 1);
    }

    /** Numbers, where programs prepare what they know. */
    String weights(float[] values, int... shape) {
        weights.add(values);
        count += values.length;
        return call("reshape", call("slice", "w", "0", count - values.length + ", " + count), list(shape));
    }

    static String call(String function, String... arguments) {
        return "torch." + function + "(" + String.join(", ", arguments) + ")";
    }

    static String list(int... numbers) {
        return Arrays.toString(numbers);
    }
}
