package io.lanista.djl.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions that read places at whole strides only are computed without a stride, with the same results. */
class StridedConvolutionTest {
    @ParameterizedTest
    @CsvSource({"8, 5, 2, 4, 2", "7, 3, 2, 2, 2", "9, 3, 3, 3, 3", "6, 3, 2, 0, 2", "7, 3, 2, 1, 1"})
    void resultsAndGradientsAreTheEngines(int size, int kernel, int stride, int padding, int dilation) {
        Random random = new Random(1);
        try (NDManager manager = Backend.start().newManager()) {
            ParameterLayout.Builder layout = ParameterLayout.builder();
            layout.add("image", Initial.normal(0, 1), 2, 3, size, size);
            layout.add("weight", Initial.normal(0, 1), 3, 1, kernel, kernel);
            FlatParameters parameters = FlatParameters.create(manager, layout.build(), random);
            Shape strides = new Shape(stride, stride);
            List<float[]> own = both(
                    parameters,
                    weights -> Layers.conv2d(weights.get(0), weights.get(1), null, stride, padding, dilation, 3));
            List<float[]> engine = both(
                    parameters,
                    weights -> JniUtils.convolution(
                            Pt.of(weights.get(0)),
                            Pt.of(weights.get(1)),
                            null,
                            strides,
                            new Shape(padding, padding),
                            new Shape(dilation, dilation),
                            3));
            for (int i = 0; i < own.size(); i++) {
                assertThat(own.get(i)).containsExactly(engine.get(i), within(1e-4f));
            }
        }
    }

    /** Outputs and the gradient of their mean square. */
    private static List<float[]> both(FlatParameters parameters, Function<Weights, NDArray> convolution) {
        try (Step step = Step.training()) {
            NDArray outputs = convolution.apply(parameters.record());
            step.backward(Tensors.mean(Tensors.reshape(Tensors.multiply(outputs, outputs), -1), 0));
            return List.of(outputs.toFloatArray(), parameters.gradient().toFloatArray());
        }
    }
}
