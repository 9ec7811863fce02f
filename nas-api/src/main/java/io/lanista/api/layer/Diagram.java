package io.lanista.api.layer;

import java.util.List;

/**
 * A value that depends on decisions: a known one, or one for each value of a decision. Made by {@link Diagrams} only, which
 * keeps one object for equal diagrams, so that equality is identity.
 *
 * @param <T> what it ends in
 */
sealed interface Diagram<T> {
    /** The number of the decision that is asked first; larger than all for a known value. */
    int level();

    /** The diagram once this decision has its value with this index. */
    default Diagram<T> given(int decided, int index) {
        return this;
    }

    /** A value that depends on nothing any more. */
    final class Known<T> implements Diagram<T> {
        private final T value;

        Known(T value) {
            this.value = value;
        }

        T value() {
            return value;
        }

        @Override
        public int level() {
            return Integer.MAX_VALUE;
        }
    }

    /** One diagram for each value of a decision; decisions further down have larger numbers. */
    final class Branch<T> implements Diagram<T> {
        private final int level;
        private final List<Diagram<T>> children;

        Branch(int level, List<Diagram<T>> children) {
            this.level = level;
            this.children = children;
        }

        List<Diagram<T>> children() {
            return children;
        }

        @Override
        public int level() {
            return level;
        }

        @Override
        public Diagram<T> given(int decided, int index) {
            return decided == level ? children.get(index) : this;
        }
    }
}
