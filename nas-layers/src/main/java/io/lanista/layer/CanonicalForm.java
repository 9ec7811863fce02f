package io.lanista.layer;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A coarse hash of concrete models: equal for models that compute the same by construction, whatever their weights, as long
 * as these are moved along. It sees through
 *
 * <ul>
 *   <li>names, nesting, and layers that are written as a composite or as the graph that defines it,
 *   <li>attributes that are left at their default or spelled out,
 *   <li>nodes that don't lead to the output,
 *   <li>identities: a sum of one tensor, a dropout of rate 0, a flattening of what is flat,
 *   <li>zeros: a layer may make zeros of zeros (see {@link LayerType#zeros}), a sum doesn't need them, and a product with one is
 *       zero,
 *   <li>sums of sums, and the order of inputs where it doesn't matter.
 * </ul>
 *
 * <p>A tensor is identified by the tree of the layers that make it. A layer that two others read therefore counts as one layer for
 * each of them, with weights of its own: two equal layers on equal inputs and one layer read twice have one hash. This, and
 * zeros, are the conventions of NAS-Bench-201 (Dong and Yang, 2020, section 2; Ying et al., 2019, for the idea).
 *
 * <p>Equal in every JVM. Models with different hashes may still compute the same.
 */
public final class CanonicalForm {
    private CanonicalForm() {}

    /**
     * The coarse hash: 32 hexadecimal digits.
     *
     * @param model nothing in it is left to decide
     * @throws io.lanista.api.model.InvalidArchitectureException if shapes don't fit
     * @throws IllegalArgumentException if a layer's type or attributes are wrong, or something is left to decide
     */
    public static String hash(Model model, LayerCatalogue catalogue) {
        List<CanonicalTensor> inputs = new ArrayList<>();
        for (Shape shape : model.inputs().values()) {
            inputs.add(CanonicalTensor.of("input " + inputs.size() + " " + shape, shape));
        }
        StringBuilder text = new StringBuilder("model ").append(inputs.size()).append(' ');
        inputs.forEach(input -> text.append(input.shape()));
        text.append(new CanonicalGraph(catalogue).output(model.graph(), inputs).hash());
        model.settings()
                .forEach((name, value) -> text.append(' ')
                        .append(CanonicalTensor.digest(name))
                        .append(CanonicalTensor.digest(
                                setting(model, name, value.constant().orElse(null)))));
        return CanonicalTensor.digest(text.toString());
    }

    private static String setting(Model model, String name, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("The setting (" + name + ") of the model (" + model.name()
                    + ") is still to be decided. Maybe freeze the model first.");
        }
        return value.getClass().getSimpleName() + value;
    }
}
