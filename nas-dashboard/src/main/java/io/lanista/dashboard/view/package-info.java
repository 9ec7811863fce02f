/**
 * What a page shows of a run: {@link io.lanista.dashboard.view.RunView} follows a run's journal and writes it as JSON, which
 * {@code docs/seeing.md} describes; {@link io.lanista.dashboard.view.RunListing} finds the runs of a folder.
 */
@Export
@Version("1.0.0")
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
@NullMarked
package io.lanista.dashboard.view;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
