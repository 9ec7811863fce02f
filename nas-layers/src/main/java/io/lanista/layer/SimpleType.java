package io.lanista.layer;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A layer type put together from functions. Built once, then never changed. */
final class SimpleType implements LayerType {
    /** A function of a complete layer and its inputs' shapes. */
    @FunctionalInterface
    interface Rule<T> {
        T apply(Layer layer, List<Shape> inputs);
    }

    private final String name;
    private final String description;
    private final List<Attribute> attributes = new ArrayList<>();
    private int maxInputs = 1;
    private boolean commutative;
    private boolean sum;
    private boolean channelwise;
    private boolean normalization;
    private Function<Layer, ZeroRule> zeros = layer -> ZeroRule.NEVER;
    private UnaryOperator<Layer> withoutNormScales = layer -> layer;
    private Rule<Integer> leastBatch = (layer, inputs) -> 1;
    private Rule<Boolean> identity = (layer, inputs) -> false;
    private Rule<Layer> complete = (layer, inputs) -> layer;
    private Rule<Shape> infer = (layer, inputs) -> inputs.get(0);
    private Rule<Long> parameters = (layer, inputs) -> 0L;
    private Rule<Long> flops = (layer, inputs) -> 0L;
    private Rule<Long> elementwise = (layer, inputs) -> 0L;

    SimpleType(String name, String description) {
        this.name = name;
        this.description = description;
    }

    SimpleType takes(Attribute... taken) {
        attributes.addAll(List.of(taken));
        return this;
    }

    SimpleType anyNumberOfInputs() {
        maxInputs = Integer.MAX_VALUE;
        return this;
    }

    SimpleType upToInputs(int count) {
        maxInputs = count;
        return this;
    }

    SimpleType commutative() {
        commutative = true;
        return this;
    }

    SimpleType sum() {
        sum = true;
        return this;
    }

    SimpleType channelwise() {
        channelwise = true;
        return this;
    }

    SimpleType normalization() {
        normalization = true;
        return this;
    }

    SimpleType zero(ZeroRule rule) {
        zeros = layer -> rule;
        return this;
    }

    SimpleType zeroIfAllInputsAre(Predicate<Layer> condition) {
        zeros = layer -> condition.test(layer) ? ZeroRule.IF_ALL_INPUTS_ARE : ZeroRule.NEVER;
        return this;
    }

    SimpleType withoutNormScales(UnaryOperator<Layer> change) {
        withoutNormScales = change;
        return this;
    }

    SimpleType leastBatch(Rule<Integer> rule) {
        leastBatch = rule;
        return this;
    }

    SimpleType identityIf(Rule<Boolean> condition) {
        identity = condition;
        return this;
    }

    SimpleType completes(Rule<Layer> rule) {
        complete = rule;
        return this;
    }

    SimpleType infers(Rule<Shape> rule) {
        infer = rule;
        return this;
    }

    SimpleType has(Rule<Long> rule) {
        parameters = rule;
        return this;
    }

    SimpleType costs(Rule<Long> rule) {
        flops = rule;
        return this;
    }

    SimpleType costsElementwise(Rule<Long> rule) {
        elementwise = rule;
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<Attribute> attributes() {
        return Collections.unmodifiableList(attributes);
    }

    @Override
    public int maxInputs() {
        return maxInputs;
    }

    @Override
    public Layer complete(Layer layer, List<Shape> inputs) {
        return complete.apply(layer, inputs);
    }

    @Override
    public Shape infer(Layer layer, List<Shape> inputs) {
        return infer.apply(layer, inputs);
    }

    @Override
    public long parameters(Layer layer, List<Shape> inputs) {
        return parameters.apply(layer, inputs);
    }

    @Override
    public long flops(Layer layer, List<Shape> inputs) {
        return flops.apply(layer, inputs);
    }

    @Override
    public long elementwise(Layer layer, List<Shape> inputs) {
        return elementwise.apply(layer, inputs);
    }

    @Override
    public boolean isCommutative() {
        return commutative;
    }

    @Override
    public boolean isSum() {
        return sum;
    }

    @Override
    public boolean isChannelwise(Layer layer) {
        return channelwise;
    }

    @Override
    public boolean isNormalization() {
        return normalization;
    }

    @Override
    public ZeroRule zeros(Layer layer) {
        return zeros.apply(layer);
    }

    @Override
    public Layer withoutNormScales(Layer layer) {
        return withoutNormScales.apply(layer);
    }

    @Override
    public int leastBatch(Layer layer, List<Shape> inputs) {
        return leastBatch.apply(layer, inputs);
    }

    @Override
    public boolean isIdentity(Layer layer, List<Shape> inputs) {
        return identity.apply(layer, inputs);
    }
}
