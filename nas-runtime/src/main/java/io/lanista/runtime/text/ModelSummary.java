package io.lanista.runtime.text;

import io.lanista.api.model.Model;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Locale;

/** Spaces and architectures in plain text, for terminals. */
public final class ModelSummary {
    private static final int SHOWN = 40;
    private static final BigInteger LONG = BigInteger.valueOf(10_000_000);

    private ModelSummary() {}

    /** What can be decided: one line for each decision, and how many architectures there are. */
    public static String of(SearchSpace space) {
        Model base = space.base();
        StringBuilder text = new StringBuilder();
        text.append(base.name()).append(": ").append(space.decisions().size()).append(" decisions, ");
        text.append(size(space)).append('\n');
        base.inputs()
                .forEach((name, shape) -> text.append("  input ")
                        .append(name)
                        .append(' ')
                        .append(shape)
                        .append('\n'));
        space.decisions().stream().limit(SHOWN).forEach(decision -> line(text, decision));
        int more = space.decisions().size() - SHOWN;
        if (more > 0) {
            text.append("  … and ").append(more).append(" more\n");
        }
        return text.toString();
    }

    /** How many architectures a space has, in words, before constraints. */
    public static String size(SearchSpace space) {
        return space.size()
                .map(size -> size.compareTo(LONG) < 0
                        ? String.format(Locale.ROOT, "%,d architectures", size)
                        : "about " + power(size) + " architectures")
                .orElse("infinitely many architectures");
    }

    private static String power(BigInteger size) {
        BigDecimal rounded = new BigDecimal(size).round(new MathContext(2));
        return rounded.unscaledValue().doubleValue() / 10 + "e" + (rounded.precision() - rounded.scale() - 1);
    }

    private static void line(StringBuilder text, Decision decision) {
        text.append("  ").append(decision.label()).append(": ").append(decision.domain());
        if (!decision.condition().isAlways()) {
            text.append(", if ").append(decision.condition());
        }
        text.append('\n');
    }

    /** The layers of a concrete model, one a line, nested ones indented; of a space, its placeholders. */
    public static String of(Model model) {
        StringBuilder text = new StringBuilder(model.name()).append('\n');
        model.inputs()
                .forEach((name, shape) -> text.append("  ")
                        .append(name)
                        .append(": input ")
                        .append(shape)
                        .append('\n'));
        new Outline(text).graph(model.graph(), "  ");
        model.settings()
                .forEach((name, value) -> text.append("  setting ")
                        .append(name)
                        .append(" = ")
                        .append(value)
                        .append('\n'));
        return text.toString();
    }
}
