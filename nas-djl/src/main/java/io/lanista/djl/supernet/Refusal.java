package io.lanista.djl.supernet;

import io.lanista.api.option.OptionException;
import java.util.Locale;

/** What a supernet can't hold, and the ways out. */
final class Refusal {
    private static final String WAYS_OUT =
            " Maybe fix it in the base model, or search it with a strategy (several trials) instead of a one-shot trainer.";

    private Refusal() {}

    /** One sentence on what is the matter, which names the decision. */
    static OptionException of(String sentence, Object... values) {
        return new OptionException(String.format(Locale.ROOT, sentence, values) + WAYS_OUT);
    }
}
