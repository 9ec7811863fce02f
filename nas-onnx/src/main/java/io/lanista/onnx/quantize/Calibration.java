package io.lanista.onnx.quantize;

import io.lanista.onnx.graph.ElementType;
import io.lanista.onnx.graph.OnnxGraph;
import io.lanista.onnx.graph.OnnxModel;
import io.lanista.onnx.graph.OnnxValue;
import io.lanista.onnx.runtime.OnnxArray;
import io.lanista.onnx.runtime.OnnxRuntime;
import io.lanista.onnx.runtime.OnnxSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out which values the tensors of a model take, by running it on examples with these tensors as further outputs. */
final class Calibration {
    private Calibration() {}

    static Map<String, Range> ranges(
            OnnxModel model,
            Collection<String> tensors,
            Iterable<Map<String, OnnxArray>> batches,
            OnnxRuntime runtime) {
        Map<String, Range> ranges = new HashMap<>();
        try (OnnxSession session = runtime.open(model.withGraph(watched(model.graph(), tensors)))) {
            for (Map<String, OnnxArray> batch : batches) {
                Map<String, OnnxArray> seen = new HashMap<>(batch);
                seen.putAll(session.run(batch));
                for (String tensor : tensors) {
                    OnnxArray values = seen.get(tensor);
                    if (values != null) {
                        ranges.merge(tensor, Range.ZERO.with(values.values()), (before, now) -> now.with(before));
                    }
                }
            }
        }
        return ranges;
    }

    private static OnnxGraph watched(OnnxGraph graph, Collection<String> tensors) {
        List<String> inputs = graph.inputs().stream().map(OnnxValue::name).toList();
        List<OnnxValue> outputs = new ArrayList<>(graph.outputs());
        tensors.stream()
                .filter(tensor -> !inputs.contains(tensor))
                .forEach(tensor -> outputs.add(new OnnxValue(tensor, ElementType.FLOAT, null)));
        return new OnnxGraph(graph.name(), graph.inputs(), outputs, graph.nodes(), graph.constants());
    }
}
