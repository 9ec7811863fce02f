/**
 * How good predictions are: of classes ({@link io.lanista.djl.metric.ClassScoring}) and of numbers ({@link
 * io.lanista.djl.metric.NumberScoring}), each with all usual metrics and an interval for each of them. Plain Java, no tensors.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.djl.metric;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
