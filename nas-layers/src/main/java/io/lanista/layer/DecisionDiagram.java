package io.lanista.layer;

import java.util.List;

/**
 * A value that depends on decisions: a known one, or one for each value of a decision. Made by {@link DecisionDiagrams} only, which
 * keeps one object for equal diagrams, so that equality is identity.
 *
 * @param <T> what it ends in
 */
sealed interface DecisionDiagram<T> {
    /** The number of the decision that is asked first; larger than all for a known value. */
    int level();

    /** The diagram once this decision has its value with this index. */
    default DecisionDiagram<T> given(int decided, int index) {
        return this;
    }

    /** A value that depends on nothing any more. */
    final class Known<T> implements DecisionDiagram<T> {
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
    final class Branch<T> implements DecisionDiagram<T> {
        private final int level;
        private final List<DecisionDiagram<T>> children;

        Branch(int level, List<DecisionDiagram<T>> children) {
            this.level = level;
            this.children = children;
        }

        List<DecisionDiagram<T>> children() {
            return children;
        }

        @Override
        public int level() {
            return level;
        }

        @Override
        public DecisionDiagram<T> given(int decided, int index) {
            return decided == level ? children.get(index) : this;
        }
    }
}
