package io.lanista.cli;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.runtime.watch.BestTrial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Choices in a line. */
final class ShortChoices {
    /** Longer, and a line is a wall. */
    private static final int LONG = 120;

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private ShortChoices() {}

    /** What differs from the best trial; all of them as long as there is none. */
    static List<String> of(Choices choices, Optional<BestTrial> best) {
        Map<Label, Object> known =
                best.<Map<Label, Object>>map(trial -> trial.choices().values()).orElse(Collections.emptySortedMap());
        return choices.values().entrySet().stream()
                .filter(choice -> !choice.getValue().equals(known.get(choice.getKey())))
                .map(choice -> choice.getKey() + "=" + word(choice.getValue()))
                .toList();
    }

    /** As many of them as a line takes, and how many more there are. */
    static String line(List<String> choices) {
        int length = 0;
        for (int i = 0; i < choices.size(); i++) {
            length += choices.get(i).length() + 1;
            if (i > 0 && length > LONG) {
                return String.join(" ", choices.subList(0, i)) + " and " + (choices.size() - i) + " more";
            }
        }
        return String.join(" ", choices);
    }

    /** An answer without blanks; of a number four digits at most, and none that says nothing. */
    private static String word(Object value) {
        return value instanceof Double number
                ? number(number)
                : String.valueOf(value).replace(" ", "");
    }

    private static String number(double value) {
        BigDecimal brief = BigDecimal.valueOf(value).round(FOUR_DIGITS).stripTrailingZeros();
        double size = Math.abs(value);
        return size == 0 || (size >= 1e-5 && size < 1e7) ? brief.toPlainString() : brief.toString();
    }
}
