/**
 * One-shot training: searching inside one supernet whose candidates share weights.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lanista.api.oneshot;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
