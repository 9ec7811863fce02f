/** Runs as pages: {@link io.lanista.dashboard.Report} in one file, {@link io.lanista.dashboard.DashboardServer} live. */
@Export
@Version("1.0.0")
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
@NullMarked
package io.lanista.dashboard;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
