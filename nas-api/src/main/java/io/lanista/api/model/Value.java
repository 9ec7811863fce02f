package io.lanista.api.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The value of a layer's attribute or of a model's setting: known, open to choice, or computed from values.
 *
 * <p>{@code Value.choice("width", 16, 32).times(2)} is the double of a width that the search decides.
 */
public sealed interface Value {
    /**
     * What is known of this value after some decisions have been answered.
     *
     * @return a {@link Constant} if all that it needs is answered
     */
    Value resolve(Answers answers);

    /** Calls the function for this value's kind, and returns what it makes of it. */
    <R> R match(Function<Constant, R> constant, Function<ValueChoice, R> choice, Function<Expression, R> expression);

    /** The known value, if it is known. */
    default Optional<Object> constant() {
        return this instanceof Constant known ? Optional.of(known.value()) : Optional.empty();
    }

    /** A known value; a {@code Value} is returned as it is. */
    static Value of(Object value) {
        return value instanceof Value already ? already : new Constant(value);
    }

    /** One of several values, decided by the search. */
    static ValueChoice choice(String label, Object... candidates) {
        return new ValueChoice(Label.of(label), Domain.OneOf.of(candidates));
    }

    /** A whole number between two ends, both included, decided by the search. */
    static ValueChoice integer(String label, long low, long high) {
        return integer(label, low, high, 1);
    }

    /** One of the whole numbers {@code low, low + step, …, high}, decided by the search. */
    static ValueChoice integer(String label, long low, long high, long step) {
        return new ValueChoice(Label.of(label), new Domain.IntRange(low, high, step, false));
    }

    /** A whole number between two ends, both included, on a logarithmic scale, decided by the search. */
    static ValueChoice logInteger(String label, long low, long high) {
        return new ValueChoice(Label.of(label), new Domain.IntRange(low, high, 1, true));
    }

    /** A real number between two ends, decided by the search. */
    static ValueChoice real(String label, double low, double high) {
        return new ValueChoice(Label.of(label), new Domain.RealRange(low, high, false));
    }

    /** A real number between two ends on a logarithmic scale, decided by the search. */
    static ValueChoice logReal(String label, double low, double high) {
        return new ValueChoice(Label.of(label), new Domain.RealRange(low, high, true));
    }

    /** {@code then} where the condition (a comparison, or a choice of booleans) holds, else {@code otherwise}. */
    static Value when(Value condition, Object then, Object otherwise) {
        return Expression.of(Operator.IF, condition, then, otherwise);
    }

    /** This plus another. */
    default Value plus(Object other) {
        return Expression.of(Operator.ADD, this, other);
    }

    /** This minus another. */
    default Value minus(Object other) {
        return Expression.of(Operator.SUBTRACT, this, other);
    }

    /** This times another. */
    default Value times(Object other) {
        return Expression.of(Operator.MULTIPLY, this, other);
    }

    /** This divided by another: a whole number if both are and nothing remains, else a real one. */
    default Value dividedBy(Object other) {
        return Expression.of(Operator.DIVIDE, this, other);
    }

    /** The larger of this and another. */
    default Value max(Object other) {
        return Expression.of(Operator.MAX, this, other);
    }

    /** The smaller of this and another. */
    default Value min(Object other) {
        return Expression.of(Operator.MIN, this, other);
    }

    /** Whether this equals another. */
    default Value isEqualTo(Object other) {
        return Expression.of(Operator.EQUAL, this, other);
    }

    /** Whether this is less than another. */
    default Value isLessThan(Object other) {
        return Expression.of(Operator.LESS, this, other);
    }

    /**
     * A known value.
     *
     * @param value in normal form, see {@link Scalars}
     */
    record Constant(Object value) implements Value {
        /** Normalises. */
        public Constant {
            value = Scalars.normalise(value);
        }

        @Override
        public Value resolve(Answers answers) {
            return this;
        }

        @Override
        public <R> R match(
                Function<Constant, R> constant, Function<ValueChoice, R> choice, Function<Expression, R> expression) {
            return constant.apply(this);
        }

        @Override
        public String toString() {
            return String.valueOf(value);
        }
    }

    /**
     * A value that the search decides.
     *
     * @param label names the decision
     * @param domain the values that it may take
     */
    record ValueChoice(Label label, Domain domain) implements Value {
        @Override
        public Value resolve(Answers answers) {
            Object answer = answers.answer(label);
            return answer == null ? this : new Constant(answer);
        }

        @Override
        public <R> R match(
                Function<Constant, R> constant, Function<ValueChoice, R> choice, Function<Expression, R> expression) {
            return choice.apply(this);
        }

        @Override
        public String toString() {
            return label + " in " + domain;
        }
    }

    /**
     * A value computed from others. Every choice inside it is a decision of the space, whichever branch of a condition
     * it stands in.
     *
     * @param operator what is done
     * @param operands with what
     */
    record Expression(Operator operator, List<Value> operands) implements Value {
        /** Checks the number of operands and copies. */
        public Expression {
            operands = List.copyOf(operands);
            if (operands.size() != operator.operands()) {
                throw new IllegalArgumentException("The operator (" + operator.symbol() + ") takes ("
                        + operator.operands() + ") operands and got (" + operands.size() + ").");
            }
        }

        static Value of(Operator operator, Object... operands) {
            List<Value> values = new ArrayList<>(operands.length);
            for (Object operand : operands) {
                values.add(Value.of(operand));
            }
            return new Expression(operator, values).resolve(Answers.NONE);
        }

        @Override
        public Value resolve(Answers answers) {
            List<Value> resolved = new ArrayList<>(operands.size());
            List<Object> known = new ArrayList<>(operands.size());
            for (Value operand : operands) {
                Value value = operand.resolve(answers);
                resolved.add(value);
                value.constant().ifPresent(known::add);
            }
            if (known.size() == resolved.size()) {
                return new Constant(operator.apply(known));
            }
            return resolved.equals(operands) ? this : new Expression(operator, resolved);
        }

        @Override
        public <R> R match(
                Function<Constant, R> constant, Function<ValueChoice, R> choice, Function<Expression, R> expression) {
            return expression.apply(this);
        }

        @Override
        public String toString() {
            return operator.symbol()
                    + operands.stream().map(Value::toString).collect(Collectors.joining(", ", "(", ")"));
        }
    }
}
