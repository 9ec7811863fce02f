package io.lanista.runtime.execute;

import io.lanista.api.option.OptionException;
import io.lanista.api.trial.Objective;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that another process needs to evaluate models of an experiment as this one does. It is data only, and nothing in it depends on
 * the machine: where files lie is said by {@link WorkFolders}.
 *
 * @param evaluator the evaluator's name among the plug-ins, with bundle and version where it comes from a jar
 * @param options the evaluator's options, defaults included; texts, numbers, truth values, and lists and tables of them
 * @param space what is searched, as the evaluator of this process was told it
 * @param objectives what the search is after
 * @param seed the experiment's seed
 * @param jars the plug-ins that evaluating may need, beside those on the class path; none if the class path has it all
 */
public record Work(
        String evaluator,
        Map<String, Object> options,
        SpaceData space,
        List<Objective> objectives,
        long seed,
        List<PluginCopy> jars) {
    /** Copies, and checks that the options are data. */
    public Work {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        options.forEach(Work::checkPlain);
        objectives = List.copyOf(objectives);
        jars = List.copyOf(jars);
    }

    private static void checkPlain(String option, Object value) {
        if (value instanceof List<?> list) {
            list.forEach(element -> checkPlain(option, element));
        } else if (value instanceof Map<?, ?> table) {
            table.values().forEach(element -> checkPlain(option, element));
        } else if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new OptionException(
                    "The option (" + option + ") holds a " + value.getClass().getName()
                            + ", an object of this program, which other processes can't have. Maybe give it as a text.");
        }
    }
}
