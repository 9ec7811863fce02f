/**
 * What simple models reach on the same data as a search: the most frequent answer, a linear model, and a forest of trees ({@link
 * io.lanista.runtime.baseline.Baselines}). Nobody should use a network that one of these beats.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.runtime.baseline;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
