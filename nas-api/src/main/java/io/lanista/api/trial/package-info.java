/**
 * Trials: what a model is evaluated by, what an evaluation reports, and what the objective of a search is.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lanista.api.trial;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
