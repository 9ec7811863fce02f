/**
 * From a concrete model to a network that computes.
 *
 * <p>{@link io.lanista.djl.block.NetworkPlan} checks a model against the layer catalogue and works out every parameter,
 * without any tensor; {@link io.lanista.djl.block.NetworkPlan#allocate} makes the {@link io.lanista.djl.block.Network}
 * for one trial. What each layer type computes is a {@link io.lanista.djl.block.Computation}; a user's own layer types come
 * from a {@link io.lanista.djl.block.LayerProvider}, also from a plain DJL block
 * ({@link io.lanista.djl.block.DjlBlock}).
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.djl.block;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
