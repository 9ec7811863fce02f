package io.lanista.onnx.check;

import io.lanista.djl.data.DataSet;
import io.lanista.onnx.InputPart;
import io.lanista.onnx.runtime.OnnxArray;
import io.lanista.onnx.runtime.OnnxSession;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Predicts with a model in ONNX Runtime. Safe for use by several threads.
 *
 * @param session of the model
 * @param input its input part
 */
public record OnnxPredictor(OnnxSession session, InputPart input) {
    /**
     * Predicts.
     *
     * @param examples as {@link io.lanista.djl.train.TrainedNetwork#predict} takes them
     * @return for each example the probability of each class, or the predicted numbers
     */
    public float[][] predict(float[][] examples) {
        OnnxArray output = session.run(Map.of(InputPart.NAME, batch(input, examples)))
                .values()
                .iterator()
                .next();
        float[][] predictions = new float[examples.length][];
        for (int i = 0; i < predictions.length; i++) {
            predictions[i] = output.example(i);
        }
        return predictions;
    }

    /** What goes into a model for some examples. */
    public static OnnxArray batch(InputPart input, float[][] examples) {
        int width = Math.toIntExact(input.shape().count());
        float[] values = new float[Math.multiplyExact(examples.length, width)];
        for (int i = 0; i < examples.length; i++) {
            System.arraycopy(input.of(examples[i]), 0, values, i * width, width);
        }
        long[] shape = LongStream.concat(
                        LongStream.of(examples.length),
                        LongStream.of(input.shape().toArray()))
                .toArray();
        return new OnnxArray(values, shape);
    }

    /** The raw examples of some data from one number to another. */
    static float[][] examples(DataSet data, int from, int to) {
        DataSet raw = data.raw();
        float[][] examples = new float[to - from][];
        for (int i = 0; i < examples.length; i++) {
            examples[i] = raw.features(from + i);
        }
        return examples;
    }
}
