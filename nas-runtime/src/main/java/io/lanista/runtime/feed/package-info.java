/**
 * For those who bring what happens in a run to somewhere else and must miss nothing: {@link io.lanista.runtime.feed.JournalFeed} reads the
 * run's journal, and hands it to a {@link io.lanista.runtime.feed.JournalReceiver}.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.runtime.feed;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
