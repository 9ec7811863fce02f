package io.lanista.djl.table;

/** How numbers are scaled. */
public enum NumberForm {
    /** To mean 0 and deviation 1. */
    STANDARDIZE,
    /** To where they would stand in a normal distribution by their rank: skewed numbers spread evenly, and outliers don't count. */
    QUANTILE
}
