package io.lanista.samples.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * Predicts the class of each row of a file of numbers, with a model that {@code nas export --as onnx} wrote. It needs ONNX Runtime for
 * Java and a reader of JSON, and nothing of Lanista.
 *
 * <pre>{@code
 * java … io.lanista.samples.onnx.PredictRows winner/model.onnx rows.csv
 * }</pre>
 */
public final class PredictRows {
    private PredictRows() {}

    /** A model's file, and one with a row of comma-separated numbers for each example. */
    public static void main(String[] arguments) throws OrtException, IOException {
        predict(Path.of(arguments[0]), Path.of(arguments[1]), System.out);
    }

    static void predict(Path model, Path rows, PrintStream out) throws OrtException, IOException {
        List<String> lines = Files.readAllLines(rows);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model.toString())) {
            Map<String, String> metadata = session.getMetadata().getCustomMetadata();
            List<?> classes = JsonMapper.shared().readValue(metadata.get("class_names"), List.class);
            // Such as (-1, 1, 28, 28): the batch may have any size.
            NodeInfo named = Objects.requireNonNull(session.getInputInfo().get("input"), "input");
            long[] shape = ((TensorInfo) named.getInfo()).getShape();
            shape[0] = lines.size();
            try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(numbers(lines)), shape);
                    OrtSession.Result result = session.run(Map.of("input", input))) {
                for (float[] probabilities : (float[][]) result.get(0).getValue()) {
                    int best = best(probabilities);
                    out.printf(Locale.ROOT, "%s %.4f%n", classes.get(best), probabilities[best]);
                }
            }
        }
    }

    private static float[] numbers(List<String> lines) {
        List<String> cells = lines.stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .toList();
        float[] numbers = new float[cells.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Float.parseFloat(cells.get(i));
        }
        return numbers;
    }

    private static int best(float[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }
}
