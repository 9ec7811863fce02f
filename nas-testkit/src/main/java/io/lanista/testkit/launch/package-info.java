/** Runs contract tests outside of a build; needs JUnit's launcher. */
@NullMarked
package io.lanista.testkit.launch;

import org.jspecify.annotations.NullMarked;
