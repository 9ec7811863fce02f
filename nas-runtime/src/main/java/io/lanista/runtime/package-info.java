/**
 * The entrance for programs that embed Lanista: {@link io.lanista.runtime.NasRuntime} finds plug-ins and runs experiments.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lanista.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
