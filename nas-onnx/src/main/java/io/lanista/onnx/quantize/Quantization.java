package io.lanista.onnx.quantize;

import io.lanista.djl.data.DataSet;
import io.lanista.onnx.InputPart;
import io.lanista.onnx.check.OnnxPredictor;
import io.lanista.onnx.graph.OnnxModel;
import io.lanista.onnx.runtime.OnnxArray;
import io.lanista.onnx.runtime.OnnxRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes models that compute with 8-bit numbers where runtimes have operations for them: batch norms are folded into what is before
 * them, weights become signed bytes with a scale for each channel, and activations unsigned bytes with the range that they take on
 * training examples (static quantisation, written as pairs of {@code QuantizeLinear} and {@code DequantizeLinear}).
 *
 * <p>Weights use the levels from −63 to 63 only: without special instructions (VNNI), processors add products of bytes in 16 bits, and
 * larger weights would saturate them.
 */
public final class Quantization {
    private static final int EXAMPLES = 256;
    private static final int BATCH = 32;

    private Quantization() {}

    /**
     * Quantises a model.
     *
     * @param input the model's input part
     * @param training examples that ranges are learnt from; at most 256 of them, evenly spread
     * @param runtime runs the model on them
     */
    public static OnnxModel quantize(OnnxModel model, InputPart input, DataSet training, OnnxRuntime runtime) {
        return quantize(model, batches(input, training.raw()), runtime);
    }

    static OnnxModel quantize(OnnxModel model, List<Map<String, OnnxArray>> examples, OnnxRuntime runtime) {
        OnnxModel folded = model.withGraph(BatchNormFolding.fold(model.graph()));
        GraphIndex index = new GraphIndex(folded.graph());
        QuantizedTensors tensors = QuantizedTensors.of(folded.graph(), index);
        Map<String, Range> ranges = Calibration.ranges(folded, tensors.withScale(), examples, runtime);
        return folded.withGraph(new QuantizedGraph(folded.graph(), index, tensors, ranges).build());
    }

    private static List<Map<String, OnnxArray>> batches(InputPart input, DataSet training) {
        int count = Math.min(EXAMPLES, training.size());
        List<Map<String, OnnxArray>> batches = new ArrayList<>();
        for (int from = 0; from < count; from += BATCH) {
            float[][] examples = new float[Math.min(BATCH, count - from)][];
            for (int i = 0; i < examples.length; i++) {
                examples[i] = training.features((int) ((long) (from + i) * training.size() / count));
            }
            batches.add(Map.of(InputPart.NAME, OnnxPredictor.batch(input, examples)));
        }
        return batches;
    }
}
