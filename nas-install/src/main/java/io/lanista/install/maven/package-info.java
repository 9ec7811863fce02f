/** Maven repositories, and what the user's settings say about them. */
@NullMarked
package io.lanista.install.maven;

import org.jspecify.annotations.NullMarked;
