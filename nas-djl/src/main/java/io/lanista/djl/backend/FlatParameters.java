package io.lanista.djl.backend;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All parameters of a network in one flat tensor.
 *
 * <p>So an optimiser takes a handful of operations on one tensor, however many layers there are, and the gradient arrives
 * as one flat tensor, too: {@link #record()} splits the flat tensor inside the recorded graph, and the backward pass joins
 * the pieces' gradients (zeros for parameters that took no part).
 *
 * <p>Parameters that are frozen together (weights and architecture parameters, say) belong in one object each: a set that
 * is only {@linkplain #view() viewed} costs no gradient. Running statistics are no parameters; keep them in a second
 * object that is only viewed.
 *
 * <p>Belongs to the trial whose manager it was made with: one thread at a time, closed with that manager.
 */
public final class FlatParameters {
    private final ParameterLayout layout;
    private final PtNDArray values;
    private final long[] sizes;
    private final Weights view;
    private @Nullable PtNDArray leaf;
    private @Nullable NDArray owners;

    private FlatParameters(ParameterLayout layout, PtNDArray values) {
        this.layout = layout;
        this.values = values;
        this.sizes = layout.pieces().stream()
                .mapToLong(piece -> layout.joinedShape(piece).size())
                .toArray();
        try (GradMode off = GradMode.off()) {
            NDList pieces = split(values);
            pieces.forEach(Pt::keep);
            this.view = new Weights(layout, pieces, true);
        }
    }

    /**
     * Makes the parameters with their initial values.
     *
     * @param manager the trial's manager, which owns them
     * @param layout names, shapes and initial values
     * @param random the trial's generator; parameters draw from it in the order of their slots
     */
    public static FlatParameters create(NDManager manager, ParameterLayout layout, RandomGenerator random) {
        return create(manager, layout, List.of(random));
    }

    /**
     * The same for several networks: each gets the values that it would have alone.
     *
     * @param layout made by {@link ParameterLayout#together}
     * @param randoms the generator of each
     */
    public static FlatParameters create(
            NDManager manager, ParameterLayout layout, List<? extends RandomGenerator> randoms) {
        float[] initial = new float[Math.toIntExact(layout.count())];
        for (int member = 0; member < randoms.size(); member++) {
            for (int slot = member; slot < layout.size(); slot += randoms.size()) {
                ParameterLayout.Entry entry = layout.entries().get(slot);
                entry.initial.fill(initial, layout.offset(slot), end(layout, slot), randoms.get(member));
            }
        }
        PtNDArray values = Pt.of(manager.create(new Shape(layout.count()), DataType.FLOAT32));
        Pt.set(Pt.keep(values), initial);
        return new FlatParameters(layout, values);
    }

    /** The names and shapes. */
    public ParameterLayout layout() {
        return layout;
    }

    /** The flat tensor of all values, shape {@code (count)}, not recorded. Changing it in place changes the parameters. */
    public NDArray values() {
        return values;
    }

    /**
     * The parameters as recorded tensors, for one forward and backward pass. Call it inside a {@link Step#training()}, once
     * for each pass; the gradient starts from nothing.
     *
     * @throws IllegalStateException if the thread doesn't record
     */
    public Weights record() {
        return record(DataType.FLOAT32);
    }

    /** The same in double precision, and so is the gradient: where numbers become larger than a float holds. */
    public Weights recordDoubles() {
        return record(DataType.FLOAT64);
    }

    private Weights record(DataType type) {
        if (!GradMode.isOn()) {
            throw new IllegalStateException(
                    "Nothing is recorded on this thread. Maybe open a Step.training() first, or use view().");
        }
        PtNDArray fresh = JniUtils.detachGradient(values.toType(type, false));
        JniUtils.attachGradient(fresh, true);
        leaf = fresh;
        return new Weights(layout, split(fresh), false);
    }

    /** The parameters as constants: no gradient flows into them. Always the current values; made once. */
    public Weights view() {
        return view;
    }

    /**
     * The gradient of the last {@link #record()}, flat, shape {@code (count)}: a new handle, which the step closes.
     *
     * @throws IllegalStateException outside the step of the last {@code record()}, or if no backward pass has reached it
     */
    public NDArray gradient() {
        PtNDArray recorded = leaf;
        if (recorded == null || recorded.isReleased()) {
            throw new IllegalStateException("There is no gradient: these parameters weren't recorded in this step."
                    + " Maybe call record() and backward() in the same step first.");
        }
        PtNDArray gradient = JniUtils.getGradient(recorded);
        if (gradient == null) {
            throw new IllegalStateException("There is no gradient: no backward pass has reached these parameters."
                    + " Maybe the loss doesn't depend on them, or backward() comes later.");
        }
        return gradient;
    }

    /** All values, each parameter at its {@linkplain ParameterLayout#offset offset}. */
    public float[] toArray() {
        float[] copy = new float[Math.toIntExact(layout.count())];
        if (copy.length > 0) {
            values.toByteBuffer(true).asFloatBuffer().get(copy);
        }
        return copy;
    }

    /**
     * Sets all values, in the order of {@link #toArray()}.
     *
     * @throws IllegalArgumentException if there are too many or too few
     */
    public void set(float[] all) {
        if (all.length != layout.count()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "These parameters have (%d) elements, but (%d) were given.",
                    layout.count(),
                    all.length));
        }
        Pt.set(values, all);
    }

    /** A copy of the parameters of one of the networks that these are of, by the names that they would have alone. */
    public NamedArrays save(int member) {
        return named("", toArray(), member);
    }

    /**
     * Sets the parameters of one of the networks that these are of. Other arrays are ignored.
     *
     * @throws IllegalArgumentException if one is missing or has another shape; then nothing is changed
     */
    public void load(int member, NamedArrays arrays) {
        set(flat("", arrays, member, toArray()));
    }

    /** One number of each network for each of its parameters' elements, as these lie: {@code (count)}. */
    NDArray spread(double... perMember) {
        float[] numbers = new float[perMember.length];
        for (int member = 0; member < numbers.length; member++) {
            numbers[member] = (float) perMember[member];
        }
        NDArray table = Tensors.of(manager(), numbers, numbers.length, 1);
        NDArray places = owners;
        if (places == null) {
            places = Pt.keep(Tensors.of(manager(), owners(), layout.count()));
            owners = places;
        }
        return Tensors.reshape(Layers.embedding(places, table), layout.count());
    }

    /** The number of the network that each element belongs to. */
    long[] owners() {
        long[] owner = new long[Math.toIntExact(layout.count())];
        for (int slot = 0; slot < layout.size(); slot++) {
            Arrays.fill(owner, layout.offset(slot), end(layout, slot), slot % layout.members());
        }
        return owner;
    }

    /** A copy of all parameters, by name. */
    public NamedArrays save() {
        return named("", toArray());
    }

    /**
     * Sets all parameters by name. Other arrays are ignored.
     *
     * @throws IllegalArgumentException if one is missing or has another shape; then nothing is changed
     */
    public void load(NamedArrays arrays) {
        set(flat("", arrays));
    }

    /** One number for each element, such as an optimiser's state, by the parameters' names, each with a prefix. */
    NamedArrays named(String prefix, float[] all) {
        NamedArrays.Builder arrays = NamedArrays.builder();
        for (int slot = 0; slot < layout.size(); slot++) {
            float[] own = Arrays.copyOfRange(all, layout.offset(slot), end(layout, slot));
            arrays.add(prefix + layout.name(slot), own, layout.shape(slot).getShape());
        }
        return arrays.build();
    }

    /** The same of one network, by the names that it would have alone. */
    NamedArrays named(String prefix, float[] all, int member) {
        NamedArrays.Builder arrays = NamedArrays.builder();
        for (int slot = member; slot < layout.size(); slot += layout.members()) {
            float[] own = Arrays.copyOfRange(all, layout.offset(slot), end(layout, slot));
            arrays.add(prefix + alone(slot), own, layout.shape(slot).getShape());
        }
        return arrays.build();
    }

    /** The inverse of {@link #named(String, float[], int)}: changes that network's numbers in a copy of all. */
    float[] flat(String prefix, NamedArrays arrays, int member, float... all) {
        float[] changed = all.clone();
        for (int slot = member; slot < layout.size(); slot += layout.members()) {
            float[] own = arrays.values(prefix + alone(slot), layout.shape(slot).getShape());
            System.arraycopy(own, 0, changed, layout.offset(slot), own.length);
        }
        return changed;
    }

    /** A parameter's name without the number of its network. */
    private String alone(int slot) {
        String name = layout.name(slot);
        return name.substring(name.indexOf('/') + 1);
    }

    /** The inverse of {@link #named}, also for parameters of the same names that lie in another order. */
    float[] flat(String prefix, NamedArrays arrays) {
        float[] all = new float[Math.toIntExact(layout.count())];
        for (int slot = 0; slot < layout.size(); slot++) {
            float[] own =
                    arrays.values(prefix + layout.name(slot), layout.shape(slot).getShape());
            System.arraycopy(own, 0, all, layout.offset(slot), own.length);
        }
        return all;
    }

    private static int end(ParameterLayout layout, int slot) {
        return layout.offset(slot) + (int) layout.shape(slot).size();
    }

    /** The trial's manager, which owns these parameters. */
    public NDManager manager() {
        return values.getManager();
    }

    private NDList split(PtNDArray flat) {
        if (sizes.length == 0) {
            return new NDList(List.of());
        }
        return JniUtils.split(flat, sizes, 0);
    }
}
