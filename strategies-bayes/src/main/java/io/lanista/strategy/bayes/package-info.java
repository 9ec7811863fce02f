/**
 * Bayesian optimisation with a surrogate model of the objective: {@code smac}, whose surrogate is a random forest, which suits
 * categorical and conditional decisions.
 */
@NullMarked
package io.lanista.strategy.bayes;

import org.jspecify.annotations.NullMarked;
