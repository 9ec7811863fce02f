/**
 * Search strategies: what proposes the next architecture. Implement {@link io.lanista.api.strategy.Strategy} (ask and
 * tell) or extend {@link io.lanista.api.strategy.ExplorationStrategy} (the same, written as a loop).
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lanista.api.strategy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
