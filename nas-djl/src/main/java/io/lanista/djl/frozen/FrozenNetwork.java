package io.lanista.djl.frozen;

import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Shape;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.backend.Script;
import io.lanista.djl.block.NetworkPlan;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A network for use only: in plain loops, on one example at a time, or as a program of the engine. Safe for use by several threads, which
 * don't wait for each other: each computes in a place of its own, which is kept for the next example.
 *
 * <p>Normalisations behind convolutions and dense layers are folded into their weights, activations into what is before them. Sums are
 * taken in another order than by the tensor engine, so outputs differ from its in the last digits.
 */
public final class FrozenNetwork {
    private final List<FrozenStep> steps;
    private final List<Shape> shapes;
    private final int[] scratch;
    private final int result;
    private final int inputs;
    private final int outputs;
    private final ConcurrentLinkedQueue<Place> places = new ConcurrentLinkedQueue<>();

    /** Where one thread computes. */
    private record Place(float[][][] values, float[][] scratch) {}

    /**
     * @param shapes of the tensors, each an image or a vector; the input is tensor 0
     * @param scratch how many arrays the steps need for a moment, and how long
     * @param result the number of the output
     */
    FrozenNetwork(List<FrozenStep> steps, List<Shape> shapes, int[] scratch, int result) {
        this.steps = List.copyOf(steps);
        this.shapes = List.copyOf(shapes);
        this.scratch = scratch;
        this.result = result;
        this.inputs = Math.toIntExact(shapes.get(0).count());
        this.outputs = Math.toIntExact(shapes.get(result).count());
    }

    /**
     * Freezes a network.
     *
     * @param plan what is computed in which order
     * @param parameters the trained parameters, by name
     * @param buffers the running statistics, by name
     * @return empty if the network has a layer of a type that isn't known here, or several inputs
     */
    public static Optional<FrozenNetwork> of(NetworkPlan plan, NamedArrays parameters, NamedArrays buffers) {
        return new Freezer(plan, parameters, buffers).freeze();
    }

    /** How many numbers an example has. */
    public int inputs() {
        return inputs;
    }

    /** How many numbers come out for an example. */
    public int outputs() {
        return outputs;
    }

    /**
     * Computes the outputs for one example, as in use.
     *
     * @param examples standardised numbers, row-major
     * @param from where the example begins
     * @return the outputs, row-major
     */
    public float[] predict(float[] examples, int from) {
        Place place = places.poll();
        if (place == null) {
            place = place();
        }
        float[][][] values = place.values;
        int at = from;
        for (float[] plane : values[0]) {
            System.arraycopy(examples, at, plane, 0, plane.length);
            at += plane.length;
        }
        for (FrozenStep step : steps) {
            step.run(values, place.scratch);
        }
        float[] answer = new float[outputs];
        int to = 0;
        for (float[] plane : values[result]) {
            System.arraycopy(plane, 0, answer, to, plane.length);
            to += plane.length;
        }
        places.offer(place);
        return answer;
    }

    /**
     * The same as a program of the engine, which is quicker for all but small networks: one call for a batch, and folded weights in the order
     * that the engine's operations want.
     *
     * @param manager owns its memory; it is closed with the script
     * @throws ai.djl.engine.EngineException if the engine was built without XNNPACK
     */
    public Script script(NDManager manager) {
        return new ProgramWriter(steps, shapes, result).script(manager);
    }

    private Place place() {
        float[][][] values = new float[shapes.size()][][];
        for (int i = 0; i < values.length; i++) {
            int count = Math.toIntExact(shapes.get(i).count());
            int channels = shapes.get(i).rank() == 1
                    ? 1
                    : Math.toIntExact(shapes.get(i).get(0));
            values[i] = new float[channels][count / channels];
        }
        return new Place(values, new float[scratch[0]][scratch[1]]);
    }
}
