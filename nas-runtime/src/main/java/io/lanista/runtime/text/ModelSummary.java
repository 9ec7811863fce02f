package io.lanista.runtime.text;

import io.lanista.api.model.Label;
import io.lanista.api.model.Model;
import io.lanista.api.space.Constraint;
import io.lanista.api.space.Decision;
import io.lanista.api.space.SearchSpace;
import io.lanista.base.text.DidYouMean;
import io.lanista.layer.EqualArchitectures;
import io.lanista.layer.LayerCatalogue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Spaces and architectures in plain text, for terminals. */
public final class ModelSummary {
    private static final int SHOWN = 40;
    private static final int ALTERNATIVES = 4;
    private static final BigInteger LONG = BigInteger.valueOf(10_000_000);

    private ModelSummary() {}

    /** What can be decided: how many architectures there are, one line for each decision, the constraints, and how draws are made. */
    public static String of(SearchSpace space) {
        Model base = space.base();
        StringBuilder text = new StringBuilder();
        text.append("Space ")
                .append(base.name())
                .append(" on ")
                .append(base.inputs().values());
        text.append(": ")
                .append(space.decisions().size())
                .append(space.decisions().size() == 1 ? " decision, " : " decisions, ")
                .append(size(space));
        text.append(space.constraints().isEmpty() ? ".\n" : " before constraints.\n");
        space.decisions().stream().limit(SHOWN).forEach(decision -> line(text, decision));
        int more = space.decisions().size() - SHOWN;
        if (more > 0) {
            text.append("  … and ").append(more).append(" more\n");
        }
        if (!space.constraints().isEmpty()) {
            text.append("Constraints: ")
                    .append(space.constraints().stream()
                            .map(Constraint::describe)
                            .collect(Collectors.joining("; ")))
                    .append(".\n");
        }
        return text.append(draws(space)).append('\n').toString();
    }

    /** How many architectures a space has, in words, before constraints. */
    public static String size(SearchSpace space) {
        if (space.size().isEmpty()) {
            return space.isFinite()
                    ? "too many conditions to count the architectures"
                    : "infinitely many architectures";
        }
        BigInteger size = space.size().get();
        return size.compareTo(LONG) < 0
                ? String.format(Locale.ROOT, "%,d architectures", size)
                : "about " + power(size) + " architectures";
    }

    private static String power(BigInteger size) {
        BigDecimal rounded = new BigDecimal(size).round(new MathContext(2));
        return rounded.unscaledValue().doubleValue() / 10 + "e" + (rounded.precision() - rounded.scale() - 1);
    }

    /** How architectures are drawn at random, in one sentence, see {@link SearchSpace#sample}. */
    public static String draws(SearchSpace space) {
        if (space.isDynamic() || (space.isFinite() && space.size().isEmpty())) {
            return "Draws are even over the values of each decision.";
        }
        List<String> uneven = space.unevenDecisions().stream().map(Label::value).toList();
        return uneven.isEmpty()
                ? "Draws are even over architectures."
                : "Draws are even over architectures, but for each value of (" + DidYouMean.list(uneven)
                        + ") as likely as any other: some have hardly any architectures behind them.";
    }

    /**
     * That most choices of a space compute the same as others, in one or two sentences; empty if most don't. Takes some tenths
     * of a second.
     */
    public static Optional<String> equalArchitectures(SearchSpace space, LayerCatalogue catalogue) {
        EqualArchitectures found = EqualArchitectures.of(space, catalogue);
        return found.classes() == found.choices()
                ? Optional.empty()
                : Optional.of((found.all() ? "All (" : "Some (") + found.choices() + ") choices come to ("
                        + found.classes() + ") architectures, by what their layers compute. A strategy with the option"
                        + " 'distinct' tries one choice of each; where results differ between them, as in a table, set it to"
                        + " false.");
    }

    private static void line(StringBuilder text, Decision decision) {
        text.append("  ").append(decision.label()).append(": ").append(decision.domain());
        if (!decision.condition().isAlways()) {
            text.append("   if ")
                    .append(decision.condition().alternatives().stream()
                            .limit(ALTERNATIVES)
                            .map(ModelSummary::alternative)
                            .collect(Collectors.joining(" or ")))
                    .append(decision.condition().alternatives().size() > ALTERNATIVES ? " or …" : "");
        }
        text.append('\n');
    }

    private static String alternative(Map<Label, List<Object>> alternative) {
        return alternative.entrySet().stream()
                .map(term -> term.getKey() + " is " + values(term.getValue()))
                .collect(Collectors.joining(" and "));
    }

    /** Values in words: {@code relu}, {@code 2 to 8}, {@code [relu, tanh]}. */
    private static String values(List<Object> values) {
        Object first = values.get(0);
        Object last = values.get(values.size() - 1);
        if (values.size() == 1) {
            return String.valueOf(first);
        }
        return first instanceof Long low && last instanceof Long high && high - low == values.size() - 1
                ? low + " to " + high
                : "[" + DidYouMean.list(values.stream().map(String::valueOf).toList()) + "]";
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
