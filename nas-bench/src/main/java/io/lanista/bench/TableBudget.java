package io.lanista.bench;

/**
 * When a run on a table is looked at.
 *
 * @param simulated whether the amount is in simulated seconds; else in evaluations
 * @param amount how much
 */
public record TableBudget(boolean simulated, double amount) {
    /** After so many evaluations. */
    public static TableBudget evaluations(int count) {
        return new TableBudget(false, count);
    }

    /** After the last evaluation that ends within so many simulated seconds. */
    public static TableBudget seconds(double seconds) {
        return new TableBudget(true, seconds);
    }

    /** Whether one more evaluation, which would make it so many that take so long, is too many. */
    boolean isExceededBy(int evaluations, double seconds) {
        return (simulated ? seconds : evaluations) > amount;
    }

    @Override
    public String toString() {
        String number = amount == Math.rint(amount) ? String.valueOf((long) amount) : String.valueOf(amount);
        return number + (simulated ? " s" : "");
    }
}
