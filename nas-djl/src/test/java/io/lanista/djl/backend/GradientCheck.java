package io.lanista.djl.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Compares gradients with central differences. */
final class GradientCheck {
    /** Under test: from tensors of the given shapes to a tensor. */
    interface Operation {
        NDArray apply(Constants constants, List<NDArray> inputs);
    }

    private static final float STEP = 4e-3f;
    private static final double TOLERANCE = 2e-3;

    private final Operation operation;
    private final Shape[] shapes;
    private final Random random = new Random(11);

    GradientCheck(Operation operation, Shape... shapes) {
        this.operation = operation;
        this.shapes = shapes;
    }

    void run() {
        try (NDManager manager = Backend.start().newManager()) {
            Constants constants = new Constants(manager);
            List<float[]> inputs = new ArrayList<>();
            for (Shape shape : shapes) {
                inputs.add(distinct(Math.toIntExact(shape.size())));
            }
            float[] direction = distinct(outputs(manager, constants, inputs).length);
            List<float[]> gradients = gradients(manager, constants, inputs, direction);
            for (int i = 0; i < shapes.length; i++) {
                // Rounding errors come from the largest terms of the sums, so they are measured against those.
                double scale = largest(gradients.get(i));
                assertThat(scale).as("gradient of input %d", i).isGreaterThan(1e-3);
                for (int k = 0; k < inputs.get(i).length; k++) {
                    assertThat((double) gradients.get(i)[k])
                            .as("input %d, element %d", i, k)
                            .isCloseTo(
                                    difference(manager, constants, inputs, direction, i, k),
                                    within(TOLERANCE * (1 + scale)));
                }
            }
        }
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Numbers in (−4, 4) in random order, further apart (and further from 0 and ±3) than the difference step. */
    private float[] distinct(int count) {
        List<Float> values = new ArrayList<>();
        double gap = 7.6 / count;
        for (int i = 0; i < count; i++) {
            values.add((float) (-3.8 + gap * (i + 0.37)));
        }
        Collections.shuffle(values, random);
        float[] array = new float[count];
        for (int i = 0; i < count; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    private List<float[]> gradients(NDManager manager, Constants constants, List<float[]> inputs, float[] direction) {
        try (Step step = Step.training()) {
            List<NDArray> leaves = upload(manager, inputs);
            leaves.forEach(leaf -> Autograd.track(leaf, true));
            NDArray output = operation.apply(constants, leaves);
            NDArray weights = Tensors.of(manager, direction, output.getShape().getShape());
            step.backward(Tensors.multiply(output, weights).sum());
            List<float[]> gradients = new ArrayList<>();
            leaves.forEach(leaf -> gradients.add(Autograd.gradientValues(leaf)));
            return gradients;
        }
    }

    private double difference(
            NDManager manager, Constants constants, List<float[]> inputs, float[] direction, int input, int element) {
        float[] values = inputs.get(input);
        float before = values[element];
        float high = before + STEP;
        float low = before - STEP;
        values[element] = high;
        double above = dot(outputs(manager, constants, inputs), direction);
        values[element] = low;
        double below = dot(outputs(manager, constants, inputs), direction);
        values[element] = before;
        return (above - below) / ((double) high - low);
    }

    private float[] outputs(NDManager manager, Constants constants, List<float[]> inputs) {
        try (Step step = Step.evaluating()) {
            return operation.apply(constants, upload(manager, inputs)).toFloatArray();
        }
    }

    private List<NDArray> upload(NDManager manager, List<float[]> inputs) {
        List<NDArray> tensors = new ArrayList<>();
        for (int i = 0; i < shapes.length; i++) {
            tensors.add(Tensors.of(manager, inputs.get(i), shapes[i].getShape()));
        }
        return tensors;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
