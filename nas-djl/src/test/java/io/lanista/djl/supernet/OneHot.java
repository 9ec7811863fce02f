package io.lanista.djl.supernet;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets the architecture parameters of {@link SoftmaxMix} so that one architecture has all the weight. */
final class OneHot {
    private static final float FAR = 300;

    private OneHot() {}

    static void choose(Supernet supernet, Choices choices) {
        float[] all = new float[Math.toIntExact(supernet.architecture().layout().count())];
        Map<Label, Object> values = new LinkedHashMap<>(choices.values());
        values.putAll(edges(choices));
        int offset = 0;
        for (Map.Entry<Label, Map<Object, Double>> decision :
                supernet.probabilities().entrySet()) {
            List<Object> candidates = new ArrayList<>(decision.getValue().keySet());
            Object chosen = values.getOrDefault(decision.getKey(), "none");
            int index = Math.max(0, candidates.indexOf(chosen));
            all[offset + index] = FAR;
            offset += candidates.size();
        }
        supernet.architecture().set(all);
    }

    /** The candidate on each edge of the cell {@code cell} that is chosen. */
    private static Map<Label, Object> edges(Choices choices) {
        Map<Label, Object> edges = new LinkedHashMap<>();
        choices.values().forEach((label, value) -> {
            String[] parts = label.value().split("/input_");
            if (parts.length == 2) {
                List<?> chosen = (List<?>) value;
                for (int j = 0; j < chosen.size(); j++) {
                    edges.put(
                            Label.of(parts[0] + "/edge_" + parts[1] + "_" + chosen.get(j)),
                            choices.get(Label.of(parts[0] + "/op_" + parts[1] + "_" + j))
                                    .orElseThrow());
                }
            }
        });
        return edges;
    }
}
