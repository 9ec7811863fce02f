package io.lanista.api.model;

import java.util.List;

/** What an {@link Value.Expression} does with its operands. Whole numbers stay whole wherever nothing is lost. */
public enum Operator {
    /** Sum of two numbers. */
    ADD("+", 2),
    /** Difference of two numbers. */
    SUBTRACT("-", 2),
    /** Product of two numbers. */
    MULTIPLY("*", 2),
    /** Quotient of two numbers: whole if both are and nothing remains, else real. */
    DIVIDE("/", 2),
    /** The larger of two numbers. */
    MAX("max", 2),
    /** The smaller of two numbers. */
    MIN("min", 2),
    /** Whether two values are equal; numbers are compared by size. */
    EQUAL("==", 2),
    /** Whether the first number is the smaller one. */
    LESS("<", 2),
    /** The second operand if the first is true, else the third. */
    IF("if", 3);

    private final String symbol;
    private final int operands;

    Operator(String symbol, int operands) {
        this.symbol = symbol;
        this.operands = operands;
    }

    /** How it is written in files. */
    public String symbol() {
        return symbol;
    }

    /** How many operands it takes. */
    public int operands() {
        return operands;
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
        return a instanceof Long && b instanceof Long
                ? applyWhole(a.longValue(), b.longValue())
                : applyReal(a.doubleValue(), b.doubleValue());
    }

    private Object applyWhole(long a, long b) {
        switch (this) {
            case ADD:
                return Math.addExact(a, b);
            case SUBTRACT:
                return Math.subtractExact(a, b);
            case MULTIPLY:
                return Math.multiplyExact(a, b);
            case MAX:
                return Math.max(a, b);
            case MIN:
                return Math.min(a, b);
            case EQUAL:
                return a == b;
            case LESS:
                return a < b;
            default:
                return b != 0 && a % b == 0 ? (Object) (a / b) : applyReal(a, b);
        }
    }

    private Object applyReal(double a, double b) {
        switch (this) {
            case ADD:
                return a + b;
            case SUBTRACT:
                return a - b;
            case MULTIPLY:
                return a * b;
            case MAX:
                return Math.max(a, b);
            case MIN:
                return Math.min(a, b);
            case EQUAL:
                return a == b;
            case LESS:
                return a < b;
            default:
                if (b == 0) {
                    throw new IllegalArgumentException("The value (" + a + ") is divided by zero.");
                }
                return a / b;
        }
    }
}
