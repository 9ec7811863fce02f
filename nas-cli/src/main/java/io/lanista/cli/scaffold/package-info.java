/** New projects for plug-ins, written from templates that lie beside these classes. */
@NullMarked
package io.lanista.cli.scaffold;

import org.jspecify.annotations.NullMarked;
