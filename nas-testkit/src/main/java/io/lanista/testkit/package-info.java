/**
 * What authors of plug-ins test with: contracts to inherit ({@link io.lanista.testkit.StrategyContract} and its
 * siblings), standard spaces, an objective to search on them, and a driver in memory that records and replays.
 *
 * <pre>{@code
 * class MyStrategyTest implements StrategyContract {
 *     @Override
 *     public Strategy strategy() {
 *         return new MyStrategy();
 *     }
 * }
 * }</pre>
 */
@NullMarked
@API(status = API.Status.STABLE, since = "1.0")
package io.lanista.testkit;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
