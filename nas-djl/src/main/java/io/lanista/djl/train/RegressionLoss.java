package io.lanista.djl.train;

/** What is made small where numbers are predicted. */
public enum RegressionLoss {
    /** The mean squared error: predicts the mean. */
    MSE,
    /** The mean absolute error: predicts the median. */
    MAE,
    /** The quantile loss: predicts that quantile. */
    PINBALL
}
