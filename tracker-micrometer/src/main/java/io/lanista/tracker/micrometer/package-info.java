/**
 * Runs as Micrometer meters, for programs that embed the runtime and have a registry of meters:
 * {@link io.lanista.tracker.micrometer.MicrometerListener}.
 */
@Export
@Version("1.0.0")
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
@NullMarked
package io.lanista.tracker.micrometer;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
