/**
 * The entrance for programs that embed Lanista: {@link io.lanista.runtime.NasRuntime} finds plug-ins and runs experiments.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.STABLE, since = "1.0")
package io.lanista.runtime;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
