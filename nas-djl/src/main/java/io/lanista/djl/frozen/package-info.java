/**
 * Trained networks for use only: their weights frozen and folded, computed by plain loops over arrays, without the tensor engine, without a
 * lock, and without an allocation for each layer; or written down as one program for the engine.
 *
 * <pre>{@code
 * Optional<FrozenNetwork> frozen = FrozenNetwork.of(network.plan(), network.parameters(), network.buffers());
 * float[] outputs = frozen.orElseThrow().predict(example);
 * }</pre>
 */
@NullMarked
package io.lanista.djl.frozen;

import org.jspecify.annotations.NullMarked;
