package io.lanista.executor.spark.site;

import io.lanista.runtime.execute.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Work whose data lie elsewhere on this machine. */
final class MovedData {
    private MovedData() {}

    /** The same work, with the paths of data that travelled replaced. */
    static Work in(Work work, Map<String, String> moved) {
        Map<String, Object> options = new LinkedHashMap<>(work.options());
        options.computeIfPresent("data", (name, value) -> replaced(value, moved));
        return new Work(work.evaluator(), options, work.space(), work.objectives(), work.seed(), work.jars());
    }

    private static Object replaced(Object value, Map<String, String> moved) {
        if (value instanceof String text) {
            return moved.getOrDefault(text, text);
        } else if (value instanceof List<?> list) {
            return list.stream().map(element -> replaced(element, moved)).toList();
        } else if (value instanceof Map<?, ?> table) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            table.forEach((key, element) -> copy.put(key, replaced(element, moved)));
            return copy;
        }
        return value;
    }
}
