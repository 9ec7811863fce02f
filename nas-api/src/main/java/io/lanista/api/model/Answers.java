package io.lanista.api.model;

import org.jspecify.annotations.Nullable;

/** Answers to some decisions, by label. */
@FunctionalInterface
public interface Answers {
    /** No decision is answered. */
    Answers NONE = label -> null;

    /** The answer in normal form (see {@link Scalars}), or null if this decision is still open. */
    @Nullable Object answer(Label label);
}
