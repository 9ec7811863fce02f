/** Fetches files from servers and folders, with limits and checksums. */
@NullMarked
package io.lanista.install.fetch;

import org.jspecify.annotations.NullMarked;
