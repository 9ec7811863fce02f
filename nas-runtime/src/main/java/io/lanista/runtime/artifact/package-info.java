/** Names and versions of published plug-ins, as Maven repositories write them. */
@NullMarked
package io.lanista.runtime.artifact;

import org.jspecify.annotations.NullMarked;
