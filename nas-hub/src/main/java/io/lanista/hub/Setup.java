package io.lanista.hub;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The options that all spaces of the hub share, and how a size (the paper's, or a small one) gives the others defaults. */
final class Setup {
    static final Option<String> SIZE = Option.oneOf(
            "size", List.of("paper", "small"), "The paper's network, or a small one that trains on a laptop.");
    static final Option<List<Object>> INPUT = Option.list(
            "input",
            List.of(),
            "The shape of one example, such as [3, 32, 32]; left out: the data's, or as the size says where there are none.");
    static final Option<Long> CLASSES = Option.integer(
            "classes", 0, 0, 1_000_000, "How many classes (or targets) there are; 0: as many as the data have.");

    private final Options options;

    Setup(Options options) {
        this.options = options;
    }

    /** The shared options and these. */
    static List<Option<?>> with(Option<?>... own) {
        List<Option<?>> all = new ArrayList<>(List.of(SIZE, INPUT, CLASSES));
        all.addAll(List.of(own));
        return List.copyOf(all);
    }

    /** A positive number whose default depends on the size. */
    static Option<Long> count(String name, String help) {
        return Option.integer(name, 0, 0, 1_000_000, help + "; 0: as the size says.");
    }

    /** As {@link #count}, for what is built so many times. */
    static Option<Long> few(String name, String help) {
        return Option.integer(name, 0, 0, 1_000, help + "; 0: as the size says.");
    }

    /**
     * The space of a model that is made from these options.
     *
     * @throws OptionException if they make it too large
     */
    static SearchSpace space(Supplier<Model> made) {
        try {
            return SearchSpace.of(made.get());
        } catch (IllegalArgumentException e) {
            throw new OptionException("These options don't go together: " + e.getMessage());
        }
    }

    boolean isSmall() {
        return options.get(SIZE).equals("small");
    }

    <T> T get(Option<T> option) {
        return options.get(option);
    }

    /** What was given for an option made by {@link #count}, or else what the size says. */
    long count(Option<Long> option, long paper, long small) {
        long given = options.get(option);
        return given > 0 ? given : isSmall() ? small : paper;
    }

    /** The number of classes that was given, or else {@link Model#OUTPUTS}, which the data decide. */
    Object outputs() {
        long given = options.get(CLASSES);
        return given > 0 ? (Object) given : Model.OUTPUTS;
    }

    /** The shape of one example, with as many axes as the paper's. */
    Shape input(Shape paper, Shape small) {
        Shape input = anyInput(isSmall() ? small : paper);
        if (input.rank() != paper.rank()) {
            throw new OptionException("The option (input) is " + options.get(INPUT) + ", and must have (" + paper.rank()
                    + ") sizes, as in " + paper + ".");
        }
        return input;
    }

    /** The shape of one example, with any number of axes. */
    Shape anyInput(Shape otherwise) {
        List<Object> given = options.get(INPUT);
        if (given.isEmpty()) {
            return otherwise;
        }
        List<Long> sizes = new ArrayList<>();
        for (Object size : given) {
            if (!(size instanceof Long whole) || whole < 1) {
                throw new OptionException("The option (input) is " + given
                        + ", and must be a list of positive whole numbers, such as [3, 32, 32].");
            }
            sizes.add(whole);
        }
        return new Shape(sizes);
    }
}
