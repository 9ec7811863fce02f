/**
 * Models and model spaces as one immutable description: a directed acyclic graph of operations, some of which are
 * placeholders for a decision that is still open.
 *
 * <p>A {@link io.lanista.api.model.Model} without placeholders is a network that can be trained; one with placeholders
 * is the base of a search space. Everything here is a value: immutable, safe to share between threads, compared by
 * content, and independent of any tensor library.
 *
 * <pre>{@code
 * Model base = Model.named("digits")
 *         .input("image", 1, 28, 28)
 *         .then("stem", LayerChoice.of("stem",
 *                 Candidate.of("plain", Layer.of("conv2d", "out_channels", 16, "kernel", 3)),
 *                 Candidate.of("wide", Layer.of("conv2d", "out_channels", 16, "kernel", 5))))
 *         .then("flatten", Layer.of("flatten"))
 *         .then("head", Layer.of("linear", "units", 10))
 *         .build();
 * }</pre>
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.STABLE, since = "1.0")
package io.lanista.api.model;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
