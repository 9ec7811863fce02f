package io.lanista.api.model;

import java.util.List;

/** What an {@link Value.Expression} does with its operands. Whole numbers stay whole wherever nothing is lost. */
public enum Operator {
    /** Sum of two numbers. */
    ADD("+", Math::addExact, Double::sum),
    /** Difference of two numbers. */
    SUBTRACT("-", Math::subtractExact, (a, b) -> a - b),
    /** Product of two numbers. */
    MULTIPLY("*", Math::multiplyExact, (a, b) -> a * b),
    /** Quotient of two numbers: whole if both are and nothing remains, else real. */
    DIVIDE("/", (a, b) -> b != 0 && a % b == 0 ? (Object) (a / b) : quotient(a, b), Operator::quotient),
    /** The larger of two numbers. */
    MAX("max", Math::max, Math::max),
    /** The smaller of two numbers. */
    MIN("min", Math::min, Math::min),
    /** Whether two values are equal; numbers are compared by size. */
    EQUAL("==", (a, b) -> a == b, (a, b) -> a == b),
    /** Whether the first number is the smaller one. */
    LESS("<", (a, b) -> a < b, (a, b) -> a < b),
    /** The second operand if the first is true, else the third. */
    IF("if", (a, b) -> a, (a, b) -> a);

    /** Of whole numbers; throws an ArithmeticException where the result is too large. */
    private interface Whole {
        Object of(long a, long b);
    }

    private interface Real {
        Object of(double a, double b);
    }

    private final String symbol;
    private final Whole whole;
    private final Real real;

    Operator(String symbol, Whole whole, Real real) {
        this.symbol = symbol;
        this.whole = whole;
        this.real = real;
    }

    /** How it is written in files. */
    public String symbol() {
        return symbol;
    }

    /** How many operands it takes. */
    public int operands() {
        return this == IF ? 3 : 2;
    }

    /** The operator that is written like this in files. */
    public static Operator ofSymbol(String symbol) {
        for (Operator operator : values()) {
            if (operator.symbol.equals(symbol)) {
                return operator;
            }
        }
        throw new IllegalArgumentException("No operator (" + symbol + "). Available: +, -, *, /, max, min, ==, <, if.");
    }

    Object apply(List<Object> values) {
        if (this == IF) {
            if (!(values.get(0) instanceof Boolean condition)) {
                throw new IllegalArgumentException("The condition of an 'if' must be true or false, and is ("
                        + values.get(0) + "). Maybe compare it with '==' or '<'.");
            }
            return condition ? values.get(1) : values.get(2);
        }
        Object left = values.get(0);
        Object right = values.get(1);
        if (this == EQUAL && !(left instanceof Number && right instanceof Number)) {
            return left.equals(right);
        }
        if (!(left instanceof Number a) || !(right instanceof Number b)) {
            throw new IllegalArgumentException(
                    "The operator (" + symbol + ") needs numbers, and got (" + left + ") and (" + right + ").");
        }
        try {
            return a instanceof Long && b instanceof Long
                    ? whole.of(a.longValue(), b.longValue())
                    : real.of(a.doubleValue(), b.doubleValue());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "(" + a + ") " + symbol + " (" + b + ") doesn't fit into a whole number of 64 bits.", e);
        }
    }

    private static double quotient(double a, double b) {
        if (b == 0) {
            throw new IllegalArgumentException("The value (" + a + ") is divided by zero.");
        }
        return a / b;
    }
}
