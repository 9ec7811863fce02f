/** Failures: one root of exceptions, which say whose fault they are. */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.STABLE, since = "1.0")
package io.lanista.api.failure;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
