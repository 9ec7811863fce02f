/** Installs plug-ins by name, and keeps book of what was installed. */
@NullMarked
package io.lanista.install;

import org.jspecify.annotations.NullMarked;
