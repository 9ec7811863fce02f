package io.lanista.djl.data;

/** What is to be predicted. */
public enum Task {
    /** One of several classes. */
    CLASSIFICATION,
    /** One or more real numbers. */
    REGRESSION
}
