/**
 * Proposes experiments: looks at data, and writes an experiment file that suits them, with the reasons as comments ({@link
 * io.lanista.runtime.draft.Drafting}).
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.runtime.draft;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
