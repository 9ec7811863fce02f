package io.lanista.cli;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.runtime.watch.BestTrial;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Choices in a line. */
final class ShortChoices {
    private ShortChoices() {}

    /** What differs from the best trial; all of them as long as there is none. */
    static String of(Choices choices, Optional<BestTrial> best) {
        Map<Label, Object> known =
                best.<Map<Label, Object>>map(trial -> trial.choices().values()).orElse(Collections.emptySortedMap());
        return choices.values().entrySet().stream()
                .filter(choice -> !choice.getValue().equals(known.get(choice.getKey())))
                .map(choice -> choice.getKey() + "=" + word(choice.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** An answer without blanks. */
    private static String word(Object value) {
        return value instanceof Double number
                ? RunPrinter.number(number)
                : String.valueOf(value).replace(" ", "");
    }
}
