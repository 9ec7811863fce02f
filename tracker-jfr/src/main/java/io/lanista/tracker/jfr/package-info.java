/** Runs as events of the JDK's Flight Recorder, in the category "Lanista". */
@NullMarked
package io.lanista.tracker.jfr;

import org.jspecify.annotations.NullMarked;
