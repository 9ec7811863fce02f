/**
 * The journal of an experiment: an append-only file of checked lines, the only truth about what was asked and how trials
 * ended. {@link io.lanista.runtime.journal.JournalReader} reads one, also while the experiment runs.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.runtime.journal;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
