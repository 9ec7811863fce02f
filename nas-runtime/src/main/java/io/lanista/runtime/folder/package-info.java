/** Folders that belong to one process. */
@NullMarked
package io.lanista.runtime.folder;

import org.jspecify.annotations.NullMarked;
