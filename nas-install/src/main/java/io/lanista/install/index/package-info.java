/** Indexes of plug-ins: static files with a signature. */
@NullMarked
package io.lanista.install.index;

import org.jspecify.annotations.NullMarked;
