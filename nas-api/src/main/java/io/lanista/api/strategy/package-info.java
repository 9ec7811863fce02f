/**
 * Search strategies: what proposes the next architecture. Implement {@link io.lanista.api.strategy.Strategy} (ask and
 * tell) or extend {@link io.lanista.api.strategy.ExplorationStrategy} (the same, written as a loop).
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.STABLE, since = "1.0")
package io.lanista.api.strategy;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
