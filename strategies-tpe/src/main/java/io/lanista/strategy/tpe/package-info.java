/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011), multivariate over all decisions (Falkner et al. 2018) and shaped for
 * architecture spaces: conditions are known, not inferred; what was tried before is never proposed again; kernels get narrower
 * with the number of decisions.
 */
@NullMarked
package io.lanista.strategy.tpe;

import org.jspecify.annotations.NullMarked;
